import { FormulaFailure } from '#formula/formula-error.ts'
import { joinShapes, PARAM, SCALAR, type Shape, shapeName, TENSOR } from '#formula/shape.ts'
import { type Meaning, writtenOp } from '#formula/walk.ts'
import type { TensorGraph, TensorId } from '#race/net/tensor-graph.ts'
import { randnSite } from '#race/randn.ts'

/** The smallest shape both fit in; numbers for each tensor and lists do not mix. */
export function joined(a: Shape, b: Shape, name: string, at: number): Shape {
  const shape = joinShapes(a, b)
  if (!shape)
    throw new FormulaFailure('shape', at, { name, wanted: shapeName(a), given: shapeName(b) })
  return shape
}

/** A value at every place of a shape that it fits in. */
export function spreadTo(graph: TensorGraph, id: TensorId, shape: Shape): TensorId {
  return graph.shapeOf(id).kind === shape.kind
    ? id
    : graph.add({ kind: 'spread', args: [id], shape })
}

/** Formulas read as operations on tensors. `entry` is the id that its randn() are drawn for. */
export function tensorMeaning(graph: TensorGraph, entry: string): Meaning<TensorId> {
  const asParam = (id: TensorId) => spreadTo(graph, id, PARAM)
  return {
    constant: (value) => graph.constant(value),
    apply(op, args, at) {
      const name = writtenOp(op)
      const shape = args.map((arg) => graph.shapeOf(arg)).reduce((a, b) => joined(a, b, name, at))
      // a single number serves every place as it is
      const wide = args.map((arg) =>
        graph.shapeOf(arg).kind === 'scalar' ? arg : spreadTo(graph, arg, shape),
      )
      return graph.add({ kind: 'op', op, args: wide, shape })
    },
    reduce: (reduction, all, args) =>
      graph.add({
        kind: 'reduce',
        reduction,
        all,
        args: args.map(asParam),
        shape: all ? SCALAR : TENSOR,
      }),
    list(op, [list, index], at) {
      if (list === undefined) throw new Error('a list function without a list')
      const { kind } = graph.shapeOf(list)
      // a number is a list of one
      if (kind !== 'list' && kind !== 'scalar')
        throw new FormulaFailure('shape', at, { name: op, wanted: 'list', given: kind })
      return op === 'total' || index === undefined
        ? graph.add({ kind: 'total', args: [list], shape: SCALAR })
        : graph.add({ kind: 'at', args: [list, index], shape: graph.shapeOf(index) })
    },
    oracle: (op, point) =>
      graph.add({ kind: op, args: [asParam(point)], shape: op === 'grad' ? PARAM : SCALAR }),
    randn: (n) => graph.add({ kind: 'randn', site: randnSite(entry, n), shape: PARAM }),
  }
}

import type { Program, StateDecl } from '#formula/expr.ts'
import { FormulaFailure } from '#formula/formula-error.ts'
import { joinShapes, PARAM, SCALAR, type Shape, shapeName, TENSOR } from '#formula/shape.ts'
import { type Meaning, walkExpr, type WalkOptions, walkProgram, writtenOp } from '#formula/walk.ts'

/** Formulas read as shapes. */
const SHAPES: Meaning<Shape> = {
  constant: () => SCALAR,
  apply: (op, args, at) => args.reduce((a, b) => join(a, b, writtenOp(op), at)),
  reduce(reduction, all, args, at) {
    for (const arg of args) join(PARAM, arg, reduction, at)
    return all ? SCALAR : TENSOR
  },
  list(op, args, at) {
    const [list, index] = [args[0]!, args[1] ?? SCALAR]
    const bad = (wanted: string, given: Shape) =>
      new FormulaFailure('shape', at, { name: op, wanted, given: shapeName(given) })
    // a number is a list of one
    if (list.kind !== 'list' && list.kind !== 'scalar') throw bad('list', list)
    if (index.kind === 'list') throw bad('scalar', index)
    return index
  },
  oracle(op, point, at) {
    join(PARAM, point, op, at)
    return op === 'grad' ? PARAM : SCALAR
  },
  randn: () => PARAM,
}

function join(a: Shape, b: Shape, name: string, at: number): Shape {
  const shape = joinShapes(a, b)
  if (!shape)
    throw new FormulaFailure('shape', at, { name, wanted: shapeName(a), given: shapeName(b) })
  return shape
}

/** A state with the shape it keeps. */
export type InferredState = StateDecl & { readonly shape: Shape }

/** Every name's final shape, and each state's: the smallest that its initial value and its updates fit in. */
export function inferShapes(
  program: Program,
  states: readonly StateDecl[],
  env: ReadonlyMap<string, Shape>,
  initial: ReadonlyMap<string, Shape>,
  options: Omit<WalkOptions<Shape>, 'env'>,
): { states: InferredState[]; names: Map<string, Shape>; last: Shape | undefined } {
  const shapes = new Map<string, Shape>()
  for (const state of states) {
    const walked = walkExpr(state.value, SHAPES, {
      ...options,
      // the start has a norm, but no gradient and no draw yet
      parameters: options.parameters && 'reductions',
      env: new Map(initial),
    })
    shapes.set(state.name, walked)
  }
  for (;;) {
    const names = new Map([...env, ...shapes])
    const last = walkProgram(program, SHAPES, { ...options, env: names })
    let grew = false
    for (const state of states) {
      const before = shapes.get(state.name)!
      const after = join(before, names.get(state.name)!, state.name, state.at)
      if (after.kind !== before.kind) grew = true
      shapes.set(state.name, after)
    }
    if (!grew) {
      return {
        states: states.map((state) => ({ ...state, shape: shapes.get(state.name)! })),
        names,
        last,
      }
    }
  }
}

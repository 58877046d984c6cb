import type { Graph, GraphNode, NodeId } from '#formula/graph.ts'
import { evaluateOp } from '#formula/op.ts'
import { seriesOf } from '#formula/series.ts'
import type { Series } from '#formula/series-builder.ts'

type OpNode = Extract<GraphNode, { kind: 'op' }>

/** The series that a node stands for in float32; its arguments are the node's first ones. */
export function seriesOfNode(
  graph: Graph,
  { op, args }: Pick<OpNode, 'op' | 'args'>,
): Series | undefined {
  return seriesOf(op, op === 'pow' ? graph.valueOf(args[1]!) : undefined)
}

/** How a result becomes a float32: rounded once, and as many devices do, without subnormal numbers. */
export type Rounding = (value: number) => number

export const toFloat32: Rounding = Math.fround

/** Subnormal numbers become zero of the same sign. */
export const toFloat32Flushed: Rounding = (value) => {
  const rounded = Math.fround(value)
  if (Math.abs(rounded) >= 2 ** -126 || Number.isNaN(rounded)) return rounded
  return rounded < 0 || Object.is(rounded, -0) ? -0 : 0
}

/** The value of an operation node in float32, given its arguments' values in float32. */
export function evaluateFloat32(
  graph: Graph,
  node: OpNode,
  valueOf: (id: NodeId) => number,
  round: Rounding,
): number {
  const series = seriesOfNode(graph, node)
  const args = node.args.map(valueOf)
  if (series) return evaluateSeries(series, args, round)
  const [a = 0, b = 0, c = 0] = args
  // four operations in one
  if (node.op === 'mod') return round(a - round(b * Math.floor(round(a / b))))
  return round(evaluateOp(node.op, a, b, c))
}

function evaluateSeries(
  { graph, inputs, result }: Series,
  args: readonly number[],
  round: Rounding,
): number {
  const values = new Float64Array(result + 1)
  // nodes stand in order of evaluation, and hardly any is not needed
  for (let id = 0; id <= result; id++) {
    const node = graph.nodes[id]!
    if (node.kind === 'const') values[id] = round(node.value)
    else if (node.kind === 'input') values[id] = args[inputs.indexOf(id)]!
    else values[id] = evaluateFloat32(graph, node, (arg) => values[arg]!, round)
  }
  return values[result]!
}

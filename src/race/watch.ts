import type { Graph, NodeId } from '#formula/graph.ts'
import type { Carried } from '#race/carried.ts'

/** Names of the carried values that watch a run. */
export const WATCH = {
  /** 0 while θ and the loss were finite at every step, else NaN */
  rows: 'watch.rows',
  /** the same of the gradient norm */
  norms: 'watch.norms',
  /** the least gradient norm */
  least: 'watch.least',
  /** the least loss */
  lowest: 'watch.lowest',
} as const

/**
 * Whether all rows are finite, how small gradient and loss got, without a pass over the records:
 * a − a is 0 for finite numbers and NaN for all others, and NaN stays in a sum.
 */
export function watching(
  graph: Graph,
  theta: readonly NodeId[],
  loss: NodeId,
  norm: NodeId,
): Carried[] {
  const cell = (name: string, initial: number, next: (input: NodeId) => NodeId): Carried => {
    const input = graph.input(name)
    return { name, input, next: next(input), initial: graph.constant(initial) }
  }
  const doubt = (nodes: readonly NodeId[]) => {
    const doubts = nodes.map((node) => graph.op('sub', node, node))
    const all = doubts.reduce((a, b) => graph.op('add', a, b))
    return (sum: NodeId) => graph.op('add', sum, all)
  }
  const lesser = (node: NodeId) => (least: NodeId) =>
    graph.op('select', graph.op('lt', node, least), node, least)
  return [
    cell(WATCH.rows, 0, doubt([...theta, loss])),
    cell(WATCH.norms, 0, doubt([norm])),
    cell(WATCH.least, Infinity, lesser(norm)),
    cell(WATCH.lowest, Infinity, lesser(loss)),
  ]
}

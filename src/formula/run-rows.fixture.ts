import type { Graph, NodeId } from '#formula/graph.ts'
import { planLoop } from '#formula/loop.ts'
import { type Executor, instantiateLoop } from '#formula/loop-instance.ts'

/** The values of `roots` for each row of inputs, computed by a loop whose step is one row. */
export function runRows(
  executor: Executor,
  graph: Graph,
  roots: readonly NodeId[],
  inputs: { readonly names: readonly string[]; readonly rows: readonly (readonly number[])[] },
): number[][] {
  const { names, rows } = inputs
  const plan = planLoop({
    graph,
    params: [],
    clock: graph.input('row'),
    feeds: names.map((name) => graph.input(name)),
    carried: [],
    records: roots.map((node) => ({ node, stride: 1 })),
  })
  const instance = instantiateLoop(plan, executor)
  instance.reserve(rows.length)
  const memory = instance.memory()
  rows.forEach((row, k) => {
    row.forEach((value, i) => {
      memory[instance.feedAt(i) + k] = value
    })
  })
  instance.table(0, rows.length)
  instance.run(0, rows.length)
  return rows.map((_, k) => roots.map((__, i) => instance.memory()[instance.recordAt(i) + k]!))
}

import { evaluateFloat32, type Rounding } from '#formula/float32.ts'
import type { Graph, NodeId } from '#formula/graph.ts'
import type { LoopPlan } from '#formula/loop.ts'
import { evaluateOp } from '#formula/op.ts'

/** The values of `roots` in float64, given the inputs by name. A missing input is NaN. */
export function evaluate(
  graph: Graph,
  roots: readonly NodeId[],
  inputs: ReadonlyMap<string, number>,
): number[] {
  const values = new Map<NodeId, number>()
  for (const id of graph.reachable(roots)) {
    const node = graph.nodes[id]!
    if (node.kind === 'const') values.set(id, node.value)
    else if (node.kind === 'input') values.set(id, inputs.get(node.name) ?? NaN)
    else {
      const [a, b, c] = node.args.map((arg) => values.get(arg)!)
      values.set(id, evaluateOp(node.op, a!, b ?? 0, c ?? 0))
    }
  }
  return roots.map((root) => values.get(root)!)
}

/**
 * The readable reference for a loop: the same plan and memory as the WebAssembly code,
 * evaluated node by node. `bases` are offsets in numbers, one per column. With a `rounding` the steps
 * are computed in float32; what is the same over the run, or over all lanes, is rounded when read.
 */
export function interpretLoop(
  plan: LoopPlan,
  memory: Float64Array,
  part: 'table' | 'run',
  rounding?: Rounding,
) {
  const { graph, params, clock, feeds, carried, records } = plan.loop
  const constants = graph.nodes.flatMap((node, id) =>
    node.kind === 'const' ? [[id, node.value] as const] : [],
  )
  return (first: number, end: number, bases: readonly number[]) => {
    const values = new Float64Array(graph.nodes.length).fill(NaN)
    for (const [id, value] of constants) values[id] = value
    params.forEach((id, i) => {
      values[id] = memory[plan.paramsAt + i]!
    })
    for (const id of plan.invariant) evaluateInto(graph, id, values)
    const narrow = part === 'run' ? rounding : undefined
    const read = narrow ? (at: number) => narrow(memory[at]!) : (at: number) => memory[at]!
    if (narrow) for (const [id, value] of values.entries()) values[id] = narrow(value)
    carried.forEach(({ input }, i) => {
      values[input] = read(plan.carriedAt + i)
    })
    const at = (column: number, k: number) => bases[column]! + k * plan.strides[column]!
    for (let k = first; k < end; k++) {
      if (part === 'table') {
        values[clock] = k
        for (const id of plan.clockwork) evaluateInto(graph, id, values)
        plan.table.forEach((id, i) => {
          memory[at(i, k)] = values[id]!
        })
        continue
      }
      plan.table.forEach((id, i) => {
        values[id] = read(at(i, k))
      })
      feeds.forEach((id, i) => {
        values[id] = read(at(plan.table.length + i, k))
      })
      for (const id of plan.step) evaluateInto(graph, id, values, narrow)
      records.forEach(({ node }, i) => {
        memory[at(plan.table.length + feeds.length + i, k)] = values[node]!
      })
      const next = carried.map((cell) => values[cell.next]!)
      carried.forEach(({ input }, i) => {
        values[input] = next[i]!
      })
    }
    carried.forEach(({ input }, i) => {
      memory[plan.carriedAt + i] = values[input]!
    })
  }
}

function evaluateInto(graph: Graph, id: NodeId, values: Float64Array, rounding?: Rounding): void {
  const node = graph.nodes[id]!
  if (node.kind !== 'op') return
  if (rounding) {
    values[id] = evaluateFloat32(graph, node, (arg) => values[arg]!, rounding)
    return
  }
  const [a, b, c] = node.args
  values[id] = evaluateOp(
    node.op,
    values[a!]!,
    b === undefined ? 0 : values[b]!,
    c === undefined ? 0 : values[c]!,
  )
}

import type { EntryProgram } from '#formula/entry-program.ts'
import type { Graph, NodeId } from '#formula/graph.ts'
import { type PlaneValue, spreadTo } from '#formula/plane.ts'

/** A value that goes from step to step: where it is read, what it becomes, what it starts as. */
export type Carried = {
  readonly name: string
  readonly input: NodeId
  readonly next: NodeId
  readonly initial: NodeId
}

/** An input for each number of an entry's states, shaped as their initial values. */
export function stateInputs(
  graph: Graph,
  entry: EntryProgram,
  initial: readonly PlaneValue[],
  prefix: string,
): PlaneValue[] {
  return entry.states.map(({ name }, i) => ({
    shape: initial[i]!.shape,
    nodes: initial[i]!.nodes.map((_, j) => graph.input(`${prefix}${name}[${j}]`)),
  }))
}

/** An entry's states as carried values, after its lines have run. */
export function carriedStates(
  entry: EntryProgram,
  states: {
    readonly inputs: readonly PlaneValue[]
    readonly initial: readonly PlaneValue[]
    readonly after: ReadonlyMap<string, PlaneValue>
  },
  prefix: string,
  dims: number,
): Carried[] {
  return entry.states.flatMap(({ name }, i) => {
    const { shape, nodes } = states.inputs[i]!
    const next = spreadTo(states.after.get(name)!, shape, dims).nodes
    return nodes.map((input, j) => ({
      name: `${prefix}${name}[${j}]`,
      input,
      next: next[j]!,
      initial: states.initial[i]!.nodes[j]!,
    }))
  })
}

import type { EntryProgram } from '#formula/entry-program.ts'
import type { NodeId } from '#formula/graph.ts'
import { type PlaneValue, spreadTo } from '#formula/plane.ts'

/** A value that goes from step to step: where it is read, what it becomes, what it starts as. */
export type Carried = {
  readonly name: string
  readonly input: NodeId
  readonly next: NodeId
  readonly initial: NodeId
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

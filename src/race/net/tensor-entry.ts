import { type EntryProgram, entryProgram } from '#formula/entry-program.ts'
import type { EntryKind } from '#formula/scope.ts'
import { SCALAR, type Shape, TENSOR } from '#formula/shape.ts'
import { type Meaning, walkExpr, walkProgram } from '#formula/walk.ts'
import { orThrow } from '#race/lane-error.ts'
import { type NetParam, type NetStage, paramValues } from '#race/net/net-ready.ts'
import type { TensorGraph, TensorId } from '#race/net/tensor-graph.ts'
import { joined, spreadTo, tensorMeaning } from '#race/net/tensor-meaning.ts'

/** Names in scope with their nodes. */
export type TensorScope = ReadonlyMap<string, TensorId>

/** A value that goes from step to step: where it is read, what it becomes, what it starts as. */
export type TensorState = {
  readonly input: TensorId
  readonly next: TensorId
  readonly initial: TensorId
}

/** An input that never changes, with its numbers. */
export type FixedInput = { readonly input: TensorId; readonly values: readonly number[] }

/** An entry as operations of a graph. */
export type LoweredEntry = {
  readonly after: TensorScope
  readonly states: readonly TensorState[]
  readonly fixed: readonly FixedInput[]
  /** what its live lines read */
  readonly reads: ReadonlySet<string>
}

/** How a number, or one for each tensor, is shaped. */
export const shapeOfParam = ({ value, perTensor }: NetParam): Shape => {
  if (perTensor) return TENSOR
  return typeof value === 'number' ? SCALAR : { kind: 'list', length: value.length }
}

/**
 * Lowers an entry into the graph. `scope` holds what its lines read, `initial` what differs where a
 * state begins (θ₀, the first rate). `prefix` begins the names of its inputs.
 */
export function lowerEntry(
  graph: TensorGraph,
  kind: EntryKind,
  stage: NetStage,
  scope: { readonly lines: TensorScope; readonly initial: TensorScope },
  prefix: string,
): LoweredEntry {
  const entry = orThrow(stage.id, entryProgram(kind, stage.formula, stage.params))
  const meaning = tensorMeaning(graph, stage.id)
  const fixed = stage.params
    .filter(({ name }) => entry.params.has(name))
    .map((param) => ({
      name: param.name,
      input: graph.input(`${prefix}${param.name}`, shapeOfParam(param)),
      values: paramValues(param),
    }))
  const own = fixed.map(({ name, input }) => [name, input] as const)
  // what the caller puts in place of a parameter, as a driven momentum, goes before it
  const lines = new Map([...own, ...scope.lines])
  const first = new Map([...own, ...scope.lines, ...scope.initial])
  const initial = entry.states.map(({ value }) =>
    walkExpr(value, meaning, walkOptions(entry, new Map(first))),
  )
  const { after, states } = settle(graph, entry, meaning, lines, initial, prefix)
  return { after, states, fixed, reads: entry.reads }
}

/**
 * Gives each state the smallest shape that its initial value and its updates fit in. Inferred shapes
 * are where to begin: a rate or parameter for each tensor makes some of them wider.
 */
function settle(
  graph: TensorGraph,
  entry: EntryProgram,
  meaning: Meaning<TensorId>,
  lines: TensorScope,
  initial: readonly TensorId[],
  prefix: string,
): { after: TensorScope; states: TensorState[] } {
  const shapes = entry.states.map(({ name, shape, at }, i) =>
    joined(shape, graph.shapeOf(initial[i]!), name, at),
  )
  for (;;) {
    const inputs = entry.states.map(({ name }, i) => graph.input(`${prefix}${name}`, shapes[i]!))
    const after = new Map(lines)
    entry.states.forEach(({ name }, i) => after.set(name, inputs[i]!))
    walkProgram(entry.lines, meaning, walkOptions(entry, after))
    const next = entry.states.map(({ name }, i) => after.get(name) ?? inputs[i]!)
    let grew = false
    entry.states.forEach(({ name, at }, i) => {
      const wider = joined(shapes[i]!, graph.shapeOf(next[i]!), name, at)
      if (wider.kind !== shapes[i]!.kind) grew = true
      shapes[i] = wider
    })
    if (grew) continue
    const states = inputs.map((input, i) => ({
      input,
      next: spreadTo(graph, next[i]!, shapes[i]!),
      initial: spreadTo(graph, initial[i]!, shapes[i]!),
    }))
    return { after, states }
  }
}

const walkOptions = (entry: EntryProgram, env: Map<string, TensorId>) => ({
  env,
  outputs: new Set<string>(),
  fixed: new Set<string>(),
  parameters: true,
  kind: entry.kind,
})

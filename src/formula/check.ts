import { type EntryParam, type EntryProgram, entryProgram } from '#formula/entry-program.ts'
import { attempt, FormulaFailure, type FormulaError } from '#formula/formula-error.ts'
import { Graph, type NodeId } from '#formula/graph.ts'
import { LIMITS } from '#formula/limits.ts'
import {
  initialStates,
  paramInputs,
  planeMeaning,
  type PlaneValue,
  point,
  runOnPlane,
  scalar,
  stateInputs,
} from '#formula/plane.ts'
import { type EntryKind, SCOPES } from '#formula/scope.ts'
import { bounded, hessianNodes, surfaceNodes } from '#formula/surface.ts'

export type { EntryKind } from '#formula/scope.ts'

/** The first thing wrong with an entry's text, or null: syntax, names, shapes, outputs, size. */
export function checkEntry(
  kind: EntryKind,
  formula: string,
  params: readonly EntryParam[],
): FormulaError | null {
  if (kind === 'surface') {
    const surface = surfaceNodes(formula, params)
    if (surface.error) return surface.error
    return hessianNodes(surface.ok) ? null : tooBig()
  }
  const entry = entryProgram(kind, formula, params)
  if (entry.error) return entry.error
  return (
    attempt(() =>
      bounded(() => {
        checkPlaneSize(entry.ok, params)
      }),
    ).error ?? null
  )
}

const tooBig = (): FormulaError => new FormulaFailure('too_big', 0, { limit: LIMITS.nodes }).error

/** What drawing a normal number takes: hash, logarithm, root and cosine are so many operations. */
const DRAW = 100

/** Lays the entry out on the plane with free inputs for all it may ask, and counts what lives. */
function checkPlaneSize(entry: EntryProgram, params: readonly EntryParam[]): void {
  const graph = new Graph()
  const dims = 2
  let draws = 0
  const free = (name: string): PlaneValue =>
    name === 'theta' || name === 'g'
      ? point([graph.input(`${name}0`), graph.input(`${name}1`)])
      : scalar(graph.input(name))
  const meaning = planeMeaning(graph, dims, {
    grad: (at) => at,
    loss: (at) => at[0]!,
    randn(site) {
      draws++
      return [graph.input(`r${site}`), graph.input(`s${site}`)]
    },
  })
  const env = new Map([
    ...SCOPES[entry.kind].inputs.map((name) => [name, free(name)] as const),
    ...paramInputs(graph, entry, params, 'p.').env,
  ])
  const initial = initialStates(entry, env, meaning, dims)
  // a state is a free input: from its initial value too much would be known
  const inputs = stateInputs(graph, entry, initial, 'm.')
  entry.states.forEach(({ name }, i) => env.set(name, inputs[i]!))
  const after = runOnPlane(entry, new Map(env), meaning).env
  const roots: NodeId[] = [...initial, ...after.values()].flatMap((value) => value.nodes)
  const size = graph.reachable(roots).length + DRAW * draws
  if (size > LIMITS.nodes) throw new FormulaFailure('too_big', 0, { limit: LIMITS.nodes })
}

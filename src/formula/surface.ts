import { differentiate } from '#formula/differentiate.ts'
import { type EntryParam, type EntryProgram, entryProgram } from '#formula/entry-program.ts'
import { FormulaFailure, type Parsed, attempt } from '#formula/formula-error.ts'
import { Graph, GraphTooBig, type NodeId } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import { LIMITS } from '#formula/limits.ts'
import { paramInputs, planeMeaning, runOnPlane, scalar } from '#formula/plane.ts'

/** A surface as nodes of a graph, its exact first and second derivatives included. */
export type SurfaceNodes = {
  readonly graph: Graph
  /** 1 where the formula has no `y`; then y is carried along but never moved. */
  readonly dims: 1 | 2
  /** inputs of the point: x, or x and y */
  readonly at: readonly NodeId[]
  /** the input `t` (step + 1), read by surfaces that change in time */
  readonly t: NodeId
  readonly readsTime: boolean
  readonly f: NodeId
  /** ∂f/∂x (, ∂f/∂y) */
  readonly gradient: readonly NodeId[]
  /** parameter inputs by name, with their values */
  readonly inputs: readonly { readonly name: string; readonly value: number }[]
}

/** Begins the names of a surface's inputs, so that no user's name can meet them. */
export const SURFACE = 'surface.'

const COORDINATES = [`${SURFACE}.x`, `${SURFACE}.y`] as const

/** The name of the input `t`: no parameter's name begins with a dot. */
export const SURFACE_TIME = `${SURFACE}.t`

/** Lowers a surface into `graph` with its gradient; fails with a FormulaFailure's value. */
export function surfaceNodes(
  text: string,
  params: readonly EntryParam[],
  graph = new Graph(),
): Parsed<SurfaceNodes> {
  const entry = entryProgram('surface', text, params)
  if (entry.error) return entry
  return attempt(() => bounded(() => lowerSurface(entry.ok, params, graph)))
}

function lowerSurface(
  entry: EntryProgram,
  params: readonly EntryParam[],
  graph: Graph,
): SurfaceNodes {
  const dims = entry.reads.has('y') ? 2 : 1
  const { env, inputs } = paramInputs(graph, entry, params, SURFACE)
  const at = COORDINATES.slice(0, dims).map((name) => graph.input(name))
  const t = graph.input(SURFACE_TIME)
  env.set('x', scalar(at[0]!))
  env.set('t', scalar(t))
  if (dims === 2) env.set('y', scalar(at[1]!))
  const f = runOnPlane(entry, env, planeMeaning(graph, dims)).last!.nodes[0]!
  const gradient = at.map((input) => differentiate(graph, f, input))
  if (graph.reachable([f, ...gradient]).length > LIMITS.nodes) throw new GraphTooBig()
  return { graph, dims, at, t, readsTime: entry.reads.has('t'), f, gradient, inputs }
}

/** Second derivatives [fxx, fxy, fyy], or [fxx] in one dimension; null where they grow too big. */
export function hessianNodes(surface: SurfaceNodes): readonly NodeId[] | null {
  const { graph, gradient, at } = surface
  try {
    const [gx, gy] = [gradient[0]!, gradient[1]!]
    const nodes =
      at.length === 1
        ? [differentiate(graph, gx, at[0]!)]
        : [
            differentiate(graph, gx, at[0]!),
            differentiate(graph, gx, at[1]!),
            differentiate(graph, gy, at[1]!),
          ]
    return graph.reachable([surface.f, ...gradient, ...nodes]).length > LIMITS.nodes ? null : nodes
  } catch (failure) {
    if (failure instanceof GraphTooBig) return null
    throw failure
  }
}

/** Turns the graph's hard stop into the error a person is shown. */
export function bounded<T>(make: () => T): T {
  try {
    return make()
  } catch (failure) {
    if (failure instanceof GraphTooBig)
      throw new FormulaFailure('too_big', 0, { limit: LIMITS.nodes })
    throw failure
  }
}

/** The values of some of a surface's nodes at a point, in float64; `t` is step + 1. */
export function surfaceValues(
  { graph, at, inputs }: SurfaceNodes,
  nodes: readonly NodeId[],
  point: readonly number[],
  t: number,
): number[] {
  const values = new Map(inputs.map(({ name, value }) => [name, value]))
  at.forEach((_, i) => values.set(COORDINATES[i]!, point[i]!))
  values.set(SURFACE_TIME, t)
  return evaluate(graph, nodes, values)
}

/** f and its gradient at another point of the same graph. */
export function surfaceAt(
  surface: SurfaceNodes,
  point: readonly NodeId[],
): { f: NodeId; gradient: readonly NodeId[] } {
  const { graph, at, f, gradient } = surface
  const memo = new Map(at.map((input, i) => [input, point[i]!]))
  return {
    f: graph.substitute(f, memo),
    gradient: gradient.map((node) => graph.substitute(node, memo)),
  }
}

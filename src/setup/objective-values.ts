import type { SurfaceEntry } from '#catalog/entry.ts'
import { findEntry } from '#catalog/find-entry.ts'
import { constantValue } from '#formula/constant.ts'
import type { ReadyParam, ReadySurface } from '#race/ready.ts'
import { mentions } from '#setup/formula-text.ts'
import { paramValues } from '#setup/parameter-values.ts'
import type { Objective, Setup } from '#setup/setup.ts'

/** What a typed surface is called where an id is wanted. */
const TYPED_ID = 'typed'

/** The catalogue's surface of this id; in a setup there is one. */
export function surfaceEntry(id: string): SurfaceEntry {
  const entry = findEntry(id)
  if (entry?.kind !== 'surface') throw new Error(`a setup names no such surface: ${id}`)
  return entry
}

/** A surface's formula, with a value for each of its parameters. */
export function objectiveValues(objective: Objective): {
  id: string
  formula: string
  params: ReadyParam[]
} {
  if (objective.kind === 'typed') {
    const params = objective.params.map(({ name, value }) => ({ name, value }))
    return { id: TYPED_ID, formula: objective.formula, params }
  }
  const { id, formula, params } = surfaceEntry(objective.id)
  return { id, formula, params: paramValues(params, { args: objective.args }, {}) }
}

type Box = NonNullable<Setup['domain']>

/** Where a typed surface starts in its domain, in parts of width and height. */
const START = [0.1, 0.8] as const

/** The start of a setup that names none: the surface's own. */
export function defaultStart(objective: Objective, domain: Setup['domain']): Setup['start'] {
  if (objective.kind === 'catalog') return surfaceEntry(objective.id).start
  const [x0, x1, y0, y1] = domain ?? squareAround([0, 0])
  const y = mentions(objective.formula, 'y') ? y0 + START[1] * (y1 - y0) : 0
  return [x0 + START[0] * (x1 - x0), y]
}

/** The rectangle a setup's surface is drawn on, by which runs also count as diverged. */
export function domainOf({ objective, domain, start }: Setup): Box {
  if (domain) return domain
  if (objective.kind === 'catalog') return surfaceEntry(objective.id).domain
  return squareAround(mentions(objective.formula, 'y') ? start : [start[0], 0])
}

/** A square around the origin with room beyond the point: 5, 10, 20, 40, … to each side. */
function squareAround([x, y]: Setup['start']): Box {
  const reach = Math.min(Math.max(Math.abs(x), Math.abs(y)), Number.MAX_VALUE / 8)
  const side = 5 * 2 ** Math.max(0, Math.ceil(Math.log2(reach / 4.5)))
  return [-side, side, -side, side]
}

/** Known minima and minimum value in numbers; `target` stands where the value is unknown. */
export function minimaOf({ objective, target }: Setup): Pick<ReadySurface, 'minima' | 'fmin'> {
  const unknown = { minima: [], fmin: target }
  if (objective.kind === 'typed') return unknown
  const entry = surfaceEntry(objective.id)
  const params = paramValues(entry.params, { args: objective.args }, {})
  const defaults = paramValues(entry.params, { args: {} }, {})
  const off = params.filter(({ value }, i) => String(value) !== String(defaults[i]?.value))
  if (off.some(({ name }) => entry.only?.includes(name))) return unknown
  const names = Object.fromEntries(
    params.flatMap(({ name, value: number }) =>
      typeof number === 'number' ? [[name, number]] : [],
    ),
  )
  const fmin = entry.fmin === null ? null : evaluate(entry.fmin, names)
  const minima = entry.minima.map(([x, y]) => [evaluate(x, names), evaluate(y, names)] as const)
  return {
    minima: minima.filter((point) => point.every(Number.isFinite)),
    fmin: fmin !== null && Number.isFinite(fmin) ? fmin : target,
  }
}

/** A number, or what a formula of these names comes to; of the catalogue all are formulas. */
function evaluate(value: number | string, names: Readonly<Record<string, number>>): number {
  if (typeof value === 'number') return value
  const { ok, error } = constantValue(value, names)
  if (error) throw new Error(`a surface's minimum is no formula: ${value}`)
  return ok
}

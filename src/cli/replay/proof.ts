import { dialectOf, findEntry } from '#catalog/find-entry.ts'
import type { OptimizerCase } from '#cli/replay/case-types.ts'
import { deviation, tolerance } from '#cli/replay/deviation.ts'
import { optimizerSetup } from '#cli/replay/optimizer-case.ts'
import { RaceEngine } from '#race/race.ts'
import { readyRace } from '#setup/ready-race.ts'

/** How well one rule's text follows the recorded runs of the library it was read in. */
export type Proof = {
  readonly rule: string
  readonly dialect: string
  /** The library and its version, as in the recorded cases. */
  readonly library: string
  /** Largest deviation from the recorded paths, two significant digits. */
  readonly error: number
  /** How many recorded runs. */
  readonly traces: number
}

/**
 * Measures every rule against recorded cases. What counts: cases that are no quirk, of the very
 * library that the dialect names as its source, whatever transforms go with the rule; over the
 * steps and by the measure of golden/README.md.
 */
export function proofs(cases: readonly OptimizerCase[]): Proof[] {
  const engine = new RaceEngine()
  const found = new Map<string, Proof>()
  for (const given of cases) {
    const setup = optimizerSetup(given)
    if ('unsupported' in setup) continue
    const { id, dialect: dialectId } = setup.runs[0]!.rule
    const entry = findEntry(id)
    if (entry?.kind !== 'rule') continue
    const dialect = dialectOf(entry, dialectId)
    const source = given.source ?? ''
    if (!dialect || !dialect.source.includes(libraryName(source))) continue
    const { theta, average } = engine.race(readyRace(setup))[0]!
    const { steps } = tolerance(given)
    const errors = [deviation(theta, given.theta ?? [], steps)]
    if (given.ax && average) errors.push(deviation(average, given.ax, steps))
    const key = `${id}:${dialect.id}`
    const before = found.get(key)
    found.set(key, {
      rule: id,
      dialect: dialect.id,
      library: libraryTitle(source),
      error: Number(Math.max(before?.error ?? 0, ...errors).toPrecision(2)),
      traces: (before?.traces ?? 0) + 1,
    })
  }
  return [...found.values()].toSorted((a, b) =>
    `${a.rule}:${a.dialect}` < `${b.rule}:${b.dialect}` ? -1 : 1,
  )
}

/** `torch` of `torch 2.13.0+cpu`, `sail-sg/Adan` of `sail-sg/Adan@2c65beaf4007`. */
const libraryName = (source: string) => /^[^\s@]+/.exec(source)?.[0] ?? ''

/** `torch 2.13` of `torch 2.13.0+cpu`, `sail-sg/Adan@2c65bea` of `sail-sg/Adan@2c65beaf4007`. */
function libraryTitle(source: string): string {
  const [, name = source, sign = '', version = ''] = /^([^\s@]+)([\s@])([^\s+]+)/.exec(source) ?? []
  return `${name}${sign}${sign === '@' ? version.slice(0, 7) : version.replace(/\.0$/, '')}`
}

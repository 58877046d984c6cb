import { type RunValues, runValues } from '#setup/parameter-values.ts'
import { runName } from '#setup/run-name.ts'
import type { Run, Setup } from '#setup/setup.ts'
import { lastOf } from '#store/memo.ts'

type Kept = Pick<Setup, 'T' | 'definitions'> & { readonly values: RunValues }

const known = new WeakMap<Run, Kept>()

/** A run's parameters in numbers; the same object while nothing that they depend on changes. */
export function valuesOf(setup: Setup, place: number): RunValues | null {
  const run = setup.runs[place]
  if (!run) return null
  const { T, definitions } = setup
  const kept = known.get(run)
  if (kept?.T === T && kept.definitions === definitions) return kept.values
  const values = runValues(setup, run)
  known.set(run, { T, definitions, values })
  return values
}

const titles = lastOf((setup: Setup): readonly string[] => {
  const names = setup.runs.map((_, place) => runName(setup, place))
  const rated = names.map((name, place) => {
    const twins = names.filter((other) => other === name).length > 1
    const lr0 = twins && valuesOf(setup, place)?.lr0
    return typeof lr0 === 'number' ? `${name} ${lr0}` : name
  })
  return rated.map((name, place) => {
    const before = rated.slice(0, place).filter((other) => other === name).length
    return before > 0 ? `${name} (${before + 1})` : name
  })
})

/** What a run is called on the page: where several have one name, their learning rates tell them apart. */
export const runTitle = (setup: Setup, place: number): string => titles(setup)[place] ?? ''

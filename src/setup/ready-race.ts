import type { ReadyRace, ReadyRun, ReadyStage } from '#race/ready.ts'
import { domainOf, minimaOf, objectiveValues } from '#setup/objective-values.ts'
import { runValues, type StageValues } from '#setup/parameter-values.ts'
import type { Run, Setup } from '#setup/setup.ts'

/** A setup with ids, dialects and defaults resolved: formula text and a value for every parameter. */
export function readyRace(setup: Setup): ReadyRace {
  const { T, seed, noise, eps } = setup
  return {
    surface: { ...objectiveValues(setup.objective), domain: domainOf(setup), ...minimaOf(setup) },
    runs: setup.runs.map((run) => readyRun(setup, run)),
    T,
    seed,
    noise,
    eps,
  }
}

function readyRun(setup: Setup, run: Run): ReadyRun {
  const { before, rule, after, schedules } = runValues(setup, run)
  // a part for which no step is left never runs
  const lasting = schedules.filter(({ steps }, place) => steps > 0 || place === 0)
  return {
    before: before.map(readyStage),
    rule: readyStage(rule),
    after: after.map(readyStage),
    schedules: lasting.map((part) => Object.assign(readyStage(part), { steps: part.steps })),
    start: run.start ?? setup.start,
  }
}

const readyStage = ({ entry, dialect, params }: StageValues): ReadyStage => ({
  id: entry.id,
  formula: dialect.formula,
  params,
})

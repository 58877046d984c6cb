import type { Value } from '#catalog/entry.ts'
import { jsonParts, Points } from '#export/json-parts.ts'
import { problemText } from '#i18n/problem-text.ts'
import type { ReadyParam, ReadyRace } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'
import { encodeLink } from '#setup/encode-link.ts'
import { runValues, type ScheduleValues, type StageValues } from '#setup/parameter-values.ts'
import { runName } from '#setup/run-name.ts'
import type { Problem, Setup } from '#setup/setup.ts'

/** A race with everything that made it, as JSON in parts to be joined; ends in a newline. */
export function* raceJsonParts(
  setup: Setup,
  race: ReadyRace,
  trajectories: readonly Trajectory[],
  problems: readonly Problem[],
): Generator<string> {
  yield* jsonParts(report(setup, race, trajectories, problems))
  yield '\n'
}

function report(
  setup: Setup,
  race: ReadyRace,
  trajectories: readonly Trajectory[],
  problems: readonly Problem[],
) {
  const { T, seed, noise, eps } = setup
  const { objective } = setup
  return {
    ravine: 1,
    link: encodeLink(setup),
    surface: {
      id: race.surface.id,
      ...(objective.kind === 'typed' ? { formula: objective.formula } : {}),
      params: paramRecord(race.surface.params),
      fmin: race.surface.fmin,
    },
    T,
    seed,
    noise,
    eps,
    problems: problems.map((problem) => ({
      field: problem.field,
      given: problem.given,
      used: problem.used,
      text: problemText(problem, 'en'),
    })),
    runs: trajectories.map((trajectory, i) => runReport(setup, i, trajectory)),
  }
}

function runReport(setup: Setup, index: number, trajectory: Trajectory) {
  const run = setup.runs[index]!
  const values = runValues(setup, run)
  const { theta, loss, gradNorm, lr, momentum, average, status, at } = trajectory
  const stage = ({ entry, dialect, params }: StageValues) => ({
    id: entry.id,
    ...(dialect === entry.dialects[0] ? {} : { dialect: dialect.id }),
    params: paramRecord(params),
  })
  const last = values.schedules.length - 1
  return {
    name: runName(setup, index),
    rule: values.rule.entry.id,
    dialect: values.rule.dialect.id,
    params: paramRecord(values.rule.params),
    schedule: values.schedules.map((part: ScheduleValues, i) => ({
      ...stage(part),
      ...(i < last ? { len: part.steps } : {}),
    })),
    before: values.before.map(stage),
    after: values.after.map(stage),
    status,
    at,
    theta: new Points(theta),
    loss,
    grad_norm: gradNorm,
    lr,
    momentum,
    average: average && new Points(average),
  }
}

/** A switch is told by its word where its words are not numbers. */
function paramRecord(params: readonly ReadyParam[]): Record<string, Value | string> {
  return Object.fromEntries(
    params.map(({ name, value, values }) => {
      const word = values && typeof value === 'number' ? values[value] : undefined
      return [name, word !== undefined && !/^\d+$/.test(word) ? word : value]
    }),
  )
}

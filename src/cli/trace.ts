import { problemText } from '#i18n/problem-text.ts'
import type { Value } from '#catalog/entry.ts'
import type { Outcome } from '#cli/outcome.ts'
import { points, toJson } from '#cli/json.ts'
import { choice, readOptions } from '#cli/options.ts'
import { RaceEngine } from '#race/race.ts'
import type { ReadyParam, ReadyRace } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { encodeLink } from '#setup/encode-link.ts'
import { runValues, type ScheduleValues, type StageValues } from '#setup/parameter-values.ts'
import { readyRace } from '#setup/ready-race.ts'
import { runName } from '#setup/run-name.ts'
import type { Problem, Setup } from '#setup/setup.ts'

/** `trace '<link>'`: runs a link's setup and prints every step. */
export function trace(args: readonly string[]): Outcome {
  const { words, options, messages } = readOptions(args, ['format'])
  const format = choice(options, 'format', ['json', 'csv'])
  if (words.length > 1)
    messages.push(
      'One link at a time: the others were left out. Put the link between single quotes.',
    )
  const { setup, problems } = decodeLink(words[0] ?? '', Infinity)
  const race = readyRace(setup)
  const trajectories = new RaceEngine().race(race)
  const all = [
    ...messages,
    ...format.messages,
    ...problems.map((problem) => `${problem.field}: ${problemText(problem, 'en')}`),
  ]
  const out =
    format.value === 'csv'
      ? csv(setup, trajectories)
      : toJson(report(setup, race, trajectories, problems))
  const note = setup.engine === 'f32' ? ['engine: the terminal computes in float64.'] : []
  return { out, messages: [...all, ...note], code: all.length > 0 ? 2 : 0 }
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
    theta: points(theta),
    loss,
    grad_norm: gradNorm,
    lr,
    momentum,
    average: average && points(average),
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

/** RFC 4180: lines end in CRLF, text with commas or quotes is quoted. */
function csv(setup: Setup, trajectories: readonly Trajectory[]): string {
  const cell = (value: string | number) => {
    const text = typeof value === 'number' && !Number.isFinite(value) ? '' : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const rows = trajectories.flatMap(({ n, theta, loss, gradNorm, lr }, run) =>
    Array.from({ length: n + 1 }, (_, k) => [
      run,
      runName(setup, run),
      k,
      theta[2 * k]!,
      theta[2 * k + 1]!,
      loss[k]!,
      gradNorm[k]!,
      k < n ? lr[k]! : '',
    ]),
  )
  return [['run', 'name', 'step', 'x', 'y', 'loss', 'grad_norm', 'lr'], ...rows]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('')
}

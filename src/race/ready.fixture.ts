import { findEntry } from '#catalog/find-entry.ts'
import type {
  ReadyParam,
  ReadyRace,
  ReadyRun,
  ReadySchedule,
  ReadyStage,
  ReadySurface,
} from '#race/ready.ts'

/** Parameters given as `{ lr: 0.1 }`. */
type Numbers = Readonly<Record<string, number | readonly number[]>>

const paramsOf = (numbers: Numbers): ReadyParam[] =>
  Object.entries(numbers).map(([name, value]) => ({ name, value }))

/** A stage with this text. */
export const stage = (formula: string, numbers: Numbers = {}, id = 'mine'): ReadyStage => ({
  id,
  formula,
  params: paramsOf(numbers),
})

/** A surface with this text on [−4, 4]², f* unknown. */
export const surface = (formula: string, more: Partial<ReadySurface> = {}): ReadySurface => ({
  ...stage(formula, {}, 'typed'),
  domain: [-4, 4, -4, 4],
  minima: [],
  fmin: null,
  ...more,
})

/** A schedule with this text that lasts so many steps. */
export const schedule = (formula: string, steps: number, numbers: Numbers = {}): ReadySchedule =>
  Object.assign(stage(formula, numbers, 'plan'), { steps })

export const SGD = 'theta = theta - lr*g'

/** A run of T steps of this rule, by default SGD at a constant rate of 0.1 from (1, −2). */
export const run = (T: number, more: Partial<ReadyRun> = {}): ReadyRun => ({
  before: [],
  rule: stage(SGD, { lr: 0.1 }),
  after: [],
  schedules: [schedule('lr = lr0', T)],
  start: [1, -2],
  ...more,
})

/** A race of these runs, without noise. */
export const race = (
  of: ReadySurface,
  runs: readonly ReadyRun[],
  T: number,
  more: Partial<ReadyRace> = {},
): ReadyRace => ({
  surface: of,
  runs,
  T,
  seed: 1,
  noise: 0,
  eps: 1e-6,
  ...more,
})

/** A stage of the catalogue; parameters that are not given have simple values. */
export function catalogStage(id: string, dialect: number, numbers: Numbers = {}): ReadyStage {
  const entry = findEntry(id)!
  const texts =
    entry.kind === 'surface' ? [entry.formula] : entry.dialects.map(({ formula }) => formula)
  const params = entry.params.map(({ name, default: value, values }): ReadyParam => {
    const number = numbers[name] ?? (typeof value === 'string' ? 7 : value)
    return values ? { name, value: number, values } : { name, value: number }
  })
  return { id, formula: texts[dialect % texts.length]!, params }
}

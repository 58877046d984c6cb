import { expect, test } from 'vitest'
import { schedules } from '#catalog/schedules.ts'
import { scheduleRates } from '#race/schedule-table.ts'
import { defaultSetup } from '#setup/default-setup.ts'
import { readyRace } from '#setup/ready-race.ts'
import type { ScheduleStage } from '#setup/setup.ts'

const lr0 = 0.4
const T = 40

/** The rates of a run's sequence of T steps, and `loss` at each of them. */
function rates(sequence: readonly ScheduleStage[], loss: readonly number[] = []): number[] {
  const rule = { id: 'sgd', args: { lr: lr0 } }
  const run = { before: [], rule, after: [], schedules: sequence }
  const [ready] = readyRace({ ...defaultSetup, T, runs: [run] }).runs
  return ready!.schedules.flatMap((part) =>
    Array.from(scheduleRates(part, lr0, 0.9, 'interpreter', loss).lr),
  )
}

const steps = Array.from({ length: T }, (_, t) => t)

/** The largest relative distance of the stage's rates from a formula's. */
function distance(stage: ScheduleStage, formula: (t: number) => number): number {
  const got = rates([stage])
  return Math.max(...steps.map((t) => Math.abs(got[t]! - formula(t)) / (Math.abs(formula(t)) || 1)))
}

test('has every schedule it promises, in order', () => {
  expect(schedules.map(({ id }) => id).join(' ')).toBe(
    'constant step multistep exponential exp_kt exp_steps inverse_time inverse inverse_sqrt ' +
      'linear polynomial cosine cosine_restarts cyclic onecycle warmup wsd piecewise plateau ' +
      'multiplicative bold_driver range_test',
  )
})

const dialects = schedules.flatMap(({ id, dialects: of }) =>
  of.map((dialect) => ({ id, dialect: dialect.id })),
)

test.each(dialects)('$id.$dialect has a finite rate at every step with its defaults', (stage) => {
  const got = rates([{ ...stage, args: {} }], steps)
  expect(got).toHaveLength(T)
  expect(got.filter((rate) => !(rate >= 0 && Number.isFinite(rate)))).toEqual([])
})

test.each<[string, ScheduleStage, (t: number) => number]>([
  ['lr0 as it is', { id: 'constant', args: {} }, () => lr0],
  ['η0/(t+1)', { id: 'inverse', args: {} }, (t) => lr0 / (t + 1)],
  [
    'η0/(1+decay·t)',
    { id: 'inverse_time', dialect: 'keras2', args: { decay: 0.1 } },
    (t) => lr0 / (1 + 0.1 * t),
  ],
  ['α0·e^(−kt)', { id: 'exp_kt', args: { k: 0.07 } }, (t) => lr0 * Math.exp(-0.07 * t)],
  ['β^t', { id: 'exponential', args: { gamma: 0.9 } }, (t) => lr0 * 0.9 ** t],
  ['γ^(t/s)', { id: 'exp_steps', args: { n: 7, gamma: 0.5 } }, (t) => lr0 * 0.5 ** (t / 7)],
  [
    'γ^⌊t/s⌋',
    { id: 'exp_steps', args: { n: 7, gamma: 0.5, staircase: 1 } },
    (t) => lr0 * 0.5 ** Math.floor(t / 7),
  ],
  ['(1−t/T)^d', { id: 'polynomial', args: { power: 3 } }, (t) => lr0 * (1 - t / T) ** 3],
  ['a line to 0', { id: 'linear', args: {} }, (t) => lr0 * (1 - t / T)],
  [
    'a cosine with minimum, period and a decay per cycle',
    { id: 'cosine_restarts', args: { n: 8, min: 0.01, gamma: 0.5 } },
    (t) => {
      const height = lr0 * 0.5 ** Math.floor(t / 8) - 0.01
      return 0.01 + (height * (1 + Math.cos((Math.PI * (t % 8)) / 8))) / 2
    },
  ],
  ['η0/√(t+1)', { id: 'inverse_sqrt', args: {} }, (t) => lr0 / Math.sqrt(t + 1)],
  [
    'the transformer’s, with its peak at step n − 1',
    { id: 'inverse_sqrt', dialect: 'noam', args: { n: 10 } },
    (t) => lr0 * Math.min((t + 1) / 10, Math.sqrt(10 / (t + 1))),
  ],
  [
    'η0/t^power',
    { id: 'inverse', dialect: 'sklearn', args: { power: 0.25 } },
    (t) => lr0 / (t + 1) ** 0.25,
  ],
  [
    'η0(1+γt)^−power',
    { id: 'inverse', dialect: 'caffe', args: { gamma: 0.2, power: 0.75 } },
    (t) => lr0 * (1 + 0.2 * t) ** -0.75,
  ],
  ['a factor a step', { id: 'multiplicative', args: { gamma: 0.9 } }, (t) => lr0 * 0.9 ** t],
  [
    'one cosine of timm, then its minimum',
    { id: 'cosine', dialect: 'timm', args: { n: 20, min: 0.1 } },
    (t) => (t < 20 ? 0.1 + 0.15 * (1 + Math.cos((Math.PI * t) / 20)) : 0.1),
  ],
  [
    'a range test by ratio',
    { id: 'range_test', args: { end: 40 } },
    (t) => lr0 * 100 ** (t / (T - 1)),
  ],
  [
    'a range test by difference',
    { id: 'range_test', args: { end: 40, mode: 1 } },
    (t) => lr0 + ((40 - lr0) * t) / (T - 1),
  ],
])('%s is there', (_, stage, formula) => {
  expect(distance(stage, formula)).toBeLessThan(1e-12)
})

test('one cycle peaks at lr0, and cyclic climbs from lr0 to its max', () => {
  expect(Math.max(...rates([{ id: 'onecycle', args: { pct: 0.25 } }]))).toBeCloseTo(lr0, 14)
  const cyclic = rates([{ id: 'cyclic', args: { max: 2, up: 5 } }])
  expect(cyclic[0]).toBe(lr0)
  expect(Math.max(...cyclic)).toBeCloseTo(2, 14)
})

test('the bold driver speeds up while the loss falls and brakes when it rises', () => {
  const got = rates([{ id: 'bold_driver', args: { up: 1.1, down: 0.5 } }], [5, 4, 6, 6])
  expect(got.slice(0, 4)).toEqual([lr0, lr0 * 1.1, lr0 * 1.1 * 0.5, lr0 * 1.1 * 0.5 * 1.1])
})

test('after a warm-up the next part starts at lr0, without a cliff', () => {
  const got = rates([
    { id: 'warmup', args: { n: 10 }, len: 10 },
    { id: 'cosine', args: {} },
  ])
  for (const t of steps.slice(0, 11)) expect(got[t]).toBeCloseTo((lr0 * t) / 10, 14)
  expect(got.at(-1)).toBeCloseTo((lr0 * (1 + Math.cos((Math.PI * 29) / 30))) / 2, 14)
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runScheduleCase } from '#cli/replay/run-cases.ts'
import { scheduleCase } from '#cli/replay/schedule-case.ts'
import type { Hyper, ScheduleCase } from '#cli/replay/schedule-case-types.ts'

const file = new URL('../../../golden/schedules.json', import.meta.url)
const { cases }: { cases: ScheduleCase[] } = JSON.parse(readFileSync(file, 'utf8'))

/** A case of torch, unless the family says otherwise. */
function made(family: string, hyper: Hyper, rest: Partial<ScheduleCase> = {}): ScheduleCase {
  return { id: 'made', family, impl: '', base_lr: 0.1, hyper, n: 12, ...rest }
}

function rates(given: ScheduleCase): readonly number[] {
  const run = runScheduleCase(given, 'interpreter')
  return 'unsupported' in run ? [] : [...run.lr]
}

const reason = (given: ScheduleCase): string => {
  const run = scheduleCase(given)
  return 'unsupported' in run ? run.unsupported : ''
}

test('every recorded family but one is supported', () => {
  const refused = cases.filter((given) => 'unsupported' in scheduleCase(given))
  expect([...new Set(refused.map(({ family }) => family))]).toEqual(['chebyshev'])
})

test('a case is mapped by its family and hyper-parameters, not by its id or results', () => {
  for (const given of cases) {
    const { lr: _, momentum: __, ...asked } = given
    expect(scheduleCase({ ...asked, id: 'other' })).toEqual(scheduleCase(given))
  }
})

describe('what cannot be mapped says why', () => {
  test.each<[string, ScheduleCase]>([
    ['no rule for swirl (SwirlLR)', made('swirl', {}, { impl: 'SwirlLR' })],
    ['StepLR: needs step_size', made('step', {}, { impl: 'StepLR' })],
    ['StepLR: gama is not known here', made('step', { step_size: 3, gama: 1 }, { impl: 'StepLR' })],
    ['StepLR: needs base_lr', made('step', { step_size: 3 }, { impl: 'StepLR', base_lr: null })],
    [
      'CyclicLR: mode is not one of triangular, triangular2, exp_range: "square"',
      made('cyclic', { base_lr: 1, max_lr: 2, mode: 'square' }, { impl: 'CyclicLR' }),
    ],
    [
      'LambdaLR: Python: gamma() is not known',
      made('lambda', { lr_lambda: 'gamma(t)' }, { impl: 'LambdaLR' }),
    ],
    [
      'SequentialLR: OneCycleLR in a sequence depends on the others',
      made(
        'sequential',
        { of: ['StepLR(3)', 'OneCycleLR(0.1, 20)'], milestones: [4] },
        { impl: 'SequentialLR' },
      ),
    ],
    [
      'timm.StepLRScheduler: noise_range_t is not known here',
      made('timm_step', { decay_t: 3, noise_range_t: 2 }, { impl: 'timm.StepLRScheduler' }),
    ],
  ])('%s', (why, given) => {
    expect(reason(given)).toBe(why)
  })
})

describe('a factor in Python', () => {
  test.each<[string, (t: number) => number]>([
    ['0.95**t', (t) => 0.95 ** t],
    ['lambda epoch: 0.5 ** (epoch // 4)', (t) => 0.5 ** Math.floor(t / 4)],
    ['t/5 if t < 5 else 1.0 if t < 8 else 0.1', (t) => (t < 5 ? t / 5 : t < 8 ? 1 : 0.1)],
    ['0.5*(1+math.cos(math.pi*t/12))', (t) => 0.5 * (1 + Math.cos((Math.PI * t) / 12))],
    ['min((t+1)**-0.5, (t+1)*4**-1.5)', (t) => Math.min((t + 1) ** -0.5, (t + 1) * 4 ** -1.5)],
    ['-2**2 + 5 + t % 3', (t) => 1 + (t % 3)],
    ['0.1 if 3 <= t < 6 and not t == 4 else 1', (t) => (t === 3 || t === 5 ? 0.1 : 1)],
    ['1 / (1 + int(t/3)) + 1e-3', (t) => 1 / (1 + Math.floor(t / 3)) + 1e-3],
    ['math.e**(-t/4)', (t) => Math.E ** (-t / 4)],
  ])('%s is read', (text, factor) => {
    const got = rates(made('lambda', { lr_lambda: text }, { impl: 'LambdaLR' }))
    expect(got).toHaveLength(12)
    for (const [t, rate] of got.entries()) expect(rate).toBeCloseTo(0.1 * factor(t), 14)
  })
})

test('a sequence takes schedulers with arguments by place or by name, and lambdas', () => {
  const of = [
    'LinearLR(0.5, total_iters=4)',
    'lr_scheduler.MultiStepLR(opt, milestones=[2, 3], gamma=1/2)',
    'LambdaLR(lambda e: max(0.1, 1 - e/10))',
  ]
  const got = rates(made('sequential', { of, milestones: [4, 8] }, { impl: 'SequentialLR' }))
  const factors = [0.5, 0.625, 0.75, 0.875, 1, 1, 0.5, 0.25, 1, 0.9, 0.8, 0.7]
  for (const [t, rate] of got.entries()) expect(rate).toBeCloseTo(0.1 * factors[t]!, 14)
})

test('a warm-up of timm counts for what follows unless it is a prefix', () => {
  const hyper = { decay_t: 4, decay_rate: 0.5, warmup_t: 2 }
  const impl = 'timm.StepLRScheduler'
  expect(rates(made('timm_step', hyper, { impl })).slice(2)).toEqual(
    [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25].map((factor) => 0.1 * factor),
  )
  const own = { ...hyper, warmup_prefix: false }
  expect(rates(made('timm_step', own, { impl })).slice(2)).toEqual(
    [1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25].map((factor) => 0.1 * factor),
  )
})

import { describe, expect, test } from 'vitest'
import { run, stage } from '#race/ready.fixture.ts'
import { stabilityLimit } from '#race/stability-limit.ts'
import { defaultSetup } from '#setup/default-setup.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'

/** The limit of a run as a link writes it. */
function limitOf(text: string): number | null {
  const { setup, problems } = decodeLink(`#v=1&f=parabola&run=${encodeURIComponent(text)}`)
  expect(problems).toEqual([])
  return stabilityLimit(readyRace({ ...defaultSetup, ...setup }).runs[0]!)
}

describe('the limits of stability known on paper', () => {
  // Polyak 1964; Nesterov's as in arXiv:2103.00065, appendix B
  test.each([
    ['sgd(lr=0.1)', 2],
    ['momentum(lr=0.1,momentum=0.9)', 2 * 1.9],
    ['momentum(lr=0.1,momentum=0.5,dampening=0.5)', (2 * 1.5) / 0.5],
    ['momentum_ema(lr=0.1,momentum=0.9)', (2 * 1.9) / 0.1],
    ['heavy_ball(lr=0.1,momentum=0.9)', 2 * 1.9],
    ['nesterov(lr=0.1,momentum=0.9)', (2 * 1.9) / (1 + 2 * 0.9)],
  ])('%s', (text, limit) => {
    expect(limitOf(text)).toBeCloseTo(limit, 5)
  })
})

test.each([['adam(0.1)'], ['lion(0.1)'], ['adagrad(0.1)'], ['rmsprop(0.1)'], ['signsgd(0.1)']])(
  '%s has none: its step is not linear in the gradient',
  (text) => {
    expect(limitOf(text)).toBeNull()
  },
)

test('clipping takes the limit away, a factor on the gradient moves it', () => {
  expect(limitOf('clip_norm(1)~sgd(0.1)')).toBeNull()
  expect(stabilityLimit(run(9, { before: [stage('g = 4*g')] }))).toBeCloseTo(0.5, 6)
})

test('a rate that is not a mere factor has no one limit', () => {
  expect(stabilityLimit(run(9, { rule: stage('theta = theta - lr^2*g', { lr: 0.1 }) }))).toBeNull()
  expect(stabilityLimit(run(9, { rule: stage('theta = theta - lr*g/t', { lr: 0.1 }) }))).toBeNull()
})

import { describe, expect, test } from 'vitest'
import { RaceEngine } from '#race/race.ts'
import { race, run, schedule, stage, surface } from '#race/ready.fixture.ts'
import type { ReadyRun, ReadySurface } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** The run's trajectory, after both executors agreed on it. */
function only(of: ReadySurface, T: number, more: Partial<ReadyRun> = {}, eps = 1e-6): Trajectory {
  const whole = race(of, [run(T, more)], T, { eps })
  const [wasm] = new RaceEngine('wasm').race(whole)
  expect(new RaceEngine('interpreter').race(whole)[0]).toEqual(wasm)
  return wasm!
}

const verdict = ({ status, at, n }: Trajectory) => ({ status, at, n })

/** A rule that puts the point at (x(t), 0), whatever the surface. */
const walk = (x: string) => ({
  rule: stage(`theta = ${x} + 0*g`, { lr: 0.1 }),
  start: [0, 0] as const,
})

const FLAT = surface('1 + 0*x*y')
const BOWL = surface('x^2 + y^2', { fmin: 0 })

describe('reached', () => {
  test('is the first k with f − f* ≤ ε', () => {
    // x halves at each step from 1, y from −2: f = 5/4^k
    const rule = stage('theta = theta/2', { lr: 0.1 })
    expect(verdict(only(BOWL, 9, { rule }, 5 / 64))).toEqual({ status: 'reached', at: 3, n: 9 })
    expect(verdict(only(BOWL, 9, { rule }, 4.9 / 64))).toEqual({ status: 'reached', at: 4, n: 9 })
  })

  test('may be at the start or at the last point', () => {
    expect(verdict(only(BOWL, 3, { start: [0, 0] }))).toEqual({ status: 'reached', at: 0, n: 3 })
    expect(verdict(only(BOWL, 3, { rule: stage('theta = t == 3 ? 0 : 1', { lr: 1 }) }))).toEqual({
      status: 'reached',
      at: 3,
      n: 3,
    })
  })

  test('counts although the run goes on, even out of bounds', () => {
    const there = walk('t == 2 ? 0 : 10^(40*t)')
    expect(verdict(only(BOWL, 20, { ...there, start: [3, 3] }))).toMatchObject({
      status: 'reached',
      at: 2,
    })
  })

  test('is nothing where no minimum is known', () => {
    expect(verdict(only(surface('x^2 + y^2'), 3, { start: [0, 0] }))).toEqual({
      status: 'running',
      at: null,
      n: 3,
    })
  })
})

describe('diverged', () => {
  // the domain is [−4, 4]², its half-diagonal 4√2
  const FAR = 4000 * Math.SQRT2

  test('is the first k after which the point stays beyond 1000 half-diagonals', () => {
    expect(verdict(only(FLAT, 9, walk(`t >= 4 ? ${FAR} : t`)))).toEqual({
      status: 'diverged',
      at: 4,
      n: 9,
    })
    expect(verdict(only(FLAT, 9, walk(`t >= 4 ? ${FAR / 1.5} : t`)))).toMatchObject({
      status: 'running',
    })
  })

  test('is not leaving and coming back', () => {
    expect(verdict(only(FLAT, 9, walk(`t >= 4 and t < 9 ? ${FAR} : t`)))).toMatchObject({
      status: 'running',
      at: null,
    })
    expect(verdict(only(FLAT, 9, walk(`t == 2 or t > 6 ? ${FAR} : t`)))).toMatchObject({
      status: 'diverged',
      at: 7,
    })
  })

  test('may be from the start on', () => {
    expect(verdict(only(FLAT, 3, { ...walk(`${FAR}`), start: [FAR, FAR] }))).toEqual({
      status: 'diverged',
      at: 0,
      n: 3,
    })
  })

  test('of one dimension counts x alone, from the middle of its own domain', () => {
    const line = surface('1 + 0*x', { domain: [10, 12, -1e9, 1e9] })
    const at = (x: number) =>
      verdict(only(line, 3, { rule: stage(`theta = ${x}`, { lr: 1 }), start: [11, 0] }))
    expect(at(11 + 1000.1)).toMatchObject({ status: 'diverged', at: 1 })
    expect(at(11 + 999.9)).toMatchObject({ status: 'running' })
  })

  test('by overflow of the loss is the first k that is not finite', () => {
    const { theta, loss, ...rest } = only(BOWL, 9, { ...walk('10^(100*t)'), start: [1, 1] })
    // 1e100 is far already, and 1e200 squared is infinite
    expect(verdict({ theta, loss, ...rest })).toEqual({ status: 'diverged', at: 1, n: 1 })
    expect([theta.length, loss.length, rest.gradNorm.length, rest.lr.length]).toEqual([4, 2, 2, 1])
    expect(verdict(only(surface('exp(x)'), 9, walk('t < 3 ? t : 999')))).toEqual({
      status: 'diverged',
      at: 3,
      n: 2,
    })
  })

  test('by overflow of the point', () => {
    expect(verdict(only(FLAT, 9, walk('t < 3 ? 0 : 1/0')))).toEqual({
      status: 'diverged',
      at: 3,
      n: 2,
    })
    expect(verdict(only(FLAT, 9, walk('t < 3 ? 0 : 0/0')))).toEqual({
      status: 'diverged',
      at: 3,
      n: 2,
    })
  })

  test('of SGD that is too fast, with a norm that does not overflow before', () => {
    const path = only(BOWL, 2000, { rule: stage('theta = theta - lr*g', { lr: 2 }) })
    expect(path.status).toBe('diverged')
    const last = path.n
    expect(
      path.gradNorm[last]! / Math.hypot(2 * path.theta[2 * last]!, 2 * path.theta[2 * last + 1]!),
    ).toBeCloseTo(1, 12)
    expect(path.gradNorm.every(Number.isFinite)).toBe(true)
  })

  test('at once where the start has no loss', () => {
    const { n, status, at, lr, loss } = only(surface('log(x) + y'), 5, { start: [-1, 0] })
    expect({ n, status, at }).toEqual({ n: 0, status: 'diverged', at: 0 })
    expect([lr.length, loss.length]).toEqual([0, 1])
  })
})

describe('rest', () => {
  test('is the first of twenty steps that hardly move', () => {
    expect(verdict(only(FLAT, 40, walk('t < 7 ? t : 7')))).toEqual({ status: 'rest', at: 7, n: 40 })
    expect(verdict(only(FLAT, 20, { start: [3, 3] }))).toEqual({ status: 'rest', at: 0, n: 20 })
  })

  test('takes twenty', () => {
    expect(verdict(only(FLAT, 27, walk('t < 7 ? t : 7')))).toMatchObject({ status: 'rest', at: 7 })
    expect(verdict(only(FLAT, 26, walk('t < 7 ? t : 7')))).toMatchObject({ status: 'running' })
    expect(verdict(only(FLAT, 80, walk('floor(t/20)')))).toMatchObject({ status: 'running' })
    expect(verdict(only(FLAT, 80, walk('floor(t/21)')))).toMatchObject({ status: 'rest', at: 0 })
    expect(verdict(only(FLAT, 99, walk('t < 58 ? floor(t/20) : 9')))).toMatchObject({
      status: 'rest',
      at: 58,
    })
  })

  test('is measured by the size of the point', () => {
    const creep = (step: number) =>
      only(FLAT, 30, { rule: stage(`theta = theta + ${step}`, { lr: 1 }), start: [1e3, 0] })
    expect(creep(5e-12).status).toBe('rest')
    expect(creep(5e-11).status).toBe('running')
  })
})

describe('undefined', () => {
  test('is a finite loss whose gradient is no number', () => {
    expect(verdict(only(surface('sqrt(x^2 + y^2)'), 5, { start: [0, 0] }))).toEqual({
      status: 'undefined',
      at: 0,
      n: 0,
    })
    const later = only(surface('sqrt(x^2 + y^2)'), 5, {
      rule: stage('theta = 2 - t + 0*g', { lr: 1 }),
    })
    expect(verdict(later)).toEqual({ status: 'undefined', at: 2, n: 2 })
    expect(later.gradNorm[2]).toBeNaN()
  })

  test('is shown although the rule does not mind', () => {
    expect(
      verdict(
        only(surface('sqrt(x^2 + y^2)'), 5, { ...walk('t'), rule: stage('theta = t', { lr: 1 }) }),
      ),
    ).toEqual({
      status: 'undefined',
      at: 0,
      n: 5,
    })
  })

  test('is not what never was reached', () => {
    const cone = surface('sqrt(x^2 + y^2)', { fmin: 0 })
    expect(verdict(only(cone, 5, { start: [0, 0] }))).toMatchObject({ status: 'reached', at: 0 })
  })

  test('beats divergence that came later, not before', () => {
    const cone = surface('sqrt(x^2 + y^2)')
    const rule = (text: string) => ({ rule: stage(text, { lr: 1 }), start: [1, 1] as const })
    expect(verdict(only(cone, 9, rule('theta = t < 5 ? 0 : 1e9')))).toMatchObject({
      status: 'undefined',
      at: 1,
    })
    expect(
      verdict(
        only(surface('abs(x) < 1e8 ? x*y : sqrt(0*x)'), 9, rule('theta = t < 5 ? 1e5 : 1e9')),
      ),
    ).toMatchObject({
      status: 'diverged',
      at: 1,
    })
  })
})

test('running is everything else', () => {
  expect(verdict(only(BOWL, 5))).toEqual({ status: 'running', at: null, n: 5 })
  expect(verdict(only(BOWL, 1, { schedules: [schedule('lr = 0', 1)] }))).toEqual({
    status: 'running',
    at: null,
    n: 1,
  })
})

import { describe, expect, test } from 'vitest'
import { RaceEngine } from '#race/race.ts'
import { race, run, schedule, stage, surface } from '#race/ready.fixture.ts'
import type { ReadyRun } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'
import {
  distanceSeries,
  gradientSeries,
  limitSeries,
  momentumSeries,
  rateSeries,
  stepSeries,
} from '#store/curve-series.ts'

/** One run on this surface. */
function ran(formula: string, T: number, more: Partial<ReadyRun> = {}): Trajectory {
  const [trajectory] = new RaceEngine('interpreter').race(race(surface(formula), [run(T, more)], T))
  return trajectory!
}

const told = ({ values, length }: { values: Float64Array; length: number }) =>
  Array.from(values.subarray(0, length))

describe('step length', () => {
  test('is the rate times the gradient for gradient descent', () => {
    const trajectory = ran('x^2 + 3*y^2', 5)
    const lengths = told(stepSeries(trajectory))
    expect(lengths).toHaveLength(5)
    for (const [k, length] of lengths.entries())
      expect(length).toBeCloseTo(trajectory.lr[k]! * trajectory.gradNorm[k]!, 12)
    expect(stepSeries(trajectory)).toBe(stepSeries(trajectory))
  })

  test.each([[1e-200], [1e-160], [1], [1e160], [1e200]])('of %s is neither 0 nor ∞', (size) => {
    const theta = Float64Array.of(0, 0, 3 * size, 4 * size)
    const [length] = told(stepSeries({ ...ran('x^2', 1), n: 1, theta }))
    expect(length! / size).toBeCloseTo(5, 12)
  })

  test('is NaN where a point is nowhere', () => {
    const theta = Float64Array.of(0, 0, NaN, 0)
    expect(told(stepSeries({ ...ran('x^2', 1), n: 1, theta }))).toEqual([NaN])
  })
})

describe('distance', () => {
  const trajectory = ran('x^2 + 3*y^2', 3)
  const { theta, n } = trajectory

  test('is that to the nearest of the minima, at each point', () => {
    const to = [
      [0, 0],
      [1, -1.5],
    ] as const
    const expected = Array.from({ length: n + 1 }, (_, k) =>
      Math.min(...to.map(([x, y]) => Math.hypot(theta[2 * k]! - x, theta[2 * k + 1]! - y))),
    )
    const distances = told(distanceSeries(trajectory, to, 2))
    expect(distances).toHaveLength(n + 1)
    for (const [k, distance] of distances.entries()) expect(distance).toBeCloseTo(expected[k]!, 12)
  })

  test('counts x alone in one dimension, where y is only the start’s', () => {
    expect(told(distanceSeries(trajectory, [[0, 99]], 1))).toEqual(
      Array.from({ length: n + 1 }, (_, k) => Math.abs(theta[2 * k]!)),
    )
  })
})

test('the limit is so many times one over the rate of each step', () => {
  const trajectory = ran('x^2', 3, { schedules: [schedule('lr = t/10', 3)] })
  expect(told(limitSeries(trajectory, 2))).toEqual([Infinity, 20, 10])
  expect(told(rateSeries(trajectory))).toEqual([0, 0.1, 0.2])
})

test('momentum is a curve only where a schedule drives it', () => {
  const rule = stage('state b = 0; b = momentum*b + g; theta = theta - lr*b', {
    lr: 0.1,
    momentum: 0.9,
  })
  expect(momentumSeries(ran('x^2', 2, { rule }))).toBeNull()
  const schedules = [schedule('lr = lr0; momentum = 0.5 + t/10', 2)]
  expect(told(momentumSeries(ran('x^2', 2, { rule, schedules }))!)).toEqual([0.5, 0.6])
})

test('where the loss is no number there is no gradient norm either', () => {
  const trajectory = { ...ran('x^2', 2), loss: Float64Array.of(1, 1, NaN) }
  expect(gradientSeries(trajectory).length).toBe(2)
  expect(gradientSeries(ran('x^2', 2)).length).toBe(3)
})

import { describe, expect, test } from 'vitest'
import { Pace } from '#engine/pace.ts'

/** Works in slices on a device where steps cost this; the slices' steps and times. */
function work(fixed: number, each: number, slices = 30, noise = 0) {
  const pace = new Pace(12)
  return Array.from({ length: slices }, (_, i) => {
    const { steps } = pace
    const ms = (fixed + steps * each) * (1 + noise * Math.sin(7 * i))
    pace.took(steps, ms)
    return { steps, ms }
  })
}

describe('a pace', () => {
  test.each([0.001, 0.1, 1, 3])('fills a slice where a step takes %d ms', (each) => {
    const { ms } = work(0, each).at(-1)!
    expect(ms).toBeGreaterThan(6)
    expect(ms).toBeLessThanOrEqual(12.5)
  })

  test('makes one step where that is already too long', () => {
    expect(work(0, 50).at(-1)!.steps).toBe(1)
    expect(work(100, 50).at(-1)!.steps).toBeLessThan(6)
  })

  test('does not let a fixed cost eat the time', () => {
    const { steps, ms } = work(24, 1.6).at(-1)!
    expect(steps * 1.6).toBeGreaterThan(24)
    expect(ms).toBeLessThan(80)
  })

  test.each([
    [4, 0.01],
    [24, 1.6],
    [0, 0.5],
  ])('is not led astray by noise, at %d + %d ms a step', (fixed, each) => {
    const limit = Math.max(12, 3 * fixed)
    for (const { ms } of work(fixed, each, 200, 0.3).slice(10)) expect(ms).toBeLessThan(3 * limit)
  })

  test('grows by no more than twice', () => {
    const slices = work(0, 0.0001, 20)
    expect(slices.slice(0, 2).map(({ steps }) => steps)).toEqual([1, 4])
    slices
      .slice(2)
      .forEach(({ steps }, i) => expect(steps).toBeLessThanOrEqual(2 * slices[i + 1]!.steps))
  })

  test('notices that the machine became slower', () => {
    const pace = new Pace(12)
    for (let i = 0; i < 30; i++) pace.took(pace.steps, 4 + pace.steps * 0.01)
    for (let i = 0; i < 30; i++) pace.took(pace.steps, 4 + pace.steps * 0.1)
    expect(4 + pace.steps * 0.1).toBeLessThan(20)
  })

  test('expects what it learnt', () => {
    const pace = new Pace(12)
    expect(pace.expected(3)).toBeNull()
    for (const steps of [1, 4, 8]) pace.took(steps, 5 + 2 * steps)
    expect(pace.expected(10)).toBeCloseTo(25, 6)
  })
})

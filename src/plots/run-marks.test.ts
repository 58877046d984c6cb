import { expect, test } from 'vitest'
import { isHollow, markerPath, runDash } from '#plots/run-marks.ts'

test('no two of sixteen runs share dash, marker and filling', () => {
  const looks = Array.from({ length: 16 }, (_, i) =>
    JSON.stringify([runDash(i), markerPath(i, 5), isHollow(i)]),
  )
  expect(new Set(looks).size).toBe(16)
})

test('runs 9 to 16 repeat the hues with another dash and a hollow marker', () => {
  for (let i = 0; i < 8; i++) {
    expect(runDash(i + 8)).not.toEqual(runDash(i))
    expect([isHollow(i), isHollow(i + 8)]).toEqual([false, true])
    expect(markerPath(i + 8, 5)).toBe(markerPath(i, 5))
  }
})

test.each([-1, 2.5, 1e9])('an index of %s still has a look', (index) => {
  expect(markerPath(index, 5)).toMatch(/^M.*Z$/)
  expect(runDash(index)).toBeInstanceOf(Array)
})

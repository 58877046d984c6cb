import { expect, test } from 'vitest'
import { formatValue } from '#plots/format.ts'
import { evenTicks, niceBelow, roundest } from '#plots/nice.ts'

test.each([
  [0.28, 0.35, 0.3, 0.3],
  [-3, 4, 1, 0],
  [1.4e-5, 2.3e-5, 2e-5, 2e-5],
  [730, 1290, 900, 1000],
  [1.01, 1.04, 1.02, 1.02],
  [-0.52, -0.47, -0.5, -0.5],
  [3, 3, 3, 3],
])('the roundest number between %s and %s near %s is %s', (lo, hi, near, found) => {
  expect(roundest(lo, hi, near)).toBe(found)
})

test.each([
  [0.0142, 0.01],
  [7, 5],
  [2, 2],
  [3e9, 2e9],
])('below %s the nice one is %s', (x, nice) => {
  expect(niceBelow(x)).toBeCloseTo(nice, 12)
})

test.each([
  [0, undefined, '0'],
  [-0.25, 0.05, '−0.25'],
  [1500, 500, '1500'],
  [0.1 + 0.2, undefined, '0.3'],
  [0.00425, 1, '0'],
  [3e-5, undefined, '3e−5'],
  [150000, undefined, '1.5e5'],
  [162.5, 5, '162.5'],
  [NaN, undefined, '–'],
  [-Infinity, undefined, '−∞'],
  [5e-324, undefined, '5e−324'],
  [1e308, 0, '1e308'],
])('%s, %s apart from its neighbours, is written %s', (value, apart, text) => {
  expect(formatValue(value, apart)).toBe(text)
})

test('ticks are round, and none where doubles are too coarse', () => {
  expect(evenTicks(0, 1, 4)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  expect(evenTicks(-5e-324, 5e-324, 4)).toEqual([])
  expect(evenTicks(1, 1 + 1e-15, 4)).toEqual([])
  expect(evenTicks(-1.7e308, 1.7e308, 4)).toEqual([])
})

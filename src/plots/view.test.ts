import { describe, expect, test } from 'vitest'
import { graphView, isRect, sameView, squareUnits, toPixel } from '#plots/view.ts'

test('square units widen a view to the shape of the stage, about its middle', () => {
  expect(squareUnits([-1, 1, -1, 1], 200, 100)).toEqual([-2, 2, -1, 1])
  expect(squareUnits([0, 4, 0, 2], 100, 100)).toEqual([0, 4, -1, 3])
})

test.each([
  [[0, 1, 0, 1], true],
  [[0, 0, 0, 1], false],
  [[0, NaN, 0, 1], false],
  [[-1e300, 1e300, 0, 1], false],
  [null, false],
] as const)('that %j is a rectangle is %s', (rect, answer) => {
  expect(isRect(rect)).toBe(answer)
})

test('views that differ by less than half a pixel look the same', () => {
  expect(sameView([0, 10, 0, 10], [0.04, 10, 0, 10], 100, 100)).toBe(true)
  expect(sameView([0, 10, 0, 10], [0.06, 10, 0, 10], 100, 100)).toBe(false)
})

test.each([
  [1.23456, 0.0142, 1.23],
  [-1.4987234, 0.004, -1.499],
  [123456, 30, 123460],
  [0.5, 0, 0.5],
])('%s on pixels of %s is %s', (value, pixel, rounded) => {
  expect(toPixel(value, pixel)).toBe(rounded)
})

const parabola = (rect: readonly [number, number, number, number]) => ({
  values: Float64Array.from({ length: 101 }, (_, i) => ((i - 50) / 10) ** 2),
  rect,
})

describe('the default view of a graph', () => {
  test('is the domain where that frames it', () => {
    const domain = [-5, 5, -2, 30] as const
    expect(graphView(domain, parabola(domain))).toBe(domain)
  })

  test('is the graph’s own range where it does not', () => {
    const [x0, x1, y0, y1] = graphView([-5, 5, -5, 5], parabola([-5, 5, 0, 1]))
    expect([x0, x1]).toEqual([-5, 5])
    expect(y0).toBeLessThan(0)
    expect(y1).toBeGreaterThan(25)
  })

  test('is the domain without any values', () => {
    const domain = [-1, 1, -1, 1] as const
    const nothing = { values: Float64Array.of(NaN, Infinity), rect: domain }
    expect(graphView(domain, nothing)).toBe(domain)
    expect(graphView(domain, null)).toBe(domain)
  })
})

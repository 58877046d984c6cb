import { expect, test } from 'vitest'
import { decimate, emptyPolyline } from '#plots/decimate.ts'

const same = (value: number) => value

function line(values: number[], steps: number, width: number, toPixel = same) {
  const out = emptyPolyline()
  decimate(values, values.length, steps, width, toPixel, out)
  const points = Array.from({ length: out.count }, (_, i) => [out.at[2 * i]!, out.at[2 * i + 1]!])
  return { points, pen: Array.from(out.pen.subarray(0, out.count)) }
}

test('few values are all kept', () => {
  const { points, pen } = line([5, 3, 4], 2, 100)
  expect(points).toEqual([
    [0, 5],
    [50, 3],
    [100, 4],
  ])
  expect(pen).toEqual([0, 1, 1])
})

test('many values keep the extremes of every column and stay short', () => {
  const values = Array.from({ length: 100_001 }, (_, i) => (i === 54_321 ? 99 : Math.sin(i)))
  const { points } = line(values, 100_000, 200)
  expect(points.length).toBeLessThanOrEqual(4 * 201)
  expect(Math.max(...points.map(([, y]) => y!))).toBe(99)
  expect(points.every(([x], i) => i === 0 || x! >= points[i - 1]![0]!)).toBe(true)
})

test.each([
  ['at the beginning', [NaN, 1, 2], [0, 1]],
  ['in the middle', [1, NaN, 2], [0, 0]],
  ['at the end', [1, 2, NaN], [0, 1]],
  ['everywhere', [NaN, NaN], []],
])('what has no pixel %s lifts the pen', (_, values, pens) => {
  expect(line(values, 2, 100).pen).toEqual(pens)
})

test('gaps inside one column lift the pen too', () => {
  const { pen } = line([1, 2, NaN, 3, 4, 5], 1000, 10)
  expect(pen[0]).toBe(0)
})

test.each([[0], [NaN], [-5]])('a step axis of length %s is a point', (steps) => {
  const { points } = line([1, 2], steps, 100)
  for (const [x] of points) expect(x).toBe(0)
})

test('what is less than the least value with a place lifts the pen', () => {
  const out = emptyPolyline()
  decimate([4, 0, 2, -1, 1], 5, 4, 100, Math.log10, out, Number.MIN_VALUE)
  expect(Array.from(out.pen.subarray(0, out.count))).toEqual([0, 0, 0])
  expect([0, 1, 2].map((i) => out.at[2 * i])).toEqual([0, 50, 100])
})

test('only what is kept is mapped to pixels', () => {
  let mapped = 0
  const out = emptyPolyline()
  const values = Array.from({ length: 100_000 }, (_, i) => Math.cos(i))
  const count = (value: number) => {
    mapped++
    return value
  }
  decimate(values, values.length, values.length, 200, count, out)
  expect(mapped).toBeLessThanOrEqual(4 * 201)
})

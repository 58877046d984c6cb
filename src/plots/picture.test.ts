import { expect, test } from 'vitest'
import { RAMP, surfaceRamp, themes } from '#plots/colors.ts'
import { paint } from '#plots/picture.ts'

const ramp = surfaceRamp(themes.light)
const color = (i: number) => Array.from(ramp.subarray(4 * i, 4 * i + 4))
const at = (bytes: Uint8ClampedArray, pixel: number) =>
  Array.from(bytes.subarray(4 * pixel, 4 * pixel + 4))

test('the top row of the picture is the last of the grid', () => {
  const bytes = paint({ values: Float64Array.of(0, 1, 2, 3), nx: 2, ny: 2 }, [0, 1, 2, 3], ramp)
  expect(at(bytes, 1)).toEqual(color(RAMP - 1))
  expect(at(bytes, 2)).toEqual(color(0))
})

test('a colour follows the place among the levels, not the value', () => {
  const values = Float64Array.of(0, 1, 10, 100)
  const bytes = paint({ values, nx: 4, ny: 1 }, [0, 1, 10, 100], ramp)
  expect([0, 1, 2, 3].map((i) => at(bytes, i))).toEqual([0, 85, 170, 255].map(color))
})

test('infinities take the ends, and nothing is left of what is not a number', () => {
  const values = Float64Array.of(-Infinity, Infinity, NaN, NaN, NaN)
  const bytes = paint({ values, nx: 5, ny: 1 }, [0, 1], ramp)
  expect([at(bytes, 0), at(bytes, 1)]).toEqual([color(0), color(RAMP - 1)])
  expect(at(bytes, 4)[3]).toBe(0)
})

test.each([[[]], [[3]], [[3, 3]]])('levels %j paint everything as valley', (levels) => {
  expect(at(paint({ values: Float64Array.of(3), nx: 1, ny: 1 }, levels, ramp), 0)).toEqual(color(0))
})

test('a buffer of the right size is used again', () => {
  const grid = { values: new Float64Array(6), nx: 3, ny: 2 }
  const bytes = paint(grid, [0, 1], ramp)
  expect(paint(grid, [0, 1], ramp, bytes)).toBe(bytes)
})

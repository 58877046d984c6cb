import { expect, test } from 'vitest'
import { denseParts } from '#plots/curve-dense.ts'
import { decimate, emptyPolyline } from '#plots/decimate.ts'

const H = 100

/** Which points of a line over 200 px belong to a band, by the pixel they are at. */
function bands(values: number[]) {
  const path = emptyPolyline()
  decimate(values, values.length, values.length - 1, 200, (value) => value, path)
  const dense = denseParts(path, H)
  return (from: number, to: number) =>
    Array.from(dense).filter((_, i) => path.at[2 * i]! >= from && path.at[2 * i]! < to)
}

test('a line that goes up and down in every column is a band', () => {
  const values = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 10 : 90))
  expect(bands(values)(0, 200)).not.toContain(0)
})

test('a step, a slope and a slow wave are lines, however steep', () => {
  const step = Array.from({ length: 1000 }, (_, i) => (i < 500 ? 0 : 100))
  const wave = Array.from({ length: 1000 }, (_, i) => 50 + 50 * Math.sin(i / 60))
  for (const values of [step, wave]) expect(bands(values)(0, 200)).not.toContain(1)
})

test('only the part that is dense is a band', () => {
  const part = bands(Array.from({ length: 1000 }, (_, i) => (i < 500 && i % 2 === 0 ? 10 : 90)))
  expect(part(0, 96)).not.toContain(0)
  expect(part(104, 200)).not.toContain(1)
})

test('what is outside the panel does not count', () => {
  const values = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? -10 : -900))
  expect(bands(values)(0, 200)).not.toContain(1)
})

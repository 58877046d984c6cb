import { array, assert, boolean, constantFrom, double, oneof, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extentOf } from '#plots/extent.ts'
import { valueScale } from '#plots/value-scale.ts'

const H = 120
const calm = (...values: number[]) => ({ values, length: values.length, diverged: false })
const wild = (...values: number[]) => ({ values, length: values.length, diverged: true })
const texts = (scale: ReturnType<typeof valueScale>) =>
  scale.ticks.map(({ text, power }) => (power ? `${text}^${power}` : text))

describe('a log scale', () => {
  test('keeps exact zeros on a floor below the smallest value', () => {
    const extent = extentOf([calm(100, 1, 1e-8, 0)], true)
    const scale = valueScale('log', extent, H, true)
    expect(scale.at(0)).toBe(scale.floor)
    expect(scale.at(1e-8)).toBeLessThan(scale.floor! - 8)
    expect(scale.at(100)).toBeGreaterThan(0)
    expect(scale.at(NaN)).toBeNaN()
  })

  test('has no floor without zeros, and no place for them without a floor', () => {
    expect(valueScale('log', extentOf([calm(1, 2)], true), H, true).floor).toBeNull()
    expect(valueScale('log', extentOf([calm(1, 0)], true), H).at(0)).toBeNaN()
  })

  test('writes powers of ten beyond a few decades', () => {
    const far = texts(valueScale('log', extentOf([calm(1e3, 1e-12)], true), H))
    expect(far.every((text) => text.startsWith('10^'))).toBe(true)
    expect(far.length).toBeLessThanOrEqual(5)
    expect(texts(valueScale('log', extentOf([calm(50, 0.02)], true), H))).toEqual([
      '0.1',
      '1',
      '10',
    ])
  })
})

test('a linear scale of positive values begins at zero', () => {
  const scale = valueScale('linear', extentOf([calm(0.01, 0.05)], false), H)
  expect(scale.at(0)).toBeCloseTo(H, 6)
  expect(scale.at(0.05)).toBeGreaterThan(0)
})

test('a symlog scale shows both signs and zero', () => {
  const scale = valueScale('symlog', extentOf([calm(2500, 3, -40)], false), 240)
  expect(texts(scale)).toContain('0')
  expect(scale.at(2500)).toBeLessThan(scale.at(3))
  expect(scale.at(3)).toBeLessThan(scale.at(-40))
})

describe('a diverged run', () => {
  test('stretches the axis only a little', () => {
    const { hi } = extentOf([calm(100, 1), wild(100, 1e4, 1e300)], true)
    expect(hi).toBe(100)
  })

  test('alone is shown for its first decades', () => {
    const { hi } = extentOf([wild(1, 1e3, 1e6, 1e300)], true)
    expect(hi).toBe(1e3)
  })
})

const value = oneof(double(), constantFrom(0, NaN, Infinity, -Infinity, 1e308, 5e-324))
const kind = constantFrom('linear', 'log', 'symlog')

function holds(values: number[], which: 'linear' | 'log' | 'symlog', floor: boolean) {
  const scale = valueScale(
    which,
    extentOf([calm(...values), wild(...values)], which === 'log'),
    H,
    floor,
  )
  const placed = values.filter((v) => Number.isFinite(v) && (v > 0 || which !== 'log'))
  for (const v of [...scale.ticks.map((tick) => tick.value), ...placed])
    expect(Math.abs(scale.at(v))).toBeLessThanOrEqual(H + 1e4)
  expect(scale.ticks.length).toBeLessThan(20)
}

test('any values whatever have a scale with finite ticks and pixels', () => {
  expect(() =>
    assert(property(array(value, { maxLength: 6 }), kind, boolean(), holds)),
  ).not.toThrow()
})

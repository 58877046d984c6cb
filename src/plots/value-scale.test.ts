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
    expect(scale.floor).toEqual({ at: scale.at(0), text: '0' })
    expect(scale.at(1e-8)).toBeLessThan(scale.at(0) - 8)
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

describe('numbers on an axis', () => {
  const ends: readonly (readonly [number, number])[] = [
    [5, 5],
    [-3, -3],
    [1e200, 1e199],
    [1e200, 1e200],
    [1e200, -1e200],
    [1e250, 1e100],
    [1e-200, 1e-210],
    [1e308, -1e308],
    [1e308, 1e307],
    [0.1, 0.1000000001],
    [5, 5.00000000000001],
    [1e200, 1.0001e200],
    [1e5, 1.2e5],
    [-1e5, 3],
  ]
  const kinds = ['linear', 'log', 'symlog'] as const
  const cases = ends.flatMap(([a, b]) => kinds.map((which) => [which, a, b] as const))

  test.each(cases)('%s from %d to %d: some, told apart, short, one place each', (which, a, b) => {
    for (const height of [70, 220]) {
      const extent = extentOf([calm(a, b)], which === 'log')
      const scale = valueScale(which, extent, height, true)
      const shown = scale.ticks.filter(({ value }) => {
        const at = scale.at(value)
        return at >= -1 && at <= height + 1
      })
      if (which === 'log' && !(extent.positive < Infinity)) expect(scale.floor).not.toBeNull()
      else expect(shown.length).toBeGreaterThan(0)
      const words = shown.map(({ text, power = '' }) => `${text}^${power}`)
      expect(new Set(words).size).toBe(words.length)
      for (const { value, text } of shown) {
        expect(text.length).toBeLessThanOrEqual(9)
        expect(text === '0').toBe(value === 0)
        expect(Number.isFinite(value)).toBe(true)
      }
    }
  })

  test.each(kinds)('%s: none where there is nothing to measure', (which) => {
    expect(valueScale(which, extentOf([], which === 'log'), H, true).ticks).toEqual([])
    expect(valueScale(which, extentOf([calm(NaN)], which === 'log'), H, true).ticks).toEqual([])
  })

  test('a floor that holds less than zero says so', () => {
    const floor = (...values: number[]) =>
      valueScale('log', extentOf([calm(...values)], true), H, true).floor?.text
    expect([floor(1, 0), floor(1, -1e-9), floor(1, 2)]).toEqual(['0', '≤ 0', undefined])
    expect([floor(1, 1e-15), floor(1, 1e-39), floor(1, 1e-199, 0)]).toEqual([
      undefined,
      '< 1e−16',
      '< 1e−16',
    ])
  })

  test('sixteen decades are shown, what is smaller sits on the floor', () => {
    const extent = extentOf([calm(1e3, 1, 1e-12, 1e-38)], true)
    for (const zeroFloor of [true, false]) {
      const scale = valueScale('log', extent, H, zeroFloor)
      expect(scale.floor).toEqual({ at: scale.at(1e-38), text: '< 1e−13' })
      expect(scale.at(1e-12)).toBeLessThan(scale.at(1e-38) - 8)
      expect(scale.at(1e-12) - scale.at(1)).toBeGreaterThan(H / 2)
      expect(scale.at(0)).toBe(zeroFloor ? scale.at(1e-38) : NaN)
    }
  })
})

test('a bound stretches an axis no further than a diverged run', () => {
  const bound = (...values: number[]) => ({ ...wild(...values), limit: true })
  expect(extentOf([calm(100, 200), bound(300, 300)], true).hi).toBe(300)
  expect(extentOf([calm(100, 200), bound(1e6, Infinity)], true).hi).toBe(200)
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

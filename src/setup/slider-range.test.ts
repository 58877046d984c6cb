import { describe, expect, test } from 'vitest'
import type { Param } from '#catalog/entry.ts'
import { entries } from '#catalog/find-entry.ts'
import { sliderRange } from '#setup/slider-range.ts'
import { trackOf } from '#setup/slider-track.ts'
import { paramValues } from '#setup/parameter-values.ts'

/** Every number of the catalogue that has a slider, with each default that it takes. */
const sliders = (T: number) =>
  entries.flatMap((entry) => {
    const dialects = entry.kind === 'surface' ? [undefined] : entry.dialects
    return dialects.flatMap((dialect) => {
      const given = { args: {}, defaults: dialect?.defaults }
      const ready = paramValues(entry.params, given, { T, lr0: 0.01 })
      return entry.params.flatMap((param, i) => {
        const usual = ready[i]?.value
        const name = `${entry.id}.${dialect?.id ?? ''} ${param.name}`
        return param.values || typeof usual !== 'number' ? [] : [{ name, param, usual }]
      })
    })
  })

const number = (param: Omit<Param, 'name'>, name = 'p'): Param => ({ name, ...param })

describe.each([1, 7, 500, 100_000])('where T = %i', (T) => {
  test('every parameter of the catalogue has a track that holds its default', () => {
    expect(sliders(T).length).toBeGreaterThan(250)
    const bad = sliders(T).filter(({ param, usual }) => {
      const { low, high, scale, zero } = sliderRange(param, usual, T)
      const { min = -Infinity, max = Infinity } = param
      const sound = Number.isFinite(low) && Number.isFinite(high) && min <= low && high <= max
      const holds = (low <= usual && usual <= high) || (zero && usual === 0)
      const asked = param.scale === 'log' ? scale === 'log' && low > 0 : scale !== 'log'
      return !(sound && low < high && asked && (holds || (scale === 'near-one' && usual < 1)))
    })
    expect(bad).toEqual([])
  })

  test('every place has a lawful value, more to the right, and 0 is reached where it may be', () => {
    const bad = sliders(T).filter(({ param, usual }) => {
      const track = trackOf(sliderRange(param, usual, T), usual, param)
      const { min = -Infinity, max = Infinity, integer } = param
      const count = Math.min(track.last, 300)
      const values = Array.from({ length: count + 1 }, (_, i) =>
        track.at(Math.round((i * track.last) / count)),
      )
      const lawful = values.every(
        (value, i) =>
          min <= value &&
          value <= max &&
          (!integer || Number.isInteger(value)) &&
          (i === 0 || values[i - 1]! <= value),
      )
      return !(lawful && values[0]! < values.at(-1)! && (min !== 0 || values[0] === 0))
    })
    expect(bad).toEqual([])
  })

  test('the thumb stands where a drag would set its value', () => {
    const bad = sliders(T).filter(({ param, usual }) => {
      const track = trackOf(sliderRange(param, usual, T), usual, param)
      const place = track.of(usual)
      const [below, above] = [track.at(Math.floor(place) - 1), track.at(Math.ceil(place) + 1)]
      return !(place >= 0 && place <= track.last && below <= usual && usual <= above)
    })
    expect(bad).toEqual([])
  })
})

test('a learning rate goes by ratio from 1e-5 to 10, and 0 is its far left', () => {
  const lr = number({ default: 1e-3, min: 0, scale: 'log' }, 'lr')
  expect(sliderRange(lr, 1e-3, 500)).toMatchObject({ low: 1e-5, high: 10, zero: true })
  const track = trackOf(sliderRange(lr, 1e-3, 500), 1e-3, lr)
  expect([0, 1, 41, 81, track.last].map(track.at)).toEqual([0, 1e-5, 1e-4, 1e-3, 10])
  expect(track.of(1e-3)).toBeCloseTo(81)
})

test('the share that a mean keeps goes 0, 0.9, 0.99, 0.999, 0.9999, and to 1 where 1 is allowed', () => {
  const beta = number({ default: 0.9, min: 0, max: 0.999999 })
  const track = trackOf(sliderRange(beta, 0.9, 500), 0.9, beta)
  expect([0, 12, 40, 80, 120, 160].map(track.at)).toEqual([0, 0.5, 0.9, 0.99, 0.999, 0.9999])
  expect(track.last).toBe(160)
  const momentum = number({ default: 0.9, min: 0, max: 1 })
  const whole = trackOf(sliderRange(momentum, 0.9, 500), 0.9, momentum)
  expect([whole.last, whole.at(whole.last), whole.of(1)]).toEqual([161, 1, 161])
  const half = number({ default: 0.5, min: 0, max: 1 })
  expect(sliderRange(half, 0.5, 500)).toMatchObject({ scale: 'linear', low: 0, high: 1 })
})

test('a value beyond its track widens it', () => {
  const lr = number({ default: 1e-3, min: 0, scale: 'log' }, 'lr')
  const tiny = trackOf(sliderRange(lr, 1e-3, 500), 1e-9, lr)
  expect(tiny.at(tiny.of(1e-9))).toBe(1e-9)
  const beta = number({ default: 0.9, min: 0, max: 0.999999 })
  const close = trackOf(sliderRange(beta, 0.9, 500), 0.999999, beta)
  expect(close.at(close.of(0.999999))).toBe(0.999999)
  const growth = number({ default: 0.99, min: 0 })
  const above = trackOf(sliderRange(growth, 0.99, 500), 1.5, growth)
  expect(above.at(above.last)).toBe(1.5)
})

test('a length in steps goes to T, or beyond where the default is T itself', () => {
  const n = number({ default: 'ceil(T/3)', min: 1 })
  expect(sliderRange(n, 167, 500)).toMatchObject({ low: 1, high: 500 })
  const all = number({ default: 'T', min: 1 })
  expect(sliderRange(all, 500, 500)).toMatchObject({ low: 1, high: 1000 })
})

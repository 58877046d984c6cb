import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cosineTurn, logarithm, NOISE_SITE, randn, randnSite } from '#race/randn.ts'

const DRAWS = 200_000

/** Mean, variance, skewness and kurtosis. */
function moments(numbers: Float64Array) {
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
  const power = (p: number) => numbers.reduce((sum, x) => sum + (x - mean) ** p, 0) / numbers.length
  const variance = power(2)
  return {
    mean,
    variance,
    skewness: power(3) / variance ** 1.5,
    kurtosis: power(4) / variance ** 2,
  }
}

const draws = (draw: (i: number) => number, count = DRAWS) =>
  Float64Array.from({ length: count }, (_, i) => draw(i))

/** Four standard deviations of a mean of so many products. */
const CHANCE = 4 / Math.sqrt(DRAWS)

function correlation(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0) / a.length
}

describe('along every count the numbers are normal', () => {
  test.each<[string, (i: number) => number]>([
    ['the step', (i) => randn(1, 0, i, 0, NOISE_SITE)],
    ['the sample', (i) => randn(1, i, 0, 0, NOISE_SITE)],
    ['the coordinate', (i) => randn(1, 0, 0, i, NOISE_SITE)],
    ['the site', (i) => randn(1, 0, 0, 0, i)],
    ['the seed', (i) => randn(i, 0, 0, 0, NOISE_SITE)],
  ])('%s', (_, draw) => {
    const numbers = draws(draw)
    const { mean, variance, skewness, kurtosis } = moments(numbers)
    expect(Math.abs(mean)).toBeLessThan(CHANCE)
    expect(Math.abs(variance - 1)).toBeLessThan(CHANCE * Math.SQRT2)
    expect(Math.abs(skewness)).toBeLessThan(CHANCE * Math.sqrt(6))
    expect(Math.abs(kurtosis - 3)).toBeLessThan(CHANCE * Math.sqrt(24))
    const beyond = (z: number) => numbers.filter((x) => Math.abs(x) > z).length / DRAWS
    expect(beyond(1)).toBeCloseTo(0.3173, 2)
    expect(beyond(3)).toBeCloseTo(0.0027, 3)
    // neighbours, and neighbours but one
    for (const lag of [1, 2]) {
      expect(Math.abs(correlation(numbers.subarray(lag), numbers))).toBeLessThan(CHANCE)
    }
  })
})

describe('neighbours in one count are not alike along another', () => {
  type Place = [seed: number, sample: number, step: number, coordinate: number, site: number]
  const counts = ['seed', 'sample', 'step', 'coordinate', 'site']
  const pairs = counts.flatMap((_, along) => counts.map((__, beside) => [along, beside] as const))
  const others = pairs.filter(([along, beside]) => along !== beside)
  const named = others.map(
    ([along, beside]) => [counts[beside]!, counts[along]!, along, beside] as const,
  )
  test.each(named)('%s along %s', (_, __, along, beside) => {
    const at = (i: number, next: number): Place => {
      const place: Place = [3, 0, 5, 0, 7]
      place[along]! += i
      place[beside]! += next
      return place
    }
    const count = 40_000
    const here = draws((i) => randn(...at(i, 0)), count)
    const there = draws((i) => randn(...at(i, 1)), count)
    expect(Math.abs(correlation(here, there))).toBeLessThan(4.5 / Math.sqrt(count))
    const [wide, wider] = [here, there].map((numbers) => numbers.map((x) => x * x - 1))
    expect(Math.abs(correlation(wide!, wider!))).toBeLessThan(10 / Math.sqrt(count))
  })
})

test('every number is a finite float32, wherever it is drawn', () => {
  const count = fc.integer({ min: 0, max: 2 ** 31 - 1 })
  fc.assert(
    fc.property(count, count, count, count, count, (seed, sample, step, coordinate, site) => {
      const number = randn(seed, sample, step, coordinate, site)
      expect(Math.fround(number)).toBe(number)
      expect(Math.abs(number)).toBeLessThan(6)
      expect(randn(seed, sample, step, coordinate, site)).toBe(number)
    }),
    { seed: 1, numRuns: 2000 },
  )
})

test('these are the numbers: another engine must draw the same', () => {
  const steps = [0, 1, 2].map((step) => randn(1, 0, step, 0, NOISE_SITE))
  expect(steps).toEqual([-0.36837536096572876, -0.9188203811645508, 0.8835120797157288])
  const coordinates = [0, 1].map((i) =>
    randn(2 ** 31 - 1, 3, 99_999, i, randnSite('grad_noise', 0)),
  )
  expect(coordinates).toEqual([-0.3271322250366211, 3.2271997928619385])
})

describe('sites', () => {
  test('differ by the entry and by the place in it', () => {
    const sites = ['grad_noise', 'grad_noise1', 'sgld', 'a', 'b', ''].flatMap((id) =>
      Array.from({ length: 50 }, (_, n) => randnSite(id, n)),
    )
    expect(new Set([...sites, NOISE_SITE]).size).toBe(6 * 50 + 1)
  })

  test('depend on nothing else, so that another entry shifts no draw', () => {
    const before = randn(1, 0, 4, 1, randnSite('mine', 2))
    randn(1, 0, 4, 1, randnSite('other', 0))
    expect(randn(1, 0, 4, 1, randnSite('mine', 2))).toBe(before)
  })
})

describe('the float32 series', () => {
  test('of the logarithm is right to 1e-6', () => {
    let worst = 0
    for (let i = 1; i <= 2 ** 24; i += i < 5000 ? 1 : 997) {
      const u = i * 2 ** -24
      worst = Math.max(worst, Math.abs(logarithm(u) - Math.log(u)))
    }
    expect(worst).toBeLessThan(1e-6)
    expect(logarithm(1)).toBe(0)
  })

  test('of the cosine is right to 1e-6', () => {
    let worst = 0
    for (let i = 0; i < 2 ** 24; i += 401) {
      const v = i * 2 ** -24
      worst = Math.max(worst, Math.abs(cosineTurn(v) - Math.cos(2 * Math.PI * v)))
    }
    expect(worst).toBeLessThan(1e-6)
    expect([0, 0.25, 0.5, 0.75].map(cosineTurn).map(Math.abs)).toEqual([1, 0, 1, 0])
  })
})

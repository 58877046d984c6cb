import { assert, constantFrom, double, nat, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cloudStarts } from '#race/cloud-starts.ts'
import { CLOUD_SHAPES } from '#race/cloud.ts'

const domain = [-6, 6, -3, 3] as const
const start = [1.1, -2.3] as const

const pointsOf = (starts: Float32Array) =>
  Array.from({ length: starts.length / 2 }, (_, i) => [starts[2 * i]!, starts[2 * i + 1]!] as const)

describe('a disc of starts', () => {
  const points = pointsOf(cloudStarts({ n: 4000, from: 'disc', r: 0.5 }, start, domain, 2, 1))
  const radii = points.map(([x, y]) => Math.hypot(x - start[0], y - start[1]))

  test('begins with the start itself', () => {
    expect(points[0]).toEqual(start.map(Math.fround))
  })

  test('lies within its radius and is even in area, all round', () => {
    expect(Math.max(...radii)).toBeLessThan(0.5)
    for (const share of [0.1, 0.25, 0.5, 0.9]) {
      const inside = radii.filter((radius) => radius < 0.5 * Math.sqrt(share)).length
      expect(inside / 4000).toBeCloseTo(share, 2)
    }
    const sectors = Array.from({ length: 12 }, () => 0)
    for (const [x, y] of points)
      sectors[Math.floor(((Math.atan2(y - start[1], x - start[0]) / Math.PI + 1) / 2) * 11.999)]!++
    for (const count of sectors) expect(Math.abs(count - 4000 / 12)).toBeLessThan(20)
  })

  test('keeps its starts apart', () => {
    const some = points.slice(0, 500)
    const nearest = some.map(([x, y], i) =>
      Math.min(...some.flatMap(([u, v], j) => (i === j ? [] : [Math.hypot(x - u, y - v)]))),
    )
    const spacing = Math.sqrt((Math.PI * 0.25) / 4000)
    expect(Math.min(...nearest)).toBeGreaterThan(spacing / 3)
  })
})

describe('a grid of starts', () => {
  test('is the cell centres of square cells where the number allows it', () => {
    const points = pointsOf(cloudStarts({ n: 8, from: 'grid', r: 1 }, start, domain, 2, 1))
    const xs = [-4.5, -1.5, 1.5, 4.5]
    expect(points).toEqual([...xs.map((x) => [x, -1.5]), ...xs.map((x) => [x, 1.5])])
  })

  test('has 512 rows of 512 for a quarter of a million on a square', () => {
    const starts = cloudStarts({ n: 2 ** 18, from: 'grid', r: 1 }, start, [-6, 6, -6, 6], 2, 1)
    expect(new Set(starts.filter((_, i) => i % 2 === 0)).size).toBe(512)
    expect(new Set(starts.filter((_, i) => i % 2 === 1)).size).toBe(512)
  })

  test.each([1, 2, 3, 7, 101, 997, 1000])('of %i covers every quarter alike', (n) => {
    const points = pointsOf(cloudStarts({ n, from: 'grid', r: 1 }, start, domain, 2, 1))
    expect(new Set(points.map(String)).size).toBe(n)
    const left = points.filter(([x]) => x < 0).length
    const lower = points.filter(([, y]) => y < 0).length
    for (const half of [left, lower])
      expect(Math.abs(half - n / 2)).toBeLessThan(1 + 3 * Math.sqrt(n))
  })
})

test('a gaussian lies about the middle with a quarter of each side', () => {
  const points = pointsOf(
    cloudStarts({ n: 20_000, from: 'gauss', r: 1 }, start, [0, 8, -10, -6], 2, 3),
  )
  for (const [axis, middle, sigma] of [
    [0, 4, 2],
    [1, -8, 1],
  ] as const) {
    const values = points.map((point) => point[axis])
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length
    expect(Math.abs(mean - middle)).toBeLessThan(0.04 * sigma)
    expect(Math.sqrt(variance)).toBeCloseTo(sigma, 1)
  }
})

test('the seed moves a gaussian and nothing else', () => {
  for (const from of CLOUD_SHAPES) {
    const made = (seed: number) => cloudStarts({ n: 50, from, r: 1 }, start, domain, 2, seed)
    expect(made(1)).toEqual(made(1))
    if (from === 'gauss') expect(made(1)).not.toEqual(made(2))
    else expect(made(1)).toEqual(made(2))
  }
})

test('in one dimension y stays, x spreads as evenly', () => {
  for (const from of CLOUD_SHAPES) {
    const points = pointsOf(cloudStarts({ n: 400, from, r: 0.5 }, start, domain, 1, 1))
    expect(new Set(points.map(([, y]) => y))).toEqual(new Set([Math.fround(start[1])]))
    expect(new Set(points.map(([x]) => x)).size).toBe(400)
    const [lo, hi] = from === 'disc' ? [0.6, 1.6] : [-6, 6]
    const below = points.filter(([x]) => x < (lo + hi) / 2).length
    expect(Math.abs(below - 200)).toBeLessThan(30)
  }
})

test('there are exactly as many as asked for, all of them numbers', () => {
  assert(
    property(
      nat(3000),
      constantFrom(...CLOUD_SHAPES),
      tuple(
        double({ min: 1e-6, max: 1e6, noNaN: true }),
        double({ min: 1e-6, max: 1e6, noNaN: true }),
      ),
      (n, from, [w, h]) => {
        const starts = cloudStarts({ n, from, r: 2 }, start, [-w, w, -h, h], 2, 7)
        expect(starts.length).toBe(2 * n)
        expect(starts.every(Number.isFinite)).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

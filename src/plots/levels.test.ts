import { describe, expect, test } from 'vitest'
import { levelPlace, linesWithin, spreadLevels } from '#plots/levels.ts'

const N = 120

function grid(f: (x: number, y: number) => number, r: number) {
  const at = (i: number) => -r + ((i + 0.5) / N) * 2 * r
  return Float64Array.from({ length: N * N }, (_, k) => f(at(k % N), at(Math.floor(k / N))))
}

const range = (values: Float64Array) => {
  const finite = values.filter(Number.isFinite)
  return [Math.min(...finite), Math.max(...finite)] as const
}

const rosenbrock = grid((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, 2.048)
const surfaces: Record<string, Float64Array> = {
  rosenbrock,
  bowl: grid((x, y) => 0.1 * x * x + 2 * y * y, 5),
  plane: grid((x, y) => x + y, 5),
  saddle: grid((x, y) => x * x - y * y, 3),
  himmelblau: grid((x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2, 5),
  rastrigin: grid(
    (x, y) => 20 + x * x + y * y - 10 * (Math.cos(6.283 * x) + Math.cos(6.283 * y)),
    5.12,
  ),
  easom: grid((x, y) => -Math.cos(x) * Math.cos(y) * Math.exp(-((x - 3) ** 2 + (y - 3) ** 2)), 10),
  exponential: grid((x, y) => Math.exp(20 * x) + y * y, 5),
  half: grid((x, y) => Math.log(x) + y * y, 3),
}

describe.each(Object.entries(surfaces))('the levels of %s', (_, values) => {
  const levels = spreadLevels(values)
  const [lo, hi] = range(values)

  test('rise from the lowest value to the highest', () => {
    expect([levels[0], levels.at(-1)]).toEqual([lo, hi])
    for (const [i, level] of levels.slice(1).entries()) expect(level).toBeGreaterThan(levels[i]!)
  })

  test('give at least eight lines in view, every fifth strong', () => {
    const lines = linesWithin(levels, lo, hi)
    expect(lines.length).toBeGreaterThanOrEqual(8)
    expect(lines.findIndex(({ strong }) => strong)).toBe(4)
    for (const { value } of lines) expect(value > lo && value < hi).toBe(true)
  })

  test('are few digits', () => {
    for (const level of levels.slice(1, -1)) expect(Number(level.toPrecision(4))).toBe(level)
  })
})

test('the floor of Rosenbrock’s valley is not one flat colour', () => {
  const levels = spreadLevels(rosenbrock, 0)
  // Along y = x² the height is (1 − x)².
  const places = [1, 0.5, 0, -1].map((x) => levelPlace(levels, (1 - x) ** 2))
  expect(places[0]).toBe(0)
  for (const [i, place] of places.slice(1).entries())
    expect(place - places[i]!).toBeGreaterThan(0.03)
})

test('a known minimum is the lowest level', () => {
  expect(spreadLevels(rosenbrock, 0)[0]).toBe(0)
  expect(spreadLevels(rosenbrock, 5)[0]).toBe(range(rosenbrock)[0])
})

test.each([
  ['nothing', []],
  ['nothing finite', [NaN, Infinity, -Infinity]],
])('%s has no levels and no lines', (_, values) => {
  expect(spreadLevels(values)).toEqual([])
  expect(linesWithin([], 0, 1)).toEqual([])
})

test('a flat surface has no lines', () => {
  const levels = spreadLevels([3, 3, 3])
  expect(linesWithin(levels, 3, 3)).toEqual([])
  expect(levelPlace(levels, 3)).toBe(0)
})

test('values that are finite but too far apart have no lines between', () => {
  expect(spreadLevels([-1.7e308, 0, 1.7e308])).toEqual([-1.7e308, 1.7e308])
})

describe('zoomed in', () => {
  const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

  test('gaps are halved until there are enough lines', () => {
    const lines = linesWithin(levels, 3.1, 4.2)
    expect(lines.length).toBeGreaterThanOrEqual(8)
    expect(lines.map(({ value }) => value)).toContain(4)
  })

  const tell = (from: number, to: number) =>
    linesWithin(levels, from, to)
      .filter(({ value }) => value > 3.35 && value < 4.15)
      .map(({ value, strong }) => [value, strong])

  test('a line stays where it is while one pans', () => {
    expect(tell(3.1, 4.2)).toEqual(tell(3.3, 4.4))
  })

  test('lines go on beyond the ends of the scale', () => {
    const lines = linesWithin(levels, -4, 16)
    expect(lines[0]!.value).toBeLessThan(-2)
    expect(lines.at(-1)!.value).toBeGreaterThan(13)
    expect(lines.find(({ value }) => value === 5)!.strong).toBe(true)
  })

  test('a view deep inside one gap is still lined, however small', () => {
    expect(linesWithin(levels, 3, 3 + 1e-9).length).toBeGreaterThanOrEqual(7)
  })
})

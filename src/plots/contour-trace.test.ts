import { contours } from 'd3'
import { describe, expect, test } from 'vitest'
import { traceContours } from '#plots/contour-trace.ts'

const N = 40

function grid(f: (x: number, y: number) => number) {
  const at = (i: number) => -3 + ((i + 0.5) / N) * 6
  return Float64Array.from({ length: N * N }, (_, k) => f(at(k % N), at(Math.floor(k / N))))
}

const length = (line: ArrayLike<number>) => {
  let sum = 0
  for (let i = 2; i < line.length; i += 2)
    sum += Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!)
  return sum
}

/** The length of d3's lines, without those along the edge of the grid. */
function lengthByD3(values: Float64Array, level: number) {
  const inside = ([x, y]: number[]) => x! > 0 && y! > 0 && x! < N && y! < N
  let sum = 0
  const { coordinates } = contours().size([N, N]).contour(Array.from(values), level)
  for (const ring of coordinates.flat())
    for (const [i, point] of ring.slice(1).entries())
      if (inside(point) && inside(ring[i]!)) sum += length([...ring[i]!, ...point])
  return sum
}

describe('lines of equal height', () => {
  test.each([
    ['a bowl', (x: number, y: number) => x * x + y * y, [0.5, 1, 4, 8]],
    ['waves', (x: number, y: number) => Math.sin(3 * x) * Math.cos(2 * y), [-0.5, 0.1, 0.7]],
    ['a saddle', (x: number, y: number) => x * y + 0.013, [-2, 0, 2]],
  ])('of %s are as long as d3-contour’s', (_, f, heights) => {
    const values = grid(f)
    const traced = traceContours(values, N, N, heights)
    for (const [h, lines] of traced.entries()) {
      const total = lines.reduce((sum, line) => sum + length(line), 0)
      expect(total / lengthByD3(values, heights[h]!)).toBeCloseTo(1, 1)
    }
  })

  test('of a hill are one closed ring, at the right place', () => {
    const [lines] = traceContours(
      grid((x, y) => x * x + y * y),
      N,
      N,
      [4],
    )
    expect(lines).toHaveLength(1)
    const line = lines![0]!
    expect(line.slice(0, 2)).toEqual(line.slice(-2))
    for (let i = 0; i < line.length; i += 2) {
      const [x, y] = [-3 + (line[i]! / N) * 6, -3 + (line[i + 1]! / N) * 6]
      expect(Math.hypot(x, y)).toBeCloseTo(2, 2)
    }
  })

  test('that leave the grid are one open line', () => {
    const [lines] = traceContours(
      grid((x) => x),
      N,
      N,
      [0.5],
    )
    expect(lines).toHaveLength(1)
    expect(length(lines![0]!)).toBeCloseTo(N - 1, 3)
  })

  test('end where there are no numbers', () => {
    const [lines] = traceContours(
      grid((x, y) => (x < 0 ? NaN : y)),
      N,
      N,
      [0.5],
    )
    expect(lines).toHaveLength(1)
    expect(length(lines![0]!)).toBeCloseTo(N / 2 - 1, 3)
  })

  test.each([
    ['NaN', () => NaN],
    ['constant', () => 1],
  ])('of a %s grid are none', (_, f) => {
    expect(traceContours(grid(f), N, N, [0, 1])).toEqual([[], []])
  })

  test('between infinities stay on the grid', () => {
    const values = grid((x) => (x < 0 ? -Infinity : Infinity))
    for (const line of traceContours(values, N, N, [0])[0]!)
      for (const v of line) expect(v >= 0.5 && v <= N - 0.5).toBe(true)
  })
})

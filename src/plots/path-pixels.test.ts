import { array, assert, double, oneof, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clipSegment } from '#plots/clip.ts'
import { type Points, emptyPixels, projectPath } from '#plots/path-pixels.ts'

const frame = { rect: [0, 10, 0, 10], width: 100, height: 100 } as const

function points(...xy: number[]): Points {
  const theta = Float64Array.from(xy)
  return { xs: theta, xStride: 2, ys: theta, yStride: 2, yOffset: 1, count: xy.length / 2 }
}

function project(path: Points, to = Infinity) {
  const out = emptyPixels()
  projectPath(path, 0, to, frame, out)
  return {
    ...out,
    at: Array.from(out.at.subarray(0, 2 * out.count)),
    pen: Array.from(out.pen.subarray(0, out.count)),
  }
}

describe('a path in pixels', () => {
  test('turns the y axis over', () => {
    const { at, pen, head } = project(points(0, 0, 5, 10))
    expect(at).toEqual([0, 100, 50, 0])
    expect(pen).toEqual([0, 1])
    expect(head).toEqual({ x: 50, y: 0 })
  })

  test('glides between two steps', () => {
    expect(project(points(0, 0, 4, 0), 0.25).head).toEqual({ x: 10, y: 100 })
  })

  test('drops steps too small to see, but never the last', () => {
    const { count, head } = project(points(0, 0, 0.001, 0, 0.002, 0, 0.003, 0))
    expect(count).toBe(2)
    expect(head!.x).toBeCloseTo(0.03)
  })

  test('tells where it left the view, and in which direction', () => {
    const { exit, head } = project(points(5, 5, 1e30, 5))
    expect(head!.x).toBeGreaterThan(1e30)
    expect(exit).toEqual({ x: 100, y: 50, angle: 0 })
  })

  test('that comes back has not left', () => {
    expect(project(points(5, 5, 50, 5, 6, 6)).exit).toBeNull()
  })

  test('ends before what is not finite', () => {
    expect(project(points(1, 1, 2, 2, NaN, 0, 3, 3)).head).toEqual({ x: 20, y: 80 })
    expect(project(points(NaN, 0)).head).toBeNull()
    expect(project(points()).count).toBe(0)
  })

  test('grows its buffers', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => (i % 4 < 2 ? 1 : 9))
    expect(project(points(...many)).count).toBe(5000)
  })

  test('never leads the pen far off the screen', () => {
    const value = oneof(double(), double({ min: -20, max: 20 }))
    assert(
      property(array(tuple(value, value), { maxLength: 9 }), (path) => {
        for (const v of project(points(...path.flat())).at) expect(Math.abs(v)).toBeLessThan(2200)
      }),
    )
  })
})

test.each([
  [
    [-5, 5, 15, 5],
    [0.25, 0.75],
  ],
  [
    [2, 2, 8, 8],
    [0, 1],
  ],
  [[-5, -5, -1, 20], null],
  [[11, -1, 12, 5], null],
  [
    [5, 5, 5, 5],
    [0, 1],
  ],
] as const)('the segment %j lies inside for %j', ([ax, ay, bx, by], part) => {
  expect(clipSegment(ax, ay, bx, by, [0, 10, 0, 10])).toEqual(part)
})

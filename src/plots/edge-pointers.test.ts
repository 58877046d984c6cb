import { describe, expect, test } from 'vitest'
import { edgeToward } from '#plots/edge-pointers.ts'

const frame = { rect: [-1, 1, -1, 1], width: 400, height: 200 } as const

test('what is in view, or on its edge, is not pointed at', () => {
  expect(edgeToward(frame, 0.5, -0.5)).toBe(null)
  expect(edgeToward(frame, 1, 1)).toBe(null)
  expect(edgeToward(frame, NaN, 0)).toBe(null)
})

describe.each([
  [40, 0],
  [-40, 3],
  [0.2, -9],
  [Infinity, 0],
  [-Infinity, Infinity],
  [1e300, 1e-300],
])('a place at %d, %d', (x, y) => {
  const edge = edgeToward(frame, x, y)!

  test('is pointed at from inside the picture, beside its edge', () => {
    const [dx, dy] = [Math.min(edge.x, 400 - edge.x), Math.min(edge.y, 200 - edge.y)]
    expect(Math.min(dx, dy)).toBeGreaterThanOrEqual(16 - 1e-9)
    expect(Math.min(dx, dy)).toBeLessThanOrEqual(100)
  })

  test('lies the way the arrow points', () => {
    if (x !== 0 && Math.abs(x) > 1) expect(Math.sign(Math.cos(edge.angle))).toBe(Math.sign(x))
    if (Math.abs(y) > 1) expect(Math.sign(-Math.sin(edge.angle))).toBe(Math.sign(y))
  })
})

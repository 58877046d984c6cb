import { expect, test } from 'vitest'
import { arrowGrid } from '#race/arrows.ts'
import { surface } from '#race/ready.fixture.ts'
import { SurfacePoints } from '#race/surface-points.ts'
import { finish } from '#race/slices.fixture.ts'

const rect = [-2, 2, 0, 6] as const

test.each(['wasm', 'interpreter'] as const)(
  'arrows are the gradient at cell centres, rows from the bottom: %s',
  (executor) => {
    const field = { surface: surface('x^2*y + t*y'), rect, nx: 40, ny: 30, t: 3 }
    const values = finish(arrowGrid(new SurfacePoints(executor), field))
    for (let j = 0; j < 30; j++)
      for (let i = 0; i < 40; i++) {
        const [x, y] = [-2 + (i + 0.5) * 0.1, (j + 0.5) * 0.2]
        expect(values[2 * (40 * j + i)]).toBeCloseTo(2 * x * y, 12)
        expect(values[2 * (40 * j + i) + 1]).toBeCloseTo(x * x + 3, 12)
      }
  },
)

test('a parameter changed is another picture of the same program', () => {
  const points = new SurfacePoints()
  const slope = (c: number) => {
    const of = surface('c*x + y', { params: [{ name: 'c', value: c }] })
    return finish(arrowGrid(points, { surface: of, rect, nx: 1, ny: 1, t: 1 }))
  }
  expect([...slope(2), ...slope(-7)]).toEqual([2, 1, -7, 1])
})

test('where the gradient is no number there is none', () => {
  const field = { surface: surface('sqrt(x) + y'), rect, nx: 2, ny: 1, t: 1 }
  const values = finish(arrowGrid(new SurfacePoints(), field))
  expect([...values]).toEqual([NaN, 1, 0.5, 1])
})

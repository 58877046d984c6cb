import { create, all } from 'mathjs'
import { expect, test } from 'vitest'
import { largest, smallest } from '#race/eigenvalues.ts'
import { RaceEngine } from '#race/race.ts'
import { race, run, surface } from '#race/ready.fixture.ts'
import type { ReadySurface } from '#race/ready.ts'
import { sharpness } from '#race/sharpness.ts'
import { finish } from '#race/slices.fixture.ts'
import { SurfacePoints } from '#race/surface-points.ts'

const along = (of: ReadySurface, paths: readonly Float64Array[]) =>
  finish(sharpness(new SurfacePoints(), { surface: of, paths }))

test.each([
  [3, 0, 1],
  [-3, 0.5, -1],
  [1, 2, 1],
  [-1e8, 3, -1],
  [0, -2, 0],
  [2, 2, 2],
])('the eigenvalues of [[%d, %d], …, %d] are those of mathjs', (a, b, c) => {
  const { values } = create(all!, {}).eigs([
    [a, b],
    [b, c],
  ])
  const [low, high] = (Array.isArray(values) ? values : values.toArray()).map(Number)
  const size = Math.max(Math.abs(a), Math.abs(b), Math.abs(c))
  expect(Math.abs(largest(a, b, c) - Math.max(low!, high!))).toBeLessThan(1e-14 * size)
  expect(Math.abs(smallest(a, b, c) - Math.min(low!, high!))).toBeLessThan(1e-14 * size)
})

test('the eigenvalue nearer to zero keeps its digits', () => {
  expect(largest(-1e12, 0, -3)).toBe(-3)
  expect(smallest(1e12, 0, 3)).toBe(3)
  expect(largest(1, NaN, 1)).toBe(NaN)
  expect(largest(Infinity, 0, 1)).toBe(NaN)
})

test('there is one number a recorded step, also of long runs', () => {
  const of = surface('x^2/2 + 10*y^2/2 + x^4/12')
  const trajectories = new RaceEngine().race(race(of, [run(3000), run(7)], 3000))
  const paths = trajectories.map(({ theta }) => theta)
  const values = along(of, paths)
  values.forEach((each, i) => {
    expect(each).toHaveLength(trajectories[i]!.n + 1)
    each.forEach((value, k) => {
      const x = paths[i]![2 * k]!
      expect(value).toBeCloseTo(Math.max(1 + x * x, 10), 12)
    })
  })
})

test('in one dimension it is f″, signed', () => {
  const [values] = along(surface('x^3'), [Float64Array.of(-2, 5, 0, 5, 1, 5)])
  expect([...values!]).toEqual([-12, 0, 6])
})

test('a surface that changes in time is read at t = k + 1, as the race reads it', () => {
  const [values] = along(surface('t*x^2 + y^2'), [Float64Array.of(1, 1, 1, 1, 1, 1)])
  expect([...values!]).toEqual([2, 4, 6])
})

test('where the Hessian is not finite there is no number', () => {
  const [values] = along(surface('x^1.5 + y^2'), [Float64Array.of(0, 0, 1, 0, -1, 0)])
  expect([...values!]).toEqual([NaN, 2, NaN])
})

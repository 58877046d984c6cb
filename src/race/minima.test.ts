import { describe, expect, test } from 'vitest'
import { hessianNodes, surfaceNodes, surfaceValues } from '#formula/surface.ts'
import { surfaces } from '#catalog/surfaces.ts'
import { smallest } from '#race/eigenvalues.ts'
import { findMinima } from '#race/minima.ts'
import { surface } from '#race/ready.fixture.ts'
import type { ReadySurface } from '#race/ready.ts'
import { finish } from '#race/slices.fixture.ts'
import { SurfacePoints } from '#race/surface-points.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'

const points = new SurfacePoints()
const minimaOf = (of: ReadySurface) => finish(findMinima(points, { ...of, minima: [] }))

/** The interpreter's word on a point: ‖∇f‖, and the Hessian's least eigenvalue. */
function examine(of: ReadySurface, x: number, y: number) {
  const nodes = surfaceNodes(of.formula, of.params).ok!
  const gradient = surfaceValues(nodes, nodes.gradient, [x, y], 1)
  const [xx, xy, yy] = surfaceValues(nodes, hessianNodes(nodes)!, [x, y], 1)
  return {
    norm: Math.hypot(...gradient),
    bend: nodes.dims === 1 ? xx! : smallest(xx!, xy!, yy!),
    value: surfaceValues(nodes, [nodes.f], [x, y], 1)[0]!,
  }
}

const opened = (id: string) => readyRace(decodeLink(`#v=1&f=${id}`).setup).surface

/** The minima that the catalogue names where Newton's method can find them: inside, smooth, curved. */
const named = surfaces.flatMap(({ id }) => {
  const of = opened(id)
  const [x0, x1, y0, y1] = of.domain
  const { dims } = surfaceNodes(of.formula, of.params).ok!
  return of.minima
    .filter(([x, y]) => x > x0 && x < x1 && (dims === 1 || (y > y0 && y < y1)))
    .filter(([x, y]) => examine(of, x, y).bend > 1e-6)
    .map(([x, y]) => ({ id, x, y: dims === 1 ? 0 : y, of }))
})

test('most minima of the catalogue can be found', () => {
  expect(named.length).toBeGreaterThan(45)
})

test.each(named)('$id: the minimum at ($x, $y) is found to 1e-6', ({ of, x, y }) => {
  const distances = minimaOf(of).map((found) => Math.hypot(found.x - x, found.y - y))
  expect(Math.min(...distances)).toBeLessThan(1e-6)
})

const typed = [
  'sin(x)*cos(y) + 0.1*(x^2 + y^2)',
  'log(1 + x^2)*sin(3y) + exp(-(x - 1)^2) + x^2/4',
  'exp(sin(3x)) + (y - x)^2',
  'x^4 - 3x^2 + x + y^2*(2 + sin(x))',
  'sigmoid(x)*softplus(-x) - exp(-((x-1)^2 + (y+2)^2))',
  'x^2 - x + sin(7x)',
]

test.each([...typed.map((formula) => surface(formula)), ...named.map(({ of }) => of)])(
  'what is named is a minimum, inside, once, lowest first: $formula',
  (of) => {
    const found = minimaOf(of)
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThanOrEqual(50)
    const [x0, x1, y0, y1] = of.domain
    found.forEach(({ x, y, value }, i) => {
      const { norm, bend, value: f } = examine(of, x, y)
      expect(norm).toBeLessThan(1e-8)
      expect(bend).toBeGreaterThan(0)
      expect(value).toBe(f)
      expect(x >= x0 - 1e-9 && x <= x1 + 1e-9 && y >= y0 - 1e-9 && y <= y1 + 1e-9).toBe(true)
      for (const other of found.slice(0, i)) {
        expect(other.value).toBeLessThanOrEqual(value)
        expect(Math.hypot(other.x - x, other.y - y)).toBeGreaterThan(1e-6)
      }
    })
  },
)

describe('as many are found as there are', () => {
  test.each([
    ['sin(x)*sin(y)', 2], // (±π/2, ∓π/2); the others lie outside
    ['x^2 + y^2', 1],
    ['(x^2 - 4)^2 + (y^2 - 1)^2', 4],
    ['cos(pi*x)', 4], // odd numbers in [−4, 4]
    ['(x^2 - 1)^2 + 0.3x', 2],
  ])('%s', (formula, count) => {
    expect(minimaOf(surface(formula))).toHaveLength(count)
  })
})

test.each([
  ['a saddle', 'x^2 - y^2'],
  ['a top', '-x^2 - y^2'],
  ['a plain', '3'],
  ['a flat valley', '(x - y)^2'],
  ['a valley bent round', '(x^2 + y^2 - 4)^2'],
  ['a quartic, whose Hessian vanishes', 'x^4 + y^2'],
  ['a quartic in both directions', 'x^4 + y^4'],
  ['a kink', 'abs(x) + y^2'],
  ['a slope that leaves the domain', 'exp(x) + y^2'],
  ['no numbers at all', 'sqrt(-1 - x^2)'],
  // its only bends in y are at tops of x or on the way out
  ['no minimum among many bends', 'log(1 + x^2)*sin(3y) + exp(-(x - 1)^2)'],
])('%s has no minimum to name: %s', (_, formula) => {
  expect(minimaOf(surface(formula))).toEqual([])
})

test('both executors name the same minima', () => {
  const of = surface(typed[0]!)
  expect(finish(findMinima(new SurfacePoints('interpreter'), of))).toEqual(minimaOf(of))
})

test('a parameter changed gives other minima', () => {
  const at = (a: number) =>
    minimaOf(surface('(x - a)^2 + y^2', { params: [{ name: 'a', value: a }] }))[0]!.x
  expect([at(1), at(-2)]).toEqual([1, -2])
})

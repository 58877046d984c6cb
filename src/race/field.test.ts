import { expect, test } from 'vitest'
import { FieldEngine, type FieldRequest } from '#race/field.ts'
import type { ReadySurface } from '#race/ready.ts'

const surface = (formula: string, params: ReadySurface['params'] = []): ReadySurface => ({
  id: 'typed',
  formula,
  params,
  domain: [-2, 2, -1, 3],
  minima: [],
  fmin: null,
})

const request = (of: ReadySurface, more: Partial<FieldRequest> = {}): FieldRequest => ({
  surface: of,
  rect: of.domain,
  nx: 13,
  ny: 7,
  t: 1,
  ...more,
})

const centre = (from: number, to: number, i: number, n: number) =>
  from + ((i + 0.5) * (to - from)) / n

test('a field holds the surface at the centres of its cells, rows from the bottom', () => {
  const { nx, ny, rect, ...rest } = request(
    surface('b*(y - x^2)^2 + (1 - x)^2', [{ name: 'b', value: 100 }]),
  )
  const values = new FieldEngine().field({ nx, ny, rect, ...rest })
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) {
      const [x, y] = [centre(rect[0], rect[1], i, nx), centre(rect[2], rect[3], j, ny)]
      expect(values[j * nx + i]).toBe(100 * (y - x * x) ** 2 + (1 - x) ** 2)
    }
})

test.each([
  ['one dimension', 'x^2 + sin(x)', 1],
  ['a constant', '3', 1],
  ['y alone', 'exp(y)', 5],
  ['infinities and no number', '1/x + sqrt(y)', 6],
  ['lists and time', 'sin(x)*t + y*cos(t)', 4],
])('the interpreter and WebAssembly give the same field: %s', (_, formula, ny) => {
  const wanted = request(surface(formula), { ny, t: 17 })
  expect(new FieldEngine('wasm').field(wanted)).toEqual(
    new FieldEngine('interpreter').field(wanted),
  )
})

test('programs are kept, their numbers are not', () => {
  const engine = new FieldEngine()
  const value = (c: number) =>
    engine.field(request(surface('c*x', [{ name: 'c', value: c }]), { nx: 2, ny: 1 }))
  expect([...value(1)]).toEqual([-1, 1])
  expect([...value(3)]).toEqual([-3, 3])
})

test('a wrong formula is refused with its error', () => {
  expect(() => new FieldEngine().field(request(surface('x + qq')))).toThrow(/unknown_name/)
})

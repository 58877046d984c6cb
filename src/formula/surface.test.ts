import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { surfaces } from '#catalog/surfaces.ts'
import type { EntryParam } from '#formula/entry-program.ts'
import { evaluate } from '#formula/interpret.ts'
import { runRows } from '#formula/run-rows.fixture.ts'
import { hessianNodes, surfaceAt, surfaceNodes } from '#formula/surface.ts'
import { paramValues } from '#setup/parameter-values.ts'

type Point = {
  readonly p: readonly [number, number]
  readonly f: number
  readonly g: number[]
  readonly h: number[]
}
type Case = {
  readonly id: string
  readonly minima: readonly (readonly [number, number])[]
  readonly f_at_minima: readonly number[]
  readonly fmin: number
  readonly points: readonly Point[]
}

const golden: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('../../golden/surfaces.json', import.meta.url), 'utf8'),
)

/** The minimum is where a root has no derivative. */
const CUSPS: ReadonlySet<string> = new Set(['ackley', 'drop_wave', 'bukin6'])

/** The minimum is at the domain's edge, where the surface still falls. */
const AT_THE_EDGE = 'eggholder'

const TOLERANCE = 1e-12
const near = (value: number, wanted: number) =>
  Math.abs(value - wanted) <= TOLERANCE * (1 + Math.abs(wanted))

/** f, both first and three second derivatives at each point, by the interpreter and by WebAssembly. */
function values(
  id: string,
  points: readonly (readonly [number, number])[],
): { plain: number[][]; wasm: number[][] } {
  const entry = surfaces.find((surface) => surface.id === id)!
  const params: readonly EntryParam[] = paramValues(entry.params, { args: {} }, {})
  const surface = surfaceNodes(entry.formula, params).ok!
  const { graph, f, gradient, at, inputs } = surface
  const roots = [f, ...gradient, ...hessianNodes(surface)!]
  const names = [
    ...['surface..x', 'surface..y'].slice(0, at.length),
    ...inputs.map(({ name }) => name),
  ]
  const rows = points.map((p) => [...p.slice(0, at.length), ...inputs.map(({ value }) => value)])
  const plain = rows.map((row) =>
    evaluate(graph, roots, new Map(names.map((name, i) => [name, row[i]!]))),
  )
  return { plain, wasm: runRows('wasm', graph, roots, { names, rows }) }
}

test('all surfaces of golden are in the catalogue', () => {
  const ids = new Set(surfaces.map(({ id }) => id))
  expect(golden.cases.filter(({ id }) => !ids.has(id)).map(({ id }) => id)).toEqual([])
  expect(golden.cases).toHaveLength(38)
})

describe.each(golden.cases)('$id', ({ id, points, minima, f_at_minima: atMinima, fmin }) => {
  test('has the value, gradient and Hessian that were recorded', () => {
    const { plain, wasm } = values(
      id,
      points.map(({ p }) => p),
    )
    points.forEach(({ f, g, h }, i) => {
      const wanted = [f, ...g, ...h]
      wanted.forEach((number, j) =>
        expect(plain[i]![j]).toSatisfy((value: number) => near(value, number)),
      )
    })
    expect(wasm).toEqual(plain)
  })

  test('has its least value where its minima are, and no slope there', () => {
    const { plain, wasm } = values(id, minima)
    minima.forEach((_, i) => {
      const [f, gx, gy] = plain[i]!
      expect(f).toSatisfy((value: number) => near(value, atMinima[i]!))
      expect(f).toBeCloseTo(fmin, 9)
      if (CUSPS.has(id)) expect([gx, gy]).toEqual([NaN, NaN])
      else if (id !== AT_THE_EDGE) expect(Math.hypot(gx!, gy!)).toBeLessThan(1e-7)
    })
    expect(wasm).toEqual(plain)
  })
})

test('a surface without y has one coordinate', () => {
  const { dims, at, gradient } = surfaceNodes('x^2', []).ok!
  expect([dims, at.length, gradient.length]).toEqual([1, 1, 1])
})

test('a surface at another point is the same nodes with the point in place', () => {
  const surface = surfaceNodes('a*x^2*y + y^2', [{ name: 'a', value: 3 }]).ok!
  const { graph } = surface
  const [u, v] = [graph.input('u'), graph.input('v')]
  const moved = surfaceAt(surface, [graph.op('add', u, v), v])
  const inputs = new Map([
    ['surface.a', 3],
    ['u', 2],
    ['v', 5],
  ])
  const [f, gx, gy] = evaluate(graph, [moved.f, ...moved.gradient], inputs)
  expect([f, gx, gy]).toEqual([3 * 49 * 5 + 25, 2 * 3 * 7 * 5, 3 * 49 + 10])
  expect(surfaceAt(surface, surface.at)).toEqual({ f: surface.f, gradient: surface.gradient })
})

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Dialect, Entry, Param, SurfaceEntry, Value } from '#catalog/entry.ts'
import { dialectOf, entries, findEntry } from '#catalog/find-entry.ts'
import { rules } from '#catalog/rules.ts'
import { surfaces } from '#catalog/surfaces.ts'
import { transforms } from '#catalog/transforms.ts'
import { checkEntry } from '#formula/check.ts'
import { constantValue } from '#formula/constant.ts'
import type { EntryParam } from '#formula/entry-program.ts'
import { Graph } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import { surfaceNodes } from '#formula/surface.ts'

const ids = (list: readonly Entry[]) => list.map(({ id }) => id).join(' ')

describe('the catalogue', () => {
  test('has every rule it promises', () => {
    expect(ids(rules)).toBe(
      'sgd momentum momentum_ema heavy_ball nesterov adagrad rmsprop adadelta adam adamw amsgrad ' +
        'adamax nadam radam lion signsgd signum yogi adabelief adan rprop asgd',
    )
  })

  test('has every transform it promises', () => {
    expect(ids(transforms)).toBe('clip_norm clip_value l2 decay grad_noise ema polyak project')
  })

  test('has every surface it promises', () => {
    expect(ids(surfaces)).toBe(
      'sphere ellipsoid ravine30 quadratic booth matyas trid zakharov perm rosenbrock beale ' +
        'dixon_price bukin6 himmelblau goldstein_price mccormick three_hump_camel six_hump_camel ' +
        'styblinski_tang branin rastrigin ackley griewank levy levy13 bohachevsky1 drop_wave easom ' +
        'michalewicz langermann bird cross_in_tray holder_table schaffer2 schaffer4 eggholder ' +
        'schwefel parabola lessard reddi saddle saddle_bounded monkey_saddle flat_plateau cliff ' +
        'quartic_valley uv two_wells river_valley',
    )
  })

  test('uses an id once, over all kinds, and never a reserved one', () => {
    const all = entries.map(({ id }) => id)
    expect(all.filter((id, place) => all.indexOf(id) !== place)).toEqual([])
    expect(all.filter((id) => ['look', 'start', 'cloud', 'net'].includes(id))).toEqual([])
    expect(all.filter((id) => !/^[a-z][a-z0-9_]*$/.test(id))).toEqual([])
  })

  test('finds an entry by its id and a dialect by its own, the first without one', () => {
    expect(findEntry('adam')?.kind).toBe('rule')
    expect(findEntry('rosenbrock')?.kind).toBe('surface')
    expect(findEntry('nothing')).toBeUndefined()
    const adam = rules.find(({ id }) => id === 'adam')!
    expect(dialectOf(adam)?.id).toBe('torch')
    expect(dialectOf(adam, 'keras')?.defaults).toEqual({ eps: 1e-7 })
    expect(dialectOf(adam, 'nothing')).toBeUndefined()
  })

  test('holds formulas only in its own language', () => {
    const folder = fileURLToPath(new URL('.', import.meta.url))
    const foreign =
      /\\(?:frac|sqrt|theta|beta|cdot|left)|\bvec[234]\b|\bgl_|\bdef \w+\(|\bnp\.|\bimport (?:torch|jax)/
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const texts = files.filter((name) => /(?<!\.test)\.ts$/.test(name))
    expect(texts.length).toBeGreaterThan(10)
    expect(texts.filter((name) => foreign.test(readFileSync(folder + name, 'utf8')))).toEqual([])
  })
})

/** Numbers for parameters: as given, else the dialect's default, else the entry's. */
function values(params: readonly Param[], given: Readonly<Record<string, Value | string>> = {}) {
  const known: Record<string, number> = { T: 100, lr0: 0.1 }
  return params.map(({ name, default: usual, values: words }): EntryParam => {
    const raw = given[name] ?? usual
    const value = typeof raw === 'string' ? constantValue(raw, known).ok! : raw
    if (typeof value === 'number') known[name] = value
    return words ? { name, value, values: words } : { name, value }
  })
}

/** Every setting of the switches, the other parameters as they are. */
function settings(params: readonly EntryParam[]): EntryParam[][] {
  return params.reduce<EntryParam[][]>(
    (lists, param) =>
      lists.flatMap((list) =>
        param.values
          ? param.values.map((_, value) => [...list, { ...param, value }])
          : [[...list, param]],
      ),
    [[]],
  )
}

describe.each([...rules, ...transforms])('$kind $id', (entry) => {
  test.each(entry.dialects.map((dialect) => [dialect.id, dialect] as const))(
    'in the dialect %s is well formed in every setting of its switches',
    (_, dialect) => {
      const all = settings(values(entry.params, dialect.defaults))
      expect(all.map((params) => checkEntry(entry.kind, dialect.formula, params))).toEqual(
        all.map(() => null),
      )
    },
  )

  test('names its dialects once, says what differs in all but the first, and repeats no text', () => {
    const list: readonly Dialect[] = entry.dialects
    expect(list.every(({ id }) => /^[a-z0-9_]+$/.test(id))).toBe(true)
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
    expect(new Set(list.map(({ formula }) => formula)).size).toBe(list.length)
    expect(list.map(({ note }) => (note ?? '') === '')).toEqual(list.map((_, place) => place === 0))
    expect(list.every(({ source }) => source !== '')).toBe(true)
    expect(
      list.flatMap(({ formula }) => formula.split('\n')).filter((l) => l.length > 100),
    ).toEqual([])
  })

  test('has every default of a dialect among its parameters, and every parameter read somewhere', () => {
    const names = entry.params.map(({ name }) => name)
    const text = entry.dialects.map(({ formula }) => formula).join('\n')
    const set = entry.dialects.flatMap(({ defaults = {} }) => Object.keys(defaults))
    expect(set.filter((name) => !names.includes(name))).toEqual([])
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([])
  })
})

test.each(rules)('$id takes its rate first', ({ params }) => {
  expect(params[0]?.name).toBe('lr')
})

test.each(entries.map((entry) => [entry.id, entry] as const))(
  'the parameters of %s have defaults inside their ranges',
  (_, entry) => {
    const dialects = entry.kind === 'surface' ? [] : entry.dialects
    const given = [{}, ...dialects.map(({ defaults = {} }) => defaults)]
    const outside = given.flatMap((defaults) =>
      values(entry.params, defaults).filter(({ name, value }) => {
        const param = entry.params.find((one) => one.name === name)!
        const { min = -Infinity, max = Infinity, values: words } = param
        const [least, most] = words ? [0, words.length - 1] : [min, max]
        return [value].flat().some((number) => !(number >= least && number <= most))
      }),
    )
    expect(outside).toEqual([])
  },
)

/** Reads a surface: its value and gradient at a point. */
function reader(entry: SurfaceEntry, args: Readonly<Record<string, number>> = {}) {
  const surface = surfaceNodes(entry.formula, values(entry.params, args), new Graph())
  if (surface.error) throw new Error(JSON.stringify(surface.error))
  const { graph, f, gradient, inputs } = surface.ok
  const names = inputs.map(({ name, value }) => [name, value] as const)
  return (x: number, y: number) => {
    const point = new Map([
      ...names,
      ['surface..x', x],
      ['surface..y', y],
      ['surface..t', 1],
    ] as const)
    const [value, ...slope] = evaluate(graph, [f, ...gradient], point)
    return { value: value!, slope }
  }
}

/** A coordinate or value that may be a formula of the surface's parameters. */
const number = (formula: number | string, names: Readonly<Record<string, number>>): number =>
  typeof formula === 'string' ? constantValue(formula, names).ok! : formula

const named = (entry: SurfaceEntry, args: Readonly<Record<string, number>> = {}) =>
  Object.fromEntries(
    values(entry.params, args).flatMap(({ name, value }) =>
      typeof value === 'number' ? [[name, value]] : [],
    ),
  )

describe.each(surfaces)('surface $id', (entry) => {
  const [x0, x1, y0, y1] = entry.domain

  test('is well formed in every setting of its switches', () => {
    const all = settings(values(entry.params))
    expect(all.map((params) => checkEntry('surface', entry.formula, params))).toEqual(
      all.map(() => null),
    )
  })

  test('starts inside its domain, on a slope, above its minimum', () => {
    const [x, y] = entry.start
    expect(x > x0 && x < x1 && y >= y0 && y <= y1).toBe(true)
    const { value, slope } = reader(entry)(x, y)
    expect(Math.hypot(...slope)).toBeGreaterThan(1e-3)
    expect(value).toBeGreaterThan(number(entry.fmin ?? -Infinity, named(entry)) + 1e-3)
  })

  test('has its least value at its minima and nowhere lower near them or on a grid', () => {
    const names = named(entry)
    const at = reader(entry)
    expect(entry.minima.length === 0).toBe(entry.fmin === null)
    if (entry.fmin === null) return
    const least = number(entry.fmin, names)
    const slack = 1e-12 * (1 + Math.abs(least)) + 1e-12
    for (const [mx, my] of entry.minima) {
      const [x, y] = [number(mx, names), number(my, names)]
      expect(x >= x0 && x <= x1 && y >= y0 && y <= y1).toBe(true)
      expect(Math.abs(at(x, y).value - least)).toBeLessThan(slack)
    }
    const lattice = Array.from({ length: 41 }, (_, i) => i / 40)
    const lower = lattice.flatMap((a) =>
      lattice.filter((b) => at(x0 + a * (x1 - x0), y0 + b * (y1 - y0)).value < least - slack),
    )
    expect(lower).toEqual([])
  })
})

test.each([
  ['rosenbrock', { a: 1.4, b: 7 }],
  ['rastrigin', { A: 3 }],
  ['ackley', { a: 5, b: 0.7, c: 2 }],
  ['perm', { beta: 0.5 }],
  ['quadratic', { kappa: 7, angle: 45, scale: 0.2 }],
  ['flat_plateau', { width: 2 }],
])('the minima of %s hold for other parameters', (id, args) => {
  const entry = surfaces.find((surface) => surface.id === id)!
  const names = named(entry, args)
  for (const [x, y] of entry.minima) {
    const { value } = reader(entry, args)(number(x, names), number(y, names))
    expect(Math.abs(value - number(entry.fmin!, names))).toBeLessThan(1e-12)
  }
})

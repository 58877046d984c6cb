import { describe, expect, test } from 'vitest'
import { entries } from '#catalog/find-entry.ts'
import { checkEntry } from '#formula/check.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { runValues } from '#setup/parameter-values.ts'
import { readyRace } from '#setup/ready-race.ts'

const ready = (link: string) => {
  const { setup, problems } = decodeLink(link)
  expect(problems).toEqual([])
  return readyRace(setup)
}

const first = (run: string, T = 500) => ready(`#T=${T}&run=${run}`).runs[0]!

const values = (params: readonly { readonly name: string; readonly value: unknown }[]) =>
  Object.fromEntries(params.map(({ name, value }) => [name, value]))

const schedule = (text: string) => values(first(`sgd(lr=0.1)~${text}`, 400).schedules[0]!.params)

const surface = (fields: string) => ready(`#${fields}&run=sgd`).surface

describe('a run made ready has', () => {
  test('formula text and a value for each parameter that the dialect reads', () => {
    const { rule } = first('adam.keras(beta2=0.9)')
    expect(rule.id).toBe('adam')
    expect(rule.formula).toContain('sqrt(1 - beta2^t)')
    expect(values(rule.params)).toEqual({ lr: 0.001, beta1: 0.9, beta2: 0.9, eps: 1e-7 })
    expect(values(first('ema~adam~ema.keras').before[0]!.params)).toEqual({ beta: 0.999 })
    expect(values(first('adam~ema.keras').after[0]!.params)).toEqual({ beta: 0.99, every: 100 })
  })

  test('switches as places with their words', () => {
    const [cyclic] = first('sgd(lr=0.1)~cyclic(mode=exp_range)').schedules
    expect(cyclic?.params).toContainEqual({
      name: 'mode',
      value: 2,
      values: ['triangular', 'triangular2', 'exp_range'],
    })
  })

  test('defaults that are formulas of T, lr0 and the parameters before', () => {
    expect(schedule('cosine')).toEqual({ n: 400, min: 0 })
    expect(schedule('cyclic')).toMatchObject({ max: 1, up: 50, down: 50 })
    expect(schedule('cyclic(up=7)')).toMatchObject({ up: 7, down: 7 })
    expect(schedule('wsd(decay=100)')).toMatchObject({ warmup: 40, decay: 100, stable: 260 })
    expect(schedule('exp_kt')).toEqual({ k: 0.0125 })
  })

  test('defaults in range and whole where T is small', () => {
    expect(values(first('sgd~range_test', 1).schedules[0]!.params)).toMatchObject({ n: 2 })
    expect(values(first('sgd~constant.torch', 7).schedules[0]!.params)).toMatchObject({ n: 1 })
  })

  test('`constant` where it names no schedule', () => {
    expect(first('sgd').schedules).toEqual([
      { id: 'constant', formula: 'lr = lr0', params: [], steps: 500 },
    ])
  })

  test('its own start, else the setup’s', () => {
    const { runs } = ready('#x=1,2&run=sgd&run=sgd~start(3,4)')
    expect(runs.map(({ start }) => start)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  test.each([
    ['sgd~warmup(n=20)~cosine', [20, 480]],
    ['sgd~warmup(n=20.5)~cosine', [21, 479]],
    ['sgd~warmup(n=20,len=50)~cosine', [50, 450]],
    ['sgd~warmup~cosine(len=300)~constant', [20, 300, 180]],
    ['sgd~cosine(len=400)~linear(len=400)~constant', [400, 400]],
    ['sgd~warmup(n=900)~cosine', [900]],
  ])('schedules of these lengths, which fill T or go beyond it: %s', (run, steps) => {
    expect(first(run).schedules.map((part) => part.steps)).toEqual(steps)
  })

  test('T of a part is its length', () => {
    const [, cosine] = first('sgd~warmup(n=20)~cosine').schedules
    expect(values(cosine?.params ?? [])).toEqual({ n: 480, min: 0 })
  })

  test('custom entries with their own defaults', () => {
    const { rule } = first('mine(beta=0.5)&def=rule.mine(beta=0.9,c=2):theta=theta-lr*beta*c*g')
    expect(rule).toEqual({
      id: 'mine',
      formula: 'theta=theta-lr*beta*c*g',
      params: [
        { name: 'lr', value: 0.01 },
        { name: 'beta', value: 0.5 },
        { name: 'c', value: 2 },
      ],
    })
  })
})

describe('a surface made ready', () => {
  test('has its known minima in numbers', () => {
    expect(surface('f=rosenbrock')).toMatchObject({ id: 'rosenbrock', minima: [[1, 1]], fmin: 0 })
    expect(surface('f=rosenbrock(a=3)')).toMatchObject({ minima: [[3, 9]], fmin: 0 })
    expect(surface('f=saddle_bounded').minima).toEqual([
      [0, Math.SQRT2],
      [0, -Math.SQRT2],
    ])
  })

  test('loses its minima where a parameter leaves the default they are true for', () => {
    expect(surface('f=two_wells(depth=0.6)')).toMatchObject({ minima: [[3, 0]], fmin: 0 })
    expect(surface('f=two_wells(depth=2)')).toMatchObject({ minima: [], fmin: null })
    expect(surface('f=two_wells(depth=2)&target=-1.5')).toMatchObject({ minima: [], fmin: -1.5 })
  })

  test('has the target only where the minimum is unknown', () => {
    expect(surface('f=:x^2-y^2')).toMatchObject({ minima: [], fmin: null })
    expect(surface('f=:x^2-y^2&target=-4').fmin).toBe(-4)
    expect(surface('f=rosenbrock&target=-4').fmin).toBe(0)
  })

  test.each([
    ['f=rosenbrock', [-2.048, 2.048, -2.048, 2.048]],
    ['f=rosenbrock&dom=0,1,0,2', [0, 1, 0, 2]],
    ['f=:x*y&dom=0,1,0,2', [0, 1, 0, 2]],
    ['f=:x*y', [-5, 5, -5, 5]],
    ['f=:x*y&x=1,-10', [-20, 20, -20, 20]],
    ['f=:x^2&x=1,-10', [-5, 5, -5, 5]],
    ['f=:x*y&x=0,0', [-5, 5, -5, 5]],
  ])('has a domain: %s', (fields, domain) => {
    expect(surface(fields).domain).toEqual(domain)
  })

  test('is in range whatever the start', () => {
    const { domain } = surface('f=:x*y&x=1e308,5e-324')
    expect(domain.every(Number.isFinite)).toBe(true)
  })
})

test('every entry, in every dialect, has values that its formula accepts', () => {
  const faults = entries.flatMap((entry) => {
    if (entry.kind === 'surface') return []
    return entry.dialects.flatMap(({ id }) => {
      const text = entry.kind === 'rule' ? `${entry.id}.${id}` : `sgd~${entry.id}.${id}`
      const { setup } = decodeLink(`#T=300&run=${text}`)
      const run = runValues(setup, setup.runs[0]!)
      const [stage] = entry.kind === 'rule' ? [run.rule] : [...run.after, ...run.schedules]
      const { dialect, params } = stage!
      return checkEntry(entry.kind, dialect.formula, params) ?? []
    })
  })
  expect(faults).toEqual([])
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RaceEngine } from '#race/race.ts'
import { races } from '#race/random-race.fixture.ts'
import { race, run, schedule, stage, surface } from '#race/ready.fixture.ts'
import type { ReadyRace, ReadyRun, ReadyStage } from '#race/ready.ts'

const fresh = (of: ReadyRace) => new RaceEngine().race(of)

test('WebAssembly and the interpreter give the same bits on random setups of the catalogue', () => {
  fc.assert(
    fc.property(races, (of) => {
      expect(fresh(of)).toEqual(new RaceEngine('interpreter').race(of))
    }),
    { seed: 21, numRuns: 150, endOnFailure: true },
  )
})

test('an engine that ran other races before gives what a fresh one gives', () => {
  const engine = new RaceEngine()
  fc.assert(
    fc.property(races, races, (a, b) => {
      // the second shares much with the first: only its runs, or only its numbers, are others
      const shared = [
        a,
        { ...a, seed: a.seed + 1 },
        { ...a, noise: 1 - a.noise },
        { ...b, surface: a.surface },
        { ...a, runs: a.runs.toReversed() },
        a,
      ]
      for (const of of shared) expect(engine.race(of)).toEqual(fresh(of))
    }),
    { seed: 22, numRuns: 30, endOnFailure: true },
  )
})

describe('after an edit the engine gives what a fresh one gives', () => {
  const plateau = 'state best = inf; best = min(best, loss); lr = loss > best ? lr*factor : lr'
  const noisy = stage(
    'state m = 0; m = beta1*m + g; theta = theta - lr*m/(1 - beta1^t) + scale*randn() + 0*total(l)',
    {
      lr: 0.1,
      beta1: 0.9,
      scale: 0.01,
      l: [1, 2],
    },
  )
  const parts = (T: number, factor = 0.5) => [
    schedule('lr = lr0*(t + 1)/n; momentum = 1/(t + 2)', 3, { n: 3 }),
    schedule(plateau, 4, { factor }),
    schedule('lr = lr0*a^t', T - 7, { a: 0.9 }),
  ]
  const bowl = surface('(x - c)^2 + 3*y^2*t^0', { params: [{ name: 'c', value: 1 }] })
  const with3 = (T: number, more: Partial<ReadyRun> = {}, whole: Partial<ReadyRace> = {}) =>
    race(
      bowl,
      [run(T), run(T, { rule: noisy, schedules: parts(T), ...more }), run(T, { start: [3, 3] })],
      T,
      { noise: 0.3, ...whole },
    )
  const param = (of: ReadyStage, name: string, value: number | number[]): ReadyStage => ({
    ...of,
    params: of.params.map((one) => (one.name === name ? { ...one, value } : one)),
  })

  const edits: readonly (readonly [string, ReadyRace])[] = [
    ['lr', with3(20, { rule: param(noisy, 'lr', 0.2) })],
    ['a number of the rule', with3(20, { rule: param(noisy, 'beta1', 0.5) })],
    ['a number that becomes infinite', with3(20, { rule: param(noisy, 'scale', Infinity) })],
    ['a number that becomes −infinite', with3(20, { rule: param(noisy, 'scale', -Infinity) })],
    ['a number that becomes NaN', with3(20, { rule: param(noisy, 'scale', NaN) })],
    ['a number that becomes 0', with3(20, { rule: param(noisy, 'scale', 0) })],
    ['a number that becomes −0', with3(20, { rule: param(noisy, 'scale', -0) })],
    ['a list’s number', with3(20, { rule: param(noisy, 'l', [1, 3]) })],
    ['a list’s length', with3(20, { rule: param(noisy, 'l', [1, 2, 3]) })],
    ['a number of a schedule', with3(20, { schedules: parts(20, 0.25) })],
    [
      'a schedule’s length',
      with3(20, {
        schedules: [{ ...parts(20)[0]!, steps: 5 }, parts(20)[1]!, { ...parts(20)[2]!, steps: 11 }],
      }),
    ],
    ['the sequence', with3(20, { schedules: parts(20).toReversed() })],
    ['fewer parts', with3(20, { schedules: [schedule(plateau, 20, { factor: 0.5 })] })],
    [
      'a surface’s number',
      { ...with3(20), surface: { ...bowl, params: [{ name: 'c', value: -2 }] } },
    ],
    ['the surface', { ...with3(20), surface: surface('x^4 + y^2') }],
    ['a surface of one dimension', { ...with3(20), surface: surface('x^2') }],
    ['the domain', { ...with3(20), surface: { ...bowl, domain: [0, 1e-4, 0, 1e-4] } }],
    ['f*', { ...with3(20), surface: { ...bowl, fmin: 0 } }],
    ['ε', { ...with3(20), surface: { ...bowl, fmin: 0 }, eps: 0.5 }],
    ['a start', with3(20, { start: [2, 2] })],
    ['y of a start in one dimension', { ...with3(20, { start: [1, 7] }), surface: surface('x^2') }],
    ['T, longer', with3(60)],
    ['T, so long that memory grows', with3(4500)],
    ['T, shorter', with3(9)],
    ['the seed', with3(20, {}, { seed: 2 })],
    ['the noise', with3(20, {}, { noise: 0.6 })],
    ['no noise', with3(20, {}, { noise: 0 })],
    ['a transform', with3(20, { before: [stage('g = 2*g')] })],
    ['a transform on the other side', with3(20, { after: [stage('g = 2*g')] })],
    ['the name of a stage, by which it draws', with3(20, { rule: { ...noisy, id: 'other' } })],
    ['fewer runs', { ...with3(20), runs: with3(20).runs.slice(0, 1) }],
    ['more runs', { ...with3(20), runs: [...with3(20).runs, ...with3(20).runs] }],
    ['the order of runs', { ...with3(20), runs: with3(20).runs.toReversed() }],
  ]

  test.each(edits)('of %s', (_, edited) => {
    const base = with3(20)
    const engine = new RaceEngine()
    for (const of of [base, edited, base, edited]) expect(engine.race(of)).toEqual(fresh(of))
    expect(engine.race(edited)).toEqual(new RaceEngine('interpreter').race(edited))
  })

  test('of one thing after another', () => {
    const engine = new RaceEngine()
    for (const [name, edited] of edits)
      expect([name, engine.race(edited)]).toEqual([name, fresh(edited)])
  })

  test('that fails half-way', () => {
    const base = with3(20)
    const engine = new RaceEngine()
    engine.race(base)
    const bad = with3(20, {
      rule: param(noisy, 'lr', 0.7),
      schedules: [parts(20)[0]!, schedule('lr = loss + nothing', 17)],
    })
    expect(() => engine.race(bad)).toThrow(/unknown_name/)
    expect(engine.race(base)).toEqual(fresh(base))
  })

  test('that interrupts a race', () => {
    const [long, other] = [with3(9000), with3(9000, { start: [0, 1] })]
    const engine = new RaceEngine()
    const begun = engine.steps(long)
    begun.next()
    begun.next()
    expect(engine.race(other)).toEqual(fresh(other))
    expect(engine.race(long)).toEqual(fresh(long))
  })
})

describe('runs of a race', () => {
  const T = 60
  const sgld = stage('theta = theta - lr*g + 0.1*randn()', { lr: 0.05 }, 'sgld')
  const runsOf = [
    run(T, { rule: sgld }),
    run(T, { rule: sgld }),
    run(T, { before: [stage('g = g + randn()', {}, 'grad_noise')] }),
  ]
  const of = (list: readonly ReadyRun[]) =>
    fresh(race(surface('x^2 + y^2'), list, T, { noise: 0.2, seed: 4 }))

  test('with the same rule are equal bit for bit', () => {
    const [a, b] = of(runsOf)
    expect(a).toEqual(b)
  })

  test('do not notice a third, nor a transform of another', () => {
    const [a, b, c] = of(runsOf)
    expect(of(runsOf.slice(0, 2))).toEqual([a, b])
    expect(of(runsOf.slice(2))).toEqual([c])
    const clipped = {
      ...runsOf[2]!,
      before: [stage('g = clamp(g, -1, 1)', {}, 'clip'), ...runsOf[2]!.before],
    }
    expect(of([runsOf[0]!, clipped])[0]).toEqual(a)
  })

  test('meet the same noise, whatever their rule', () => {
    const still = (rule: string) => run(T, { rule: stage(rule, { lr: 1 }), start: [0, 0] })
    const [a, b] = of([still('theta = g - 2*(theta - 0)'), still('n = g - 2*theta; theta = n')])
    expect(a!.theta).toEqual(b!.theta)
  })
})

test('a race in slices says how far it is, and ends with the trajectories', () => {
  const of = race(surface('x^2'), [run(10_000), run(10_000)], 10_000)
  const steps = new RaceEngine().steps(of)
  const shares: number[] = []
  let next = steps.next()
  for (; !next.done; next = steps.next()) shares.push(next.value)
  expect(next.value).toEqual(fresh(of))
  expect(shares.length).toBeGreaterThanOrEqual(4)
  expect(shares.every((share, i) => share > (shares[i - 1] ?? 0) && share <= 1)).toBe(true)
})

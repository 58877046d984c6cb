import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Param, SurfaceEntry, Value } from '#catalog/entry.ts'
import { entries } from '#catalog/find-entry.ts'
import { CLOUD_SHAPES, MOST_STARTS } from '#race/cloud.ts'
import { cloudParams } from '#setup/cloud.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { defaultSetup, defaultView } from '#setup/default-setup.ts'
import { encodeLink } from '#setup/encode-link.ts'
import { definedEntry, type StageEntry, stageDialect } from '#setup/entries.ts'
import { stepsFor } from '#setup/finish-setup.ts'
import { compactFormula } from '#setup/formula-text.ts'
import { cleanLabel } from '#setup/label.ts'
import { liveParams } from '#setup/parameter-values.ts'
import type {
  Definition,
  LinkView,
  Objective,
  Run,
  ScheduleStage,
  Setup,
  Stage,
} from '#setup/setup.ts'

const scene = (change: Partial<Setup>): Setup => ({ ...defaultSetup, ...change })

const runLink = (change: Partial<Run>) => {
  const run: Run = {
    before: [],
    rule: { id: 'sgd', args: {} },
    after: [],
    schedules: [],
    ...change,
  }
  return encodeLink(scene({ runs: [run] })).replace(/^.*&run=/, '')
}

describe('a link is written', () => {
  test('as the default scene’s', () => {
    expect(encodeLink(defaultSetup)).toBe(
      '#v=1&f=rosenbrock&x=-1.5,2&T=500&run=sgd(lr=0.001)&run=momentum(lr=0.0005)&run=adam(lr=0.1)&run=lion(lr=0.02)~cosine',
    )
  })

  test.each([
    '#v=1&f=rosenbrock&x=-1.5,2&T=500&run=adam(lr=0.1)&run=clip_norm(1)~sgd(lr=0.002)~warmup(n=20)~cosine(min=0)',
    '#v=1&f=beale&x=1,1&T=100&run=rmsprop.keras(lr=0.01,centered=1)~step(n=30,gamma=0.5)',
    '#v=1&f=rosenbrock&x=-1.5,2&T=2&run=adam(lr=0.02)',
    '#v=1&f=:x^2&x=10,0&T=20&run=Too%20large:sgd(lr=1.1)&run=sgd(lr=0.2)&run=sgd(lr=0.05)',
    '#v=1&f=(k=3):sin(k*x)+y^2&x=1,1&T=9&seed=2&noise=0.1&eps=1e-9&target=-1&dom=-1,1,-2,2&engine=f64&run=mine(lr=0.1)&def=rule.mine(beta=0.9):theta=theta-lr*g&view=0,1,0,1&k=3&hide=a,b&lock=c&lang=zh&theme=dark&embed=1',
    '#v=1&f=rosenbrock(a=2,b=10)&x=0,0&T=9&run=clip_norm(max_norm=1,eps=0)~sgd~start(1,-2)~cloud(n=64)~look(color=3,mute=1)',
    '#v=1&f=beale&x=1,1&T=9&run=',
    '#v=1&f=:x%3C1?x%5E2:y'.replace('%5E', '^') +
      '&x=1,1&T=9&run=sgd~cosine(len=4)~multistep(milestones=1;2)',
  ])('as the contract writes it: %s', (link) => {
    const { setup, view, problems } = decodeLink(link)
    expect(problems).toEqual([])
    expect(encodeLink(setup, view)).toBe(link)
  })

  test('with these characters standing and all others percent-encoded', () => {
    const label = `aZ09-._!*,=+/?@$^ '"#%&<>[\\]\`{|}é手🙂\uD800`
    expect(runLink({ label })).toBe(
      'aZ09-._!*,=+/?@$^%20%27%22%23%25%26%3C%3E%5B%5C%5D%60%7B%7C%7D%C3%A9%E6%89%8B%F0%9F%99%82%EF%BF%BD:sgd',
    )
    expect(runLink({ label: ' a:b~c(d);e ' })).toBe('a%20b%20c%20d%20%20e:sgd')
  })

  test.each([
    [1e21, '1e21'],
    [1e-7, '1e-7'],
    [5e-324, '5e-324'],
    [0.1 + 0.2, '0.30000000000000004'],
    [-0, '-0'],
    [1.7976931348623157e308, '1.7976931348623157e308'],
    [100, '100'],
  ])('with the shortest number that reads back: %d', (number, text) => {
    expect(encodeLink(scene({ target: number }))).toContain(`&target=${text}&`)
  })

  test('without spaces that mean nothing', () => {
    const formula = 'a = x > 1  and  y < 2\n\n b = a ? x : y ;\r\n a*b + 2 x '
    const link = encodeLink(scene({ objective: { kind: 'typed', params: [], formula } }))
    expect(link).toContain('&f=:a=x%3E1%20and%20y%3C2;b=a?x:y;a*b+2%20x&')
  })

  test('without arguments that the dialect does not read, and without a last length', () => {
    expect(runLink({ rule: { id: 'adam', args: { eps_root: 1, lr: 2 } } })).toBe('adam(lr=2)')
    expect(runLink({ schedules: [{ id: 'cosine', args: {}, len: 5 }] })).toBe('sgd~cosine')
  })

  test('with a length for every schedule that needs one', () => {
    const schedules = ['step', 'warmup', 'linear', 'cosine'].map((id) => ({ id, args: {} }))
    expect(runLink({ schedules })).toBe('sgd~step(len=125)~warmup~linear(len=178)~cosine')
  })
})

const special = [5e-324, 1e21, 0.1 + 0.2, 1 / 3, 1e-7, -0, 0, 1, 1.7976931348623157e308]

/** Numbers that a parameter may have. */
function numbers({ min, max, integer }: Partial<Param>): fc.Arbitrary<number> {
  if (integer) return fc.integer({ min: min ?? 0, max: max ?? 100_000 })
  const range = { min: min ?? -Number.MAX_VALUE, max: max ?? Number.MAX_VALUE, noNaN: true }
  const fits = special.filter((number) => number >= range.min && number <= range.max)
  return fc.oneof(fc.double(range), fc.constantFrom(range.min, range.max, ...fits))
}

function values(param: Param): fc.Arbitrary<Value> {
  if (param.values) return fc.nat(param.values.length - 1)
  const one = numbers(param)
  return typeof param.default === 'object' ? fc.array(one, { minLength: 1, maxLength: 5 }) : one
}

/** Any of the parameters, with values. */
const someArgs = (params: readonly Param[]): fc.Arbitrary<Stage['args']> =>
  fc.tuple(...params.map((param) => fc.option(values(param)))).map((given) =>
    Object.fromEntries(
      params.flatMap(({ name }, i) => {
        const value = given[i] ?? null
        return value === null ? [] : [[name, value]]
      }),
    ),
  )

const finite = numbers({})
const points = fc.tuple(finite, finite)
const steps = fc.integer({ min: 1, max: 100_000 })

const definitions: readonly Definition[] = [
  {
    kind: 'rule',
    id: 'mine',
    params: [{ name: 'beta', default: 0.9 }],
    formula: 'state m=0;m=beta*m+g;theta=theta-lr*m',
  },
  {
    kind: 'rule',
    id: 'other',
    params: [{ name: 'lr', default: 1e21 }],
    formula: 'theta=theta-lr*g',
  },
  { kind: 'transform', id: 'halve', params: [], formula: 'g=g/2' },
  {
    kind: 'schedule',
    id: 'drops',
    params: [
      { name: 'at_steps', default: [3] },
      { name: 'by', default: 5e-324 },
    ],
    formula: 'lr=t<total(at_steps)and t>0?lr0:lr0*by',
  },
]

const stageEntries: readonly StageEntry[] = [
  ...entries.filter((entry) => entry.kind !== 'surface'),
  ...definitions.map(definedEntry),
]

const ofKind = (kind: StageEntry['kind']) =>
  fc.constantFrom(...stageEntries.filter((entry) => entry.kind === kind)).chain(stages)

/** Every dialect of an entry, with any of the parameters that it reads. */
const stages = (entry: StageEntry): fc.Arbitrary<Stage> =>
  fc
    .constantFrom(undefined, ...entry.dialects.map(({ id }) => id))
    .chain((dialect) =>
      someArgs(liveParams(entry, stageDialect(entry, dialect))).map((args) =>
        dialect === undefined ? { id: entry.id, args } : { id: entry.id, dialect, args },
      ),
    )

const schedules: fc.Arbitrary<readonly ScheduleStage[]> = fc
  .array(fc.tuple(ofKind('schedule'), fc.integer({ min: 1, max: 99 })), { maxLength: 3 })
  .map((parts) =>
    parts.map(([stage, len], place) => (place < parts.length - 1 ? { ...stage, len } : stage)),
  )

const labels = fc
  .oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('太大了', '🙂 50% + more', 'a=b&c'),
  )
  .map(cleanLabel)
  .filter((label) => label !== '')

const runs: fc.Arbitrary<Run> = fc.record(
  {
    before: fc.array(ofKind('transform'), { maxLength: 2 }),
    rule: ofKind('rule'),
    after: fc.array(ofKind('transform'), { maxLength: 2 }),
    schedules,
    label: labels,
    start: points,
    cloud: fc.record(
      {
        n: fc.integer({ min: 0, max: MOST_STARTS }),
        from: fc.constantFrom(...CLOUD_SHAPES),
        r: fc.double({ min: cloudParams.r.min, max: cloudParams.r.max, noNaN: true }),
      },
      { requiredKeys: ['n'] },
    ),
    look: fc.oneof(
      fc.record({ color: fc.nat(15) }),
      fc.constant({ mute: true }),
      fc.record({ color: fc.nat(15), mute: fc.constant(true) }),
    ),
  },
  { requiredKeys: ['before', 'rule', 'after', 'schedules'] },
)

const objectives: fc.Arbitrary<Objective> = fc.oneof(
  fc
    .constantFrom(...entries.filter((entry): entry is SurfaceEntry => entry.kind === 'surface'))
    .chain(({ id, params }) =>
      someArgs(params).map((args) => ({ kind: 'catalog' as const, id, args })),
    ),
  fc.record({
    kind: fc.constant('typed' as const),
    params: fc.oneof(finite, fc.tuple(finite)).map((value) => [{ name: 'k', value }]),
    formula: fc
      .constantFrom('x^2-y^2', 'total(k*x)+y^2', 'a=x<1 and y>=2?x:y;repeat 3 {a=a^2};a')
      .map(compactFormula),
  }),
)

const boxes = fc
  .tuple(finite, finite, finite, finite)
  .filter(([x0, x1, y0, y1]) => x0 < x1 && y0 < y1)

const setups: fc.Arbitrary<Setup> = fc
  .record({
    objective: objectives,
    start: points,
    T: steps,
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    noise: numbers({ min: 0 }),
    eps: numbers({ min: 0 }),
    target: fc.option(finite),
    domain: fc.option(boxes),
    engine: fc.constantFrom('auto' as const, 'f64' as const, 'f32' as const),
    runs: fc.array(runs, { maxLength: 3 }),
    definitions: fc.constant(definitions),
  })
  .map(structuredClone<Setup>)
  .filter(({ T, runs: { length } }) => T <= stepsFor(length))

const ids = fc.array(fc.constantFrom('runs', 'curves', 'a-b', 'run.0'), { maxLength: 2 })

const views: fc.Arbitrary<LinkView> = fc
  .record({
    view: fc.option(boxes),
    k: fc.option(fc.nat(100_000)),
    hide: ids,
    lock: ids,
    lang: fc.constantFrom(null, 'en', 'zh'),
    theme: fc.constantFrom(null, 'light', 'dark'),
    embed: fc.boolean(),
  })
  .map(structuredClone<LinkView>)

describe('decode(encode(setup))', () => {
  test('is the setup', { timeout: 90_000 }, () => {
    fc.assert(
      fc.property(setups, views, (setup, view) => {
        const link = encodeLink(setup, view)
        expect(decodeLink(link)).toStrictEqual({ setup, view, problems: [] })
        expect(link).toMatch(/^#[A-Za-z0-9\-._~!*(),;:=+/?@$^%&]*$/)
      }),
      { numRuns: 500, seed: 1 },
    )
  })

  test('is the setup when the link went through a URL, or a chat that encodes it whole', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        const link = encodeLink(setup)
        const { hash } = new URL(link, 'https://example.org/')
        expect(decodeLink(hash).setup).toStrictEqual(setup)
        expect(decodeLink(`#${encodeURIComponent(link.slice(1))}`).setup).toStrictEqual(setup)
      }),
      { numRuns: 200, seed: 2 },
    )
  })

  test('is every entry of the catalogue in every dialect', () => {
    for (const entry of entries) {
      if (entry.kind === 'surface') continue
      for (const { id: dialect } of entry.dialects) {
        const stage = { id: entry.id, dialect, args: {} }
        const sgd = { id: 'sgd', args: {} }
        const run: Run = {
          before: entry.kind === 'transform' ? [stage] : [],
          rule: entry.kind === 'rule' ? stage : sgd,
          after: [],
          schedules: entry.kind === 'schedule' ? [stage] : [],
        }
        const setup = scene({ runs: [run] })
        expect(decodeLink(encodeLink(setup))).toEqual({ setup, view: defaultView, problems: [] })
      }
    }
  })
})

test('a typical link has fewer than 200 characters', () => {
  expect(encodeLink(defaultSetup).length).toBeLessThan(200)
})

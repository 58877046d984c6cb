import { expect, test } from 'vitest'
import { problemText } from '#i18n/problem-text.ts'
import { type DecodedLink, decodeLink } from '#setup/decode-link.ts'
import { encodeLink } from '#setup/encode-link.ts'
import { unescapeValue } from '#setup/percent.ts'
import { readyRace } from '#setup/ready-race.ts'

const corpus = [
  'v=1&f=rosenbrock&x=-1.5,2&T=500&run=adam(lr=0.1)&run=clip_norm(1)~sgd(lr=0.002)~warmup(n=20)~cosine(min=0)',
  'v=1&f=:x^2&x=10,0&T=20&run=Too%20large:sgd(lr=1.1)&run=sgd(lr=0.2)&run=sgd(lr=0.05)',
  'v=1&f=beale&x=1,1&T=100&run=rmsprop.keras(lr=0.01,centered=1)~step(n=30,gamma=0.5)',
  'v=1&f=(k=3):sin(k*x)+y^2&x=1,1&T=9&seed=2&noise=0.1&eps=1e-9&target=-1&dom=-1,1,-2,2&engine=f64&run=lion(lr=0.1)&view=0,1,0,1&k=3&hide=runs&lock=start&lang=zh&theme=dark&embed=1',
  'v=1&f=rosenbrock(a=2,b=10)&x=0,0&T=9&run=adamw(lr=2*pi/100)~ema(0.9)~cyclic(max=1,mode=exp_range)~start(1,-2)~cloud(n=64,from=disc,r=0.5)~look(color=3,mute=1)',
  'v=1&f=himmelblau&x=0,0&T=300&run=mine(lr=0.1,beta=0.5)~multistep(milestones=30;60,gamma=0.5,len=90)~linear&def=rule.mine(beta=0.9):state%20m=0;m=beta*m+g;theta=theta-lr*m',
]

/** A small seeded generator: the same mutations every time. */
function generator(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  return { below, pick }
}

/** Numbers anywhere in a value that JSON could not tell. */
function nonFinite(value: unknown): number[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(nonFinite) : []
}

/** What holds for every text whatever: no exception, and what is kept is a good setup. */
function expectSound(link: string): DecodedLink {
  const decoded = decodeLink(link)
  const { setup, view, problems } = decoded
  expect({ link, ...decodeLink(encodeLink(setup, view)) }).toEqual({
    link,
    setup,
    view,
    problems: [],
  })
  const race = readyRace(setup)
  expect(race.runs).toHaveLength(setup.runs.length)
  expect({ link, numbers: nonFinite(race) }).toEqual({ link, numbers: [] })
  for (const { schedules } of race.runs) {
    const [last = 0, ...parts] = schedules.map(({ steps }) => steps).toReversed()
    const before = parts.reduce((sum, steps) => sum + steps, 0)
    expect(before).toBeLessThan(setup.T)
    expect(before + last).toBeGreaterThanOrEqual(setup.T)
  }
  for (const problem of problems) {
    expect(problemText(problem, 'en')).not.toMatch(/undefined|^\s*$/)
    expect(problemText(problem, 'zh')).not.toMatch(/undefined|^\s*$/)
  }
  // named once: no oftener than it stands in the link
  const { text } = unescapeValue(link)
  const repeated = problems.filter(({ field, code, given }) => {
    const same = problems.filter(
      (other) => `${other.field} ${other.code} ${other.given}` === `${field} ${code} ${given}`,
    )
    return same.length > 1 && text.split(given).length <= same.length
  })
  expect({ link, repeated }).toEqual({ link, repeated: [] })
  return decoded
}

const letters = [...Array.from('abexyT019.-+*/^=&~:;,()%#?<>{}[]|"\'\\ \n中🙂\u0000'), '\uD800']
const scraps = [
  '%3D',
  '%',
  '%E4',
  '1e999',
  '0/0',
  'inf',
  'NaN',
  '__proto__',
  '~~',
  '((',
  '))',
  '&&',
  'run=',
  '&T=',
  '#',
  '~start(1,2)',
  '?',
  'T',
  '1;2',
  ':x',
  'constructor',
]

/** Words of the fields that a link of the default does not write, and of constants. */
const vanishing = /^(?:pi|inf|seed|noise|eps|hide|lock|embed|mute|dom|view|k|e|run|def|v|T|len)$/

test(
  '5,000 links with random slips are read soundly, and nothing is left out in silence',
  { timeout: 90_000 },
  () => {
    const { below, pick } = generator(1)
    let named = 0
    for (let round = 0; round < 5000; round++) {
      let link = pick(corpus)
      for (let slips = 1 + below(3); slips > 0; slips--) {
        const at = below(link.length + 1)
        const insert = pick([pick(letters), pick(scraps), '', link.slice(below(at + 1), at)])
        link = link.slice(0, at) + insert + link.slice(at + pick([0, 0, 1, 1, 5]))
      }
      const { setup, view, problems } = expectSound(link)
      named += Math.min(problems.length, 1)
      if (problems.length > 0) continue
      const kept = unescapeValue(encodeLink(setup, view)).text
      const words = unescapeValue(link).text.match(/(?<![\w.])[A-Za-z_]\w*/g) ?? []
      const lost = words.filter((word) => !kept.includes(word) && !vanishing.test(word))
      expect({ link, lost }).toEqual({ link, lost: [] })
    }
    expect(named).toBeGreaterThan(3000)
  },
)

/** A slip that spoils one thing: what to look for, what to write, and the problem's field and code. */
type Slip = readonly [find: RegExp, write: string, field: string, code: string]

const number = (find: RegExp, field: string): Slip[] => [
  [find, '$1fast', field, 'not_a_number'],
  [find, '$1', field, 'not_a_number'],
  [find, '$11e999', field, 'not_finite'],
  [find, '$10/0', field, 'not_finite'],
]

const slips: readonly Slip[] = [
  ...['T', 'seed', 'noise', 'eps', 'target', 'k'].flatMap((name) =>
    number(new RegExp(`(&${name}=)[^&]*`), name),
  ),
  ...number(/(&x=)[^,]*/, 'x'),
  ...number(/(^.*?&run=[^&]*?\(lr=)[^,)]*/, 'run[0].lr'),
  ...number(/(beta=)0\.5/, 'run[0].beta'),
  ...number(/(~cosine\(min=)[^,)]*/, 'run[1].cosine.min'),
  ...number(/(~look\(color=)[^,)]*/, 'run[0].look.color'),
  ...number(/(~cloud\(n=)[^,)]*/, 'run[0].cloud.n'),
  ...number(/(~cloud\(n=64,from=disc,r=)[^,)]*/, 'run[0].cloud.r'),
  [/from=disc/, 'from=disk', 'run[0].cloud.from', 'not_a_choice'],
  ...number(/(~start\()[^,)]*/, 'run[0].start'),
  ...number(/(rosenbrock\(a=)[^,)]*/, 'f.a'),
  ...number(/(f=\(k=)[^)]*/, 'f.k'),
  ...number(/(beta=)0\.9/, 'def[0].beta'),
  ...number(/(milestones=)30/, 'run[0].multistep.milestones'),
  [/&T=\d+/, '&T=2.5', 'T', 'not_integer'],
  [/&T=\d+/, '&T=1e6', 'T', 'steps_limit'],
  [/&T=\d+/, '&T=0', 'T', 'out_of_range'],
  [/&x=/, '&y=1&x=', 'y', 'unknown_field'],
  [/(&x=[^&]*)/, '$1$1', 'x', 'repeated_field'],
  [/&x=/, '&x=1,', 'x', 'count'],
  [/v=1/, 'v=9', 'v', 'newer_version'],
  [/&f=([a-z]+)/, '&f=$1$1', 'f', 'unknown_id'],
  [/&f=[a-z]+/, '&f=sgd', 'f', 'wrong_kind'],
  [/&f=(\(k=3\))?:/, '&f=$1:q+', 'f', 'unknown_name'],
  [/clip_norm\(1\)/, 'clip_norm(1', 'run[1]', 'bad_stage'],
  [/clip_norm/, 'clipnorm', 'run[1]', 'unknown_id'],
  [/clip_norm/, 'beale', 'run[1]', 'wrong_kind'],
  [/clip_norm\(/, 'clip_norm(2,', 'run[1].clip_norm.max_norm', 'bare_second'],
  [/\.keras/, '.tf', 'run[0].dialect', 'unknown_dialect'],
  [/centered=1/, 'centered=2', 'run[0].centered', 'not_a_choice'],
  [/centered=1/, 'centred=1', 'run[0].centred', 'unknown_param'],
  [/mode=exp_range/, 'mode=exp', 'run[0].cyclic.mode', 'not_a_choice'],
  [/,len=90/, '', 'run[0].multistep.len', 'len_missing'],
  [/~linear/, '~linear(len=5)', 'run[0].linear.len', 'len_last'],
  [/Too%20large/, 'Too%2large', 'run[0]', 'bad_encoding'],
  [/Too%20large/, 'Too;large', 'run[0].label', 'bad_label'],
  [/engine=f64/, 'engine=f16', 'engine', 'not_a_choice'],
  [/lang=zh/, 'lang=xx', 'lang', 'not_a_choice'],
  [/dom=-1,1/, 'dom=1,-1', 'dom', 'empty_range'],
  [/hide=runs/, 'hide=(runs)', 'hide', 'bad_id_list'],
]

/** The part of a setup or view that a field of a link says; runs and definitions one by one. */
const saying = ({ setup, view }: DecodedLink): Readonly<Record<string, unknown>> => ({
  f: setup.objective,
  x: setup.start,
  T: setup.T,
  seed: setup.seed,
  noise: setup.noise,
  eps: setup.eps,
  target: setup.target,
  dom: setup.domain,
  engine: setup.engine,
  ...Object.fromEntries(setup.runs.map((run, i) => [`run[${i}]`, run])),
  ...Object.fromEntries(setup.definitions.map((definition, i) => [`def[${i}]`, definition])),
  ...view,
})

test(
  '5,000 links with known slips name exactly those, and keep every field without one',
  { timeout: 90_000 },
  () => {
    const { below, pick } = generator(2)
    for (let round = 0; round < 5000; round++) {
      const original = pick(corpus)
      const fitting = slips.filter(([find]) => find.test(original))
      let link = original
      const expected = new Map<string, string>()
      for (let count = 1 + below(3); count > 0; count--) {
        const [find, write, field, code] = pick(fitting)
        const head = /^\w+(?:\[\d\])?/.exec(field)?.[0] ?? ''
        // one slip for each field, so that none hides another
        if ([...expected.keys()].some((other) => other.startsWith(head))) continue
        link = link.replace(find, write)
        expected.set(field, code)
      }
      const decoded = expectSound(link)
      const found = decoded.problems.map(({ field, code }) => `${field} ${code}`)
      const wanted = [...expected].map(([field, code]) => `${field} ${code}`)
      expect({ link, found: found.toSorted() }).toEqual({ link, found: wanted.toSorted() })
      const before = saying(decodeLink(original))
      const after = saying(decoded)
      const spoilt = (field: string) =>
        [...expected.keys()].some((bad) => bad === field || bad.startsWith(`${field}.`))
      const changed = Object.keys(before).filter(
        (field) => !spoilt(field) && JSON.stringify(before[field]) !== JSON.stringify(after[field]),
      )
      expect({ link, changed }).toEqual({ link, changed: [] })
    }
  },
)

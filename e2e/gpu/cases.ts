import { findEntry } from '#catalog/find-entry.ts'
import { rules } from '#catalog/rules.ts'
import { schedules } from '#catalog/schedules.ts'
import { surfaces } from '#catalog/surfaces.ts'
import { transforms } from '#catalog/transforms.ts'
import type { ReadyRace } from '#race/ready.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { defaultSetup } from '#setup/default-setup.ts'
import { readyRace } from '#setup/ready-race.ts'
import type { Run, Stage } from '#setup/setup.ts'

/** A race with a name for each of its runs. */
export type Case = { readonly names: readonly string[]; readonly race: ReadyRace }

const stage = (id: string, dialect?: string): Stage =>
  dialect === undefined ? { id, args: {} } : { id, dialect, args: {} }

const bare: Run = { before: [], rule: stage('momentum'), after: [], schedules: [] }

/** Races on a surface of the catalogue, from its own start. */
function on(id: string, runs: readonly (readonly [string, Run])[], T: number): Case {
  const entry = findEntry(id)
  if (entry?.kind !== 'surface') throw new Error(`no surface ${id}`)
  const objective = { kind: 'catalog', id, args: {} } as const
  const setup = {
    ...defaultSetup,
    objective,
    start: entry.start,
    T,
    runs: runs.map(([, run]) => run),
  }
  return { names: runs.map(([name]) => `${name} on ${id}`), race: readyRace(setup) }
}

/** Every rule under every schedule on one surface; a race a rule. */
export const combinations = (surface: string): Case[] =>
  rules.map((rule) =>
    on(
      surface,
      schedules.map(({ id }) => [
        `${rule.id} × ${id}`,
        { ...bare, rule: stage(rule.id), schedules: [stage(id)] },
      ]),
      48,
    ),
  )

/** Every dialect of rules, schedules and transforms, the latter on both sides of the rule. */
export function dialects(): Case[] {
  const runs = [
    ...rules.flatMap(({ id, dialects: all }) =>
      all.map(({ id: own }): [string, Run] => [`${id}.${own}`, { ...bare, rule: stage(id, own) }]),
    ),
    ...schedules.flatMap(({ id, dialects: all }) =>
      all.map(({ id: own }): [string, Run] => [
        `momentum × ${id}.${own}`,
        { ...bare, schedules: [stage(id, own)] },
      ]),
    ),
    ...transforms.flatMap(({ id, dialects: all }) =>
      all.flatMap(({ id: own }): [string, Run][] => [
        [`${id}.${own} before`, { ...bare, before: [stage(id, own)] }],
        [`${id}.${own} after`, { ...bare, after: [stage(id, own)] }],
      ]),
    ),
  ]
  return [on('beale', runs, 40)]
}

/** Every surface of the catalogue under Adam. */
export const everySurface = (): Case[] =>
  surfaces.map(({ id }) => on(id, [['adam', { ...bare, rule: stage('adam') }]], 120))

/** What else a link may ask: noise, sequences, one dimension, one step and many. */
const LINKS = [
  // noise common to all runs, an entry's own draws, both
  '#v=1&f=rosenbrock&T=300&noise=0.5&seed=7&run=sgd(0.0005)&run=adam(0.02)&run=lion(0.01)',
  '#v=1&f=rastrigin&T=300&seed=3&run=grad_noise(sigma=2)~sgd(0.001)&run=grad_noise~adam(0.05)',
  '#v=1&f=beale&T=200&noise=0.01&seed=4294967295&run=grad_noise~rmsprop(0.01)~ema(beta=0.9)',
  // sequences, with parts that read the loss
  '#v=1&f=himmelblau&T=120&run=momentum(0.001)~warmup(n=20)~plateau(patience=2,len=60)~cosine',
  '#v=1&f=ackley&T=150&run=adam(0.1)~plateau(patience=1,len=50)~bold_driver(len=50)~linear&run=sgd(0.01)~bold_driver',
  '#v=1&f=rosenbrock&T=90&run=nesterov(0.0005)~onecycle(len=40)~constant(len=10)~cyclic',
  // one dimension
  '#v=1&f=parabola&T=80&run=momentum(0.1)&run=adam(0.1)&run=grad_noise~sgd(0.05)',
  '#v=1&f=lessard&T=80&run=heavy_ball(lr=0.1111,momentum=0.4444)&run=nesterov(0.05)',
  '#v=1&f=reddi&T=400&run=adam(lr=0.1,beta2=0.99)&run=amsgrad(0.1)',
  '#v=1&f=parabola&T=40&run=sgd(5)',
  // one step, and as many as make every part of a long path
  '#v=1&f=rosenbrock&T=1&run=sgd(0.001)&run=adam(0.1)&run=lion(0.02)~cosine',
  '#v=1&f=rosenbrock&T=2&run=adam(0.1)',
  '#v=1&f=rosenbrock&T=20000&run=adam(0.001)&run=momentum(0.0001)~cosine',
  '#v=1&f=rastrigin&T=20000&noise=1&run=sgd(0.0005)',
  // what leaves the numbers: overflow, then no number
  '#v=1&f=rosenbrock&T=200&x=-4,9&run=sgd(0.1)&run=momentum(0.5)&run=adam(1000000)',
  // starts of their own, and a start that float32 rounds
  '#v=1&f=himmelblau&T=100&x=0.1,-0.3&run=sgd(0.01)&run=sgd(0.01)~start(-3.7,2.2)',
]

/** Those links as races; a link with a problem is a mistake here. */
export const links = (): Case[] =>
  LINKS.map((link) => {
    const { setup, problems } = decodeLink(link)
    if (problems.length > 0) throw new Error(`${link}: ${JSON.stringify(problems)}`)
    return { names: setup.runs.map((_, i) => `${link} (${i + 1})`), race: readyRace(setup) }
  })

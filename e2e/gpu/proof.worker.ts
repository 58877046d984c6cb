import type { OptimizerCase } from '#cli/replay/case-types.ts'
import { optimizerSetup } from '#cli/replay/optimizer-case.ts'
import type { Unfit } from '#engine/swarm-protocol.ts'
import { webglDevice } from '#engine/webgl-device.ts'
import { RaceEngine } from '#race/race.ts'
import { randn, randnSite } from '#race/randn.ts'
import type { ReadyRace, ReadyStage } from '#race/ready.ts'
import { readyRace } from '#setup/ready-race.ts'
import { type Case, combinations, dialects, everySurface, links } from './cases.ts'
import { difference, unequal } from './compare.ts'
import { type GoldenVerdict, goldenVerdict } from './golden-case.ts'

/** What became of a set of cases. */
export type Verdict = {
  /** runs compared with the twin, all their numbers */
  readonly compared: number
  readonly unfit: readonly (Unfit & { readonly name: string })[]
  readonly wrong: readonly string[]
  /** a number from all bits compared: the same every time on the same machine */
  readonly digest: number
}

const device = await webglDevice(new OffscreenCanvas(1, 1))
/** Rounds to float32 after each operation and, as graphics processors do, flushes denormal numbers. */
const twin = new RaceEngine('interpreter32flush')
const plain = new RaceEngine('interpreter32')
const float64 = new RaceEngine('wasm')

const SETS = { dialects, everySurface, links, fewLinks: () => links().slice(0, 5) }

/** Every run of these cases on the device and on its twin. */
async function verdict(cases: readonly Case[]): Promise<Verdict> {
  const unfit: (Unfit & { name: string })[] = []
  const wrong: string[] = []
  let [compared, digest] = [0, 0]
  for (const { names, race } of cases) {
    const { trajectories, precisions } = await device.race(race)
    const expected = twin.race(race)
    names.forEach((name, run) => {
      const [ours, theirs] = [trajectories[run], expected[run]]
      if (!ours || !theirs) throw new Error(`${name} was not run`)
      if (precisions[run] === 'float64') {
        const why = whyNot(race, run)
        if (why) unfit.push({ ...why, name })
        else wrong.push(`${name}: in float64 without a reason`)
        return
      }
      compared++
      digest = mixed(digest, ours.theta)
      const found = difference(ours, theirs)
      if (found) wrong.push(`${name}: ${found}`)
    })
  }
  return { compared, unfit, wrong, digest }
}

/** Why a run does not fit, and that float64 is what it then gets. */
function whyNot(race: ReadyRace, run: number): Unfit | null {
  const runner = device.runner(race, run, 1)
  if ('of' in runner) return runner
  runner.dispose()
  return null
}

/** FNV-1a over bits. */
function mixed(digest: number, numbers: Float64Array): number {
  let hash = digest || 0x811c9dc5
  for (const word of new Uint32Array(Float32Array.from(numbers).buffer))
    hash = Math.imul(hash ^ word, 0x01000193) >>> 0
  return hash
}

/** Recorded cases first ≤ i < end that Ravine can map: on the device, on the twin, as recorded. */
async function golden(
  cases: readonly OptimizerCase[],
): Promise<{ verdicts: GoldenVerdict[]; unsupported: string[]; float64: string[] }> {
  const verdicts: GoldenVerdict[] = []
  const unsupported: string[] = []
  const unfit: string[] = []
  for (const given of cases) {
    const setup = optimizerSetup(given)
    if ('unsupported' in setup) {
      unsupported.push(`${given.id}: ${setup.unsupported}`)
      continue
    }
    const race = readyRace(setup)
    const { trajectories, precisions } = await device.race(race)
    if (precisions[0] === 'float64') unfit.push(given.id)
    else verdicts.push(goldenVerdict(given, trajectories[0]!, plain.race(race)[0]!))
  }
  return { verdicts, unsupported, float64: unfit }
}

const custom = (id: string, formula: string): ReadyStage => ({
  id,
  formula,
  params: [{ name: 'lr', value: 0.1 }],
})

const raceOf = (rule: ReadyStage, more: Partial<ReadyRace> = {}): ReadyRace => ({
  surface: {
    id: 'typed',
    formula: 'x^2 + y^2',
    params: [],
    domain: [-1, 1, -1, 1],
    minima: [],
    fmin: null,
  },
  runs: [
    {
      before: [],
      rule,
      after: [],
      schedules: [{ id: 'plan', formula: 'lr = lr0', params: [], steps: more.T ?? 8 }],
      start: [0.5, 0.25],
    },
  ],
  T: 8,
  seed: 1,
  noise: 0,
  eps: 1e-6,
  ...more,
})

/** A rule that goes where randn() says: positions are the draws of its step, all lanes' own. */
async function draws(
  seed: number,
  lanes: number,
): Promise<{ draws: number; wrong: string | null }> {
  const runner = device.runner(
    raceOf(custom('dice', 'theta = randn() + 0*theta'), { seed }),
    0,
    lanes,
  )
  if ('of' in runner) throw new Error(`randn() needs ${runner.needs} ${runner.of}`)
  const site = randnSite('dice', 0)
  let state = runner.start(new Float32Array(2 * lanes).fill(1))
  let wrong: string | null = null
  let drawn = 0
  for (let step = 0; step < 2; step++) {
    const next = runner.advance(state, 1)
    runner.free(state)
    state = next
    const ours = await device.positions(runner, state)
    const theirs = ours.map((_, i) => randn(seed, i >> 1, step, i & 1, site))
    drawn += ours.length
    wrong ??= unequal(ours, theirs)
  }
  runner.free(state)
  runner.dispose()
  return { draws: drawn, wrong }
}

/** Lanes of a cloud against the same runs alone, and one straight advance against cuts of all sizes. */
async function cloud(given: Case, lanes: number): Promise<{ lanes: number; wrong: string[] }> {
  const wrong: string[] = []
  const [run] = given.race.runs
  if (!run) throw new Error('a race without a run')
  const race = { ...given.race, runs: [run] }
  const { T } = race
  const runner = device.runner(race, 0, lanes)
  if ('of' in runner) throw new Error(`${given.names[0]} needs ${runner.needs} ${runner.of}`)
  const starts = Float32Array.from({ length: 2 * lanes }, (_, i) =>
    i < 2 ? run.start[i]! : Math.sin(i * i + 1) * 2,
  )
  const begin = runner.start(starts)
  const straight = runner.advance(begin, T)
  const ends = await device.positions(runner, straight)
  let cut = runner.advance(begin, 1)
  for (let size = 1; cut.step < T; size = (size * 3) % 17) {
    const next = runner.advance(cut, size)
    runner.free(cut)
    cut = next
  }
  const apart = unequal(await device.positions(runner, cut), ends)
  if (apart) wrong.push(`in cuts: ${apart}`)
  for (let lane = 0; lane < lanes; lane++) {
    const start = [starts[2 * lane]!, starts[2 * lane + 1]!] as const
    const [alone] = twin.race({ ...race, runs: [{ ...run, start }] })
    // a lane that leaves the numbers ends before T; the cloud goes on with what is none
    if (!alone || alone.n < T) continue
    const found = unequal(ends.subarray(2 * lane, 2 * lane + 2), alone.theta.subarray(-2))
    if (found) wrong.push(`lane ${lane}: ${found}`)
  }
  for (const state of [begin, straight, cut]) runner.free(state)
  runner.dispose()
  return { lanes, wrong }
}

/** Rules with ever more states: which do not fit, why, and whether they are then raced in float64. */
async function misfits(): Promise<
  { states: number; unfit: Unfit | null; precision: string | undefined; wrong: string | null }[]
> {
  const found = []
  for (const states of [1, 4, 16, 40]) {
    const names = Array.from({ length: states }, (_, i) => `s${i}`)
    const formula = [
      `state ${names.map((name) => `${name} = 0`).join(', ')}`,
      ...names.map((name, i) => `${name} = ${name}*0.5 + ${i + 1}*g`),
      `theta = theta - lr*(${names.join(' + ')})/${states * states}`,
    ].join('\n')
    const race = raceOf(custom('wide', formula))
    const { trajectories, precisions } = await device.race(race)
    const engine = precisions[0] === 'float64' ? float64 : twin
    const wrong = difference(trajectories[0]!, engine.race(race)[0]!)
    found.push({ states, unfit: whyNot(race, 0), precision: precisions[0], wrong })
  }
  return found
}

/** Surfaces as somebody may type them, a short race on each. */
async function typed(formulas: readonly string[]): Promise<{ compared: number; wrong: string[] }> {
  const wrong: string[] = []
  let compared = 0
  for (const formula of formulas) {
    const race = raceOf(custom('descent', 'theta = theta - lr*g'))
    const given = { ...race, surface: { ...race.surface, formula } }
    const { trajectories, precisions } = await device.race(given)
    if (precisions[0] !== 'float32') continue
    compared++
    const found = difference(trajectories[0]!, twin.race(given)[0]!)
    if (found) wrong.push(`${formula}: ${found}`)
  }
  return { compared, wrong }
}

/** A map: lanes with rates and momenta of their own, against a race for each. */
async function map(side: number): Promise<{ lanes: number; wrong: string[] }> {
  const lanes = side * side
  const rate = Float32Array.from({ length: lanes }, (_, i) => 0.01 * (1 + (i % side)))
  const share = Float32Array.from({ length: lanes }, (_, i) => Math.floor(i / side) / side)
  const rule: ReadyStage = {
    id: 'heavy',
    formula: 'state b = 0\nb = beta*b + g\ntheta = theta - lr*b',
    params: [
      { name: 'lr', value: 0.1 },
      { name: 'beta', value: 0.9 },
    ],
  }
  const race = raceOf(rule)
  const varying = new Map([
    ['lr0', rate],
    ['0.beta', share],
  ])
  const runner = device.runner(race, 0, lanes, varying)
  if ('of' in runner) throw new Error(`a map needs ${runner.needs} ${runner.of}`)
  const [run] = race.runs
  const starts = Float32Array.from({ length: 2 * lanes }, (_, i) => run!.start[i % 2]!)
  const begin = runner.start(starts)
  const state = runner.advance(begin, race.T)
  const ends = await device.positions(runner, state)
  runner.free(begin)
  runner.free(state)
  runner.dispose()
  const wrong: string[] = []
  for (let lane = 0; lane < lanes; lane++) {
    const params = [
      { name: 'lr', value: rate[lane]! },
      { name: 'beta', value: share[lane]! },
    ]
    const [alone] = twin.race(raceOf({ ...rule, params }))
    const apart = unequal(ends.subarray(2 * lane, 2 * lane + 2), alone!.theta.subarray(-2))
    if (apart) wrong.push(`lane ${lane}: ${apart}`)
  }
  return { lanes, wrong }
}

const proof = {
  facts: () => device.facts,
  combined: (surface: string) => verdict(combinations(surface)),
  set: (name: keyof typeof SETS) => verdict(SETS[name]()),
  golden,
  draws,
  clouds: async (lanes: number) => {
    const found = []
    for (const given of [...links().slice(3, 5), ...everySurface().slice(0, 3)])
      found.push(await cloud(given, lanes))
    return found
  },
  misfits,
  typed,
  map,
}

export type Proof = typeof proof

Object.assign(globalThis, { proof })
postMessage('ready')

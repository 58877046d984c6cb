import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EngineNews } from '#engine/client.ts'
import type { EngineFacts, Work } from '#engine/protocol.ts'
import type { SwarmNews } from '#engine/swarm-client.ts'
import type { DeviceFacts, SwarmScene, SwarmView } from '#engine/swarm-protocol.ts'
import { RaceEngine } from '#race/race.ts'
import type { ReadyRace } from '#race/ready.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { hover, moveStart } from '#store/actions.ts'
import { drawnCurves, followPrecision, offeredCurves } from '#store/curve-drift.ts'
import { driftSeries } from '#store/curve-series.ts'
import { toggleCurve } from '#store/curve-choice.ts'
import { setEngine } from '#store/edit-objective.ts'
import { muteRun, renameRun, setCloud } from '#store/edit-runs.ts'
import { linkEngine } from '#store/link-engine.ts'
import { linkSwarm, mountSwarm } from '#store/link-swarm.ts'
import { look, store } from '#store/store.ts'

const doubles: EngineFacts = { precision: 'float64', executor: 'WebAssembly', ms: 1 }
const device: DeviceFacts = { backend: 'webgl', renderer: 'SwiftShader', precision: 'float32' }
const frame = { rect: [-1, 1, -1, 1] as const, width: 300, height: 200 }
const state = () => store.getState()
const results = () => state().results
const host = {} as HTMLElement
const open = (link: string) => store.setState({ setup: decodeLink(link).setup })

const asked = {
  work: [] as Work[],
  scenes: [] as SwarmScene[],
  views: [] as SwarmView[],
  seeks: [] as number[],
  races: [] as (ReadyRace | null)[],
  hosts: [] as (HTMLElement | null)[],
}
let tellEngine: (news: EngineNews) => void
let tell: (news: SwarmNews) => void
let stops: (() => void)[] = []

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', { devicePixelRatio: 2 })
  for (const list of Object.values(asked)) list.length = 0
  store.setState(store.getInitialState())
  open('#v=1&f=rosenbrock&x=-1.5,2&T=20&run=adam(lr=0.1)&run=sgd(lr=0.001)')
  const engine = linkEngine((listen) => {
    tellEngine = listen
    return { ask: (work) => void asked.work.push(work), close: () => {} }
  })
  const swarm = linkSwarm((listen) => {
    tell = listen
    return {
      mount: (next) => void asked.hosts.push(next),
      show: (scene) => void asked.scenes.push(scene),
      view: (view) => void asked.views.push(view),
      seek: (step) => void asked.seeks.push(step),
      race: (race) => void asked.races.push(race),
      close: () => {},
    }
  })
  mountSwarm(host)
  stops = [engine, swarm, followPrecision()]
})
afterEach(() => {
  for (const stop of stops) stop()
  mountSwarm(null)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const newestWork = () => asked.work.findLast(({ kind }) => kind === 'race')!

/** The engine answers the newest race in float64. */
function answer() {
  const work = newestWork()
  if (work.kind !== 'race') throw new Error(work.kind)
  const trajectories = new RaceEngine().race(work.race)
  tellEngine({ kind: 'done', work, outcome: { kind: 'race', trajectories }, facts: doubles })
}

/** The swarm answers a race with paths that can be told from those in float64: a little aside. */
function answerSingle(race = asked.races.at(-1)) {
  if (!race) throw new Error('no race')
  const trajectories = new RaceEngine().race(race).map((trajectory) => ({
    ...trajectory,
    theta: trajectory.theta.map((value) => value + 0.25),
  }))
  const precisions = trajectories.map(() => 'float32' as const)
  tell({ kind: 'raced', race, raced: { trajectories, precisions, ms: 3 } })
  return trajectories
}

test('clouds are asked for once the first race is there: neighbours around every run', () => {
  look({ frame })
  expect(asked.scenes).toEqual([])
  answer()
  const neighbours = { n: 256, from: 'disc', r: 0.341 }
  expect(asked.scenes.at(-1)).toMatchObject({ clouds: [neighbours, neighbours] })
  expect(asked.scenes.at(-1)!.race).toBe(results().race)
  expect(asked.views.at(-1)).toMatchObject({
    ...frame,
    ratio: 2,
    by: 'run',
    runs: [{ strength: 'faint' }, { strength: 'faint' }],
  })
  const [one, other] = asked.views.at(-1)!.runs
  expect(one!.color).not.toBe(other!.color)
})

test('a cloud of a run’s own is drawn in full; none of its own, muted, or a graph: none', () => {
  look({ frame })
  answer()
  setCloud(0, { n: 9, from: 'grid' })
  muteRun(1, true)
  expect(asked.scenes.at(-1)!.clouds).toEqual([{ n: 9, from: 'grid', r: 0.341 }, null])
  expect(asked.views.at(-1)!.runs.map(({ strength }) => strength)).toEqual(['full', 'hidden'])
  muteRun(1, false)
  look({ neighbours: false })
  expect(asked.scenes.at(-1)!.clouds[1]).toBe(null)
  look({ neighbours: true })
  setCloud(1, { n: 0 })
  expect(asked.scenes.at(-1)!.clouds[1]).toBe(null)
  open('#v=1&f=:x^2&run=sgd~cloud(n=9)&run=adam')
  expect(asked.scenes.at(-1)!.clouds).toEqual([null, null])
})

test('a run that is brought forward makes the others’ points stand back', () => {
  look({ frame })
  answer()
  setCloud(0, { n: 9 })
  const strengths = () => asked.views.at(-1)!.runs.map(({ strength }) => strength)
  hover('1')
  expect(strengths()).toEqual(['faint', 'faint'])
  hover('0')
  expect(strengths()).toEqual(['full', 'hidden'])
})

test('a name changes no scene, the clock only seeks', () => {
  look({ frame })
  answer()
  const before = asked.scenes.at(-1)
  renameRun(0, 'Fast')
  expect(asked.scenes.at(-1)).toBe(before)
  const { length } = asked.scenes
  look({ step: 7.5 })
  expect(asked.seeks.at(-1)).toBe(7.5)
  expect(asked.scenes).toHaveLength(length)
})

test('points are coloured by loss once the surface has levels', () => {
  look({ frame, cloudsBy: 'loss' })
  answer()
  expect(asked.views.at(-1)!.by).toBe('run')
  store.setState({ results: { ...results(), levels: [0, 1, 2] } })
  expect(asked.views.at(-1)).toMatchObject({ by: 'loss', levels: [0, 1, 2] })
  const light = asked.views.at(-1)!.palette
  look({ theme: 'dark' })
  expect(asked.views.at(-1)!.palette).toHaveLength(light.length)
  expect(asked.views.at(-1)!.palette).not.toEqual(light)
})

test('the stage’s place is handed on, whenever it comes, and nothing begins before', () => {
  mountSwarm(null)
  expect(asked.hosts.slice(-2)).toEqual([host, null])
  setEngine('f32')
  answer()
  expect([asked.races, asked.scenes]).toEqual([[], []])
  mountSwarm(host)
  expect(asked.races).toHaveLength(1)
})

test('what the engine says of itself is told a few times a second', () => {
  answer()
  tell({ kind: 'device', facts: device })
  expect(results().swarm.device).toEqual(device)
  const facts = { lanes: 512, rate: 1e6, step: 0, unfit: [] }
  tell({ kind: 'drawn', facts })
  tell({ kind: 'drawn', facts: { ...facts, rate: 2e6 } })
  expect(results().swarm.rate).toBe(null)
  vi.advanceTimersByTime(250)
  expect(results().swarm).toMatchObject({ lanes: 512, rate: 2e6, behind: null })
  look({ neighbours: false })
  vi.advanceTimersByTime(250)
  expect(results().swarm).toMatchObject({ lanes: 0, rate: null })
})

test('clouds that stay behind the clock say where they are, and no more once they are there', () => {
  answer()
  const facts = { lanes: 512, rate: 1e6, step: 4, unfit: [] }
  look({ step: 20 })
  tell({ kind: 'drawn', facts })
  vi.advanceTimersByTime(250)
  expect(results().swarm.behind).toBe(null)
  vi.advanceTimersByTime(250)
  expect(results().swarm.behind).toBe(4)
  tell({ kind: 'drawn', facts: { ...facts, step: 20 } })
  vi.advanceTimersByTime(250)
  expect(results().swarm.behind).toBe(null)
  vi.advanceTimersByTime(10_000)
  expect(vi.getTimerCount()).toBe(0)
})

test('pinned to float32, its paths are shown, whichever answer comes first', () => {
  answer()
  const double = results().trajectories
  expect(asked.races).toEqual([])
  setEngine('f32')
  expect(asked.races).toHaveLength(1)
  expect(results()).toMatchObject({ status: 'busy', trajectories: double })
  const single = answerSingle()
  expect(results()).toMatchObject({ status: 'done', share: 1 })
  expect(results().trajectories).toEqual(single)
  moveStart(0, 0)
  const other = answerSingle()
  expect(results().status).toBe('done')
  answer()
  expect(results().trajectories).toEqual(other)
})

test('the race in float32 is shown though the one in float64 failed', () => {
  setEngine('f32')
  tellEngine({ kind: 'failed', work: newestWork(), reason: { kind: 'fault', text: 'lost' } })
  expect(state().view.notice).toBe(null)
  const single = answerSingle()
  expect(results()).toMatchObject({ status: 'done', reference: 'failed', pair: null })
  expect(results().trajectories).toEqual(single)
})

test('a failure in float32 is told, and the last paths stay', () => {
  answer()
  setEngine('f32')
  const before = results().trajectories
  const reason = { kind: 'fault', text: 'test' } as const
  tell({ kind: 'failed', of: asked.races.at(-1)!, reason })
  expect(results()).toMatchObject({ status: 'failed', trajectories: before })
  expect(state().view.notice).toEqual({ kind: 'failed', reason })
  setEngine('auto')
  expect(results()).toMatchObject({ status: 'done', trajectories: before })
  expect(asked.races.at(-1)).toBe(null)
})

test('back in float64 its paths are shown again, at once where they are there', () => {
  answer()
  const double = results().trajectories
  setEngine('f32')
  const race = asked.races.at(-1)!
  answerSingle()
  setEngine('f64')
  expect(results()).toMatchObject({ status: 'done', trajectories: double })
  answerSingle(race)
  expect(results().trajectories).toBe(double)
})

test('while a gesture lasts every answer in float32 is drawn, else the newest only', () => {
  setEngine('f32')
  moveStart(0, 0, 'move')
  const first = asked.races.at(-1)!
  moveStart(0.5, 0, 'move')
  const shown = answerSingle(first)
  expect(results()).toMatchObject({ status: 'busy' })
  expect(results().trajectories).toEqual(shown)
  moveStart(0.5, 0, 'end')
  answerSingle(first)
  expect(results().status).toBe('busy')
  answerSingle()
  expect(results().status).toBe('done')
})

test('both precisions are compared step by step, once both are of one race', () => {
  setEngine('f32')
  answer()
  expect(results().pair).toBe(null)
  answerSingle()
  const { single, reference } = results().pair!
  const { values, length } = driftSeries(single.trajectories[0]!, reference.trajectories[0]!, 2)
  expect(length).toBe(21)
  for (const value of values) expect(value).toBeCloseTo(Math.hypot(0.25, 0.25), 9)
  const { pair } = results()
  moveStart(0, 0)
  answer()
  expect(results().pair).toBe(pair)
  answerSingle()
  expect(results().pair!.single.race).toBe(results().race)
})

test('the curve of the difference comes with float32 and can be taken away', () => {
  expect(offeredCurves(state())).not.toContain('drift')
  setEngine('f32')
  expect(drawnCurves(state())).toEqual(['loss', 'lr', 'gradient', 'drift'])
  setEngine('auto')
  expect(drawnCurves(state())).toEqual(['loss', 'lr', 'gradient'])
  setEngine('f32')
  toggleCurve('drift')
  expect(drawnCurves(state())).toEqual(['loss', 'lr', 'gradient'])
  moveStart(0, 0)
  expect(drawnCurves(state())).toEqual(['loss', 'lr', 'gradient'])
})

test('where nothing can compute float32, float64 is shown, and said', () => {
  setEngine('f32')
  answer()
  expect(results().race).toBe(null)
  tell({ kind: 'none' })
  expect(results().trajectories).toHaveLength(2)
  expect(results()).toMatchObject({ status: 'done', swarm: { none: true, device: null } })
  expect(state().view.notice).toEqual({ kind: 'no-single' })
  expect(offeredCurves(state())).not.toContain('drift')
})

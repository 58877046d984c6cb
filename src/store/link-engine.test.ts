import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EngineNews } from '#engine/client.ts'
import type { EngineFacts, Outcome, Work } from '#engine/protocol.ts'
import { arrowGrid } from '#race/arrows.ts'
import { FieldEngine } from '#race/field.ts'
import { findMinima } from '#race/minima.ts'
import { RaceEngine } from '#race/race.ts'
import { sharpness } from '#race/sharpness.ts'
import { finish } from '#race/slices.fixture.ts'
import { SurfacePoints } from '#race/surface-points.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { change, moveStart } from '#store/actions.ts'
import {
  addRun,
  moveRun,
  recolorRun,
  removeRun,
  renameRun,
  setParam,
  soloRun,
} from '#store/edit-runs.ts'
import { linkEngine } from '#store/link-engine.ts'
import { shownRuns } from '#store/shown-runs.ts'
import { look, store } from '#store/store.ts'

const facts: EngineFacts = { precision: 'float64', executor: 'WebAssembly', ms: 1 }
const wanted = { rect: [-1, 1, -1, 1] as const, coarse: false, aspect: 1 }
const results = () => store.getState().results
const open = (link: string) => store.setState({ setup: decodeLink(link).setup })

let asked: { work: Work; urgent: boolean }[] = []
let tell: (news: EngineNews) => void
let stop: () => void

beforeEach(() => {
  asked = []
  store.setState(store.getInitialState())
  stop = linkEngine((listen) => {
    tell = listen
    return { ask: (work, urgent) => void asked.push({ work, urgent }), close: () => {} }
  })
})
afterEach(() => stop())

const newest = (kind: Work['kind']) => asked.findLast(({ work }) => work.kind === kind)!.work
const count = (kind: Work['kind']) => asked.filter(({ work }) => work.kind === kind).length

const answer = (work: Work) => tell({ kind: 'done', work, outcome: outcomeOf(work), facts })

function outcomeOf(work: Work): Outcome {
  switch (work.kind) {
    case 'race':
      return { kind: work.kind, trajectories: new RaceEngine().race(work.race) }
    case 'arrows':
      return { kind: work.kind, values: finish(arrowGrid(new SurfacePoints(), work.field)) }
    case 'sharpness':
      return { kind: work.kind, paths: finish(sharpness(new SurfacePoints(), work.along)) }
    case 'minima':
      return { kind: work.kind, minima: finish(findMinima(new SurfacePoints(), work.surface)) }
    case 'domain':
    case 'view':
      return { kind: work.kind, values: new FieldEngine().field(work.field) }
  }
}

test('a changed setup is run at once; while a gesture lasts nothing is stopped', () => {
  expect(asked.map(({ work: { kind }, urgent }) => [kind, urgent])).toEqual([
    ['race', true],
    ['domain', true],
  ])
  moveStart(0, 0, 'move')
  change({ T: 20 })
  expect(asked.slice(2).map(({ work: { kind }, urgent }) => [kind, urgent])).toEqual([
    ['race', false],
    ['race', true],
  ])
})

test('a page without WebAssembly says so once', () => {
  const slowly = (work: Work) =>
    tell({
      kind: 'done',
      work,
      outcome: outcomeOf(work),
      facts: { ...facts, executor: 'interpreter' },
    })
  answer(newest('race'))
  expect(store.getState().view.notice).toBeNull()
  slowly(newest('race'))
  expect(store.getState().view.notice).toEqual({ kind: 'interpreter' })
  look({ notice: null })
  slowly(newest('domain'))
  expect(store.getState().view.notice).toBeNull()
})

test('an answer to an older setup is not shown, unless a gesture is under way', () => {
  const first = newest('race')
  change({ T: 20 })
  answer(first)
  expect(results().race).toBe(null)
  answer(newest('race'))
  expect(results()).toMatchObject({ status: 'done', race: { T: 20 } })
  moveStart(0, 0, 'move')
  const second = newest('race')
  moveStart(0.5, 0, 'move')
  answer(second)
  expect(results().trajectories[0]!.theta[0]).toBe(0)
  expect(results().status).toBe('busy')
})

test('the picture waits for the levels of its surface', () => {
  look({ wanted })
  answer(newest('view'))
  expect(results().field).toBe(null)
  answer(newest('domain'))
  const { field, levels } = results()
  expect(field?.rect).toEqual(wanted.rect)
  expect(levels!.length).toBeGreaterThan(8)

  const old = newest('view')
  open('#v=1&f=beale')
  answer(old)
  answer(newest('domain'))
  expect(results()).toMatchObject({ field, levels })
  answer(newest('view'))
  expect(results().field).not.toBe(field)
  expect(results().levels).not.toBe(levels)
})

test('a surface of one dimension is a graph and needs no levels', () => {
  open('#v=1&f=:x^2')
  look({ wanted })
  const graph = newest('view')
  expect(graph).toMatchObject({ field: { ny: 1 } })
  answer(graph)
  expect(results()).toMatchObject({ levels: null, field: { ny: 1 } })
})

test('a surface that changes in time is drawn for the step that the clock shows', () => {
  open('#v=1&f=:x^2+sin(t)*y')
  look({ wanted })
  look({ step: 6.5 })
  expect(newest('view')).toMatchObject({ field: { t: 7 } })
  const before = asked.length
  look({ step: 6.9 })
  expect(asked).toHaveLength(before)
})

test('a formula that cannot run is told, the last runs stay', () => {
  answer(newest('race'))
  const { trajectories } = results()
  change({ T: 30 })
  const reason = { kind: 'fault', text: 'test' } as const
  tell({ kind: 'failed', work: newest('race'), reason })
  expect(results()).toMatchObject({ status: 'failed', trajectories })
  expect(store.getState().view.notice).toEqual({ kind: 'failed', reason })
})

test('arrows are asked for while somebody wants them, for what the stage shows', () => {
  look({ wanted })
  expect(count('arrows')).toBe(0)
  look({ arrows: true })
  expect(newest('arrows')).toMatchObject({ field: { rect: wanted.rect, nx: 24, ny: 24, t: 1 } })
  answer(newest('arrows'))
  expect(results().arrows!.values).toHaveLength(2 * 24 * 24)

  look({ wanted: { ...wanted, aspect: 2 } })
  expect(newest('arrows')).toMatchObject({ field: { nx: 24, ny: 12 } })
  const late = newest('arrows')
  look({ arrows: false })
  expect(results().arrows).toBe(null)
  answer(late)
  expect(results().arrows).toBe(null)
})

test('arrows follow the surface, its time, and vanish on a graph', () => {
  look({ wanted, arrows: true })
  const old = newest('arrows')
  open('#v=1&f=:x^2+sin(t)*y')
  answer(old)
  expect(results().arrows).toBe(null)
  look({ step: 6.5 })
  expect(newest('arrows')).toMatchObject({ field: { t: 7 } })
  answer(newest('arrows'))
  const { rect } = wanted
  const { values } = results().arrows!
  expect(values[0]).toBeCloseTo(2 * (rect[0] + 1 / 24), 12)
  expect(values[1]).toBeCloseTo(Math.sin(7), 12)
  open('#v=1&f=:x^2')
  expect(results().arrows).toBe(null)
})

test('sharpness is asked for with its curve only, after each race, and names what it is of', () => {
  answer(newest('race'))
  expect(count('sharpness')).toBe(0)
  look({ curves: ['loss', 'sharpness'] })
  expect(count('sharpness')).toBe(1)
  answer(newest('sharpness'))
  expect(results().sharpness!.of).toBe(results().trajectories)
  expect(results().sharpness!.values!.map(({ length }) => length)).toEqual(
    results().trajectories.map(({ n }) => n + 1),
  )

  const old = newest('sharpness')
  moveStart(0.3, 0, 'move')
  answer(newest('race'))
  expect(asked.at(-1)).toMatchObject({ work: { kind: 'sharpness' }, urgent: false })
  answer(old)
  expect(results().sharpness!.of).not.toBe(results().trajectories)
  answer(newest('sharpness'))
  expect(results().sharpness!.of).toBe(results().trajectories)
  look({ curves: ['loss'] })
  expect(results().sharpness).toBe(null)
})

test('paths are posted without what shares their memory', () => {
  look({ curves: ['sharpness'] })
  answer(newest('race'))
  const work = newest('sharpness')
  if (work.kind !== 'sharpness') throw new Error(work.kind)
  work.along.paths.forEach((path, i) => {
    expect(path).toEqual(results().trajectories[i]!.theta)
    expect(path.buffer.byteLength).toBe(path.byteLength)
  })
})

test('minima are looked for where none are named, after the picture, never during a gesture', () => {
  look({ wanted })
  expect(results().minima).toEqual([])
  answer(newest('domain'))
  answer(newest('view'))
  expect(count('minima')).toBe(0)

  open('#v=1&f=(a=1):(x-a)^2+y^2')
  expect(results().minima).toBe(null)
  answer(newest('domain'))
  expect(count('minima')).toBe(0)
  answer(newest('view'))
  expect(count('minima')).toBe(1)
  answer(newest('minima'))
  expect(results().minima).toEqual([{ x: 1, y: 0, value: 0 }])
  answer(newest('view'))
  expect(count('minima')).toBe(1)

  const old = newest('minima')
  const domain = [-3, 3, -3, 3] as const
  change({ domain }, 'move')
  expect(results().minima).toBe(null)
  answer(newest('domain'))
  answer(newest('view'))
  answer(old)
  expect(results().minima).toBe(null)
  expect(count('minima')).toBe(1)
  change({ domain }, 'end')
  expect(count('minima')).toBe(2)
  answer(newest('minima'))
  expect(results().minima).toHaveLength(1)
})

test('no minima are named on a surface that changes in time', () => {
  look({ wanted })
  open('#v=1&f=:(x-sin(t))^2+y^2')
  answer(newest('domain'))
  answer(newest('view'))
  expect(count('minima')).toBe(0)
  expect(results().minima).toEqual([])
})

test('names and looks compute nothing anew', () => {
  answer(newest('race'))
  const before = asked.length
  const { trajectories } = results()
  renameRun(0, 'Slow')
  recolorRun(1, 7)
  soloRun(2)
  expect(asked).toHaveLength(before)
  expect(results().trajectories).toBe(trajectories)
  expect(shownRuns(store.getState()).map(({ name, mute }) => [name, mute])).toEqual([
    ['Slow', true],
    ['Momentum', true],
    ['Adam', false],
    ['Lion', true],
  ])
})

test('no run wears the path of another while the answer is on its way', () => {
  answer(newest('race'))
  const [sgd, , adam, lion] = results().trajectories
  const worn = () => shownRuns(store.getState()).map(({ name, trajectory }) => [name, trajectory])
  removeRun(1)
  expect(worn()).toEqual([
    ['SGD', sgd],
    ['Adam', adam],
    ['Lion', lion],
  ])
  moveRun(2, 0)
  addRun('adagrad')
  expect(worn()).toEqual([
    ['Lion', lion],
    ['SGD', sgd],
    ['Adam', adam],
  ])
  setParam({ run: 1, slot: 'rule', at: 0 }, 'lr', 0.002)
  expect(worn().map(([name]) => name)).toEqual(['Lion', 'Adam'])
  answer(newest('race'))
  expect(worn().map(([name]) => name)).toEqual(['Lion', 'SGD', 'Adam', 'AdaGrad'])
  // An edited run keeps its last path for as long.
  const [, , last] = results().trajectories
  setParam({ run: 2, slot: 'rule', at: 0 }, 'lr', 0.2)
  expect(worn()[2]).toEqual(['Adam', last])
})

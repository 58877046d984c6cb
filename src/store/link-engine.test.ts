import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EngineNews } from '#engine/client.ts'
import type { EngineFacts, Work } from '#engine/protocol.ts'
import { FieldEngine } from '#race/field.ts'
import { RaceEngine } from '#race/race.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { change, moveStart } from '#store/actions.ts'
import { linkEngine } from '#store/link-engine.ts'
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

function answer(work: Work) {
  const outcome =
    work.kind === 'race'
      ? { kind: work.kind, trajectories: new RaceEngine().race(work.race) }
      : { kind: work.kind, values: new FieldEngine().field(work.field) }
  tell({ kind: 'done', work, outcome, facts })
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
  const count = asked.length
  look({ step: 6.9 })
  expect(asked).toHaveLength(count)
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

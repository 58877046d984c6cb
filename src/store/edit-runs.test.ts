import { beforeEach, expect, test } from 'vitest'
import { defaultSetup } from '#setup/default-setup.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { encodeLink } from '#setup/encode-link.ts'
import { undo } from '#store/actions.ts'
import {
  addRun,
  addStage,
  duplicateRun,
  moveRun,
  muteRun,
  removeRun,
  renameRun,
  replaceStage,
  setCloud,
  setDialect,
  setParam,
  setRunStart,
  soloRun,
} from '#store/edit-runs.ts'
import { valuesOf } from '#store/run-title.ts'
import { runIndex } from '#store/shown-runs.ts'
import { look, store } from '#store/store.ts'

const setup = () => store.getState().setup
const ids = () => setup().runs.map(({ rule }) => rule.id)
const colors = () => setup().runs.map((_, place) => runIndex(setup(), place))
const rule = (run: number) => ({ run, slot: 'rule', at: 0 }) as const

beforeEach(() => {
  store.setState(store.getInitialState())
  store.setState({ setup: defaultSetup })
  store.temporal.getState().clear()
})

test('a run keeps its colour when others come, go or change places', () => {
  moveRun(3, 0)
  expect(ids()).toEqual(['lion', 'sgd', 'momentum', 'adam'])
  expect(colors()).toEqual([3, 0, 1, 2])
  removeRun(1)
  expect(colors()).toEqual([3, 1, 2])
  addRun('rmsprop')
  expect(colors()).toEqual([3, 1, 2, 0])
  duplicateRun(0)
  expect(ids()).toEqual(['lion', 'lion', 'momentum', 'adam', 'rmsprop'])
  expect(colors()).toEqual([3, 4, 1, 2, 0])
  expect(setup().runs[1]!.schedules).toEqual(defaultSetup.runs[3]!.schedules)
})

test('each edit is one step of Undo, and every edited setup is its link', () => {
  const edits = [
    () => addRun('adagrad'),
    () => duplicateRun(1),
    () => removeRun(0),
    () => moveRun(0, 2),
    () => soloRun(1),
    () => renameRun(0, 'Fast: one'),
    () => setDialect(rule(2), 'keras'),
    () => addStage(1, 'before', 'clip_norm'),
    () => addStage(1, 'schedules', 'linear'),
    () => addStage(1, 'schedules', 'step'),
    () => replaceStage({ run: 1, slot: 'schedules', at: 0 }, 'cosine'),
    () => setRunStart(0, [0.5, 0.5]),
    () => setParam(rule(0), 'lr', 0.25),
  ]
  for (const [i, edit] of edits.entries()) {
    edit()
    expect(store.temporal.getState().pastStates).toHaveLength(i + 1)
    const { setup: read, problems } = decodeLink(encodeLink(setup()))
    expect(problems).toEqual([])
    expect(encodeLink(read)).toBe(encodeLink(setup()))
  }
  edits.forEach(() => undo())
  expect(setup()).toEqual(defaultSetup)
})

test('changing the rule or its dialect keeps the parameters that the new one has', () => {
  setParam(rule(2), 'beta1', 0.5)
  setDialect(rule(2), 'keras')
  expect(setup().runs[2]!.rule).toEqual({
    id: 'adam',
    dialect: 'keras',
    args: { lr: 0.1, beta1: 0.5 },
  })
  replaceStage(rule(2), 'lion')
  expect(setup().runs[2]!.rule).toEqual({ id: 'lion', args: { lr: 0.1, beta1: 0.5 } })
  replaceStage(rule(2), 'sgd')
  expect(setup().runs[2]!.rule).toEqual({ id: 'sgd', args: { lr: 0.1 } })
})

const mutes = () => setup().runs.map(({ look: worn }) => worn?.mute ?? false)

test('solo makes the others stand back, and once more leaves all as they were', () => {
  muteRun(0, true)
  soloRun(2)
  expect(mutes()).toEqual([true, true, false, true])
  soloRun(1)
  expect(mutes()).toEqual([true, false, true, true])
  moveRun(0, 3)
  soloRun(0)
  expect(mutes()).toEqual([false, false, false, true])
})

test('where the others were made to stand back by hand, solo ends with all in front', () => {
  for (const place of [0, 1, 3]) muteRun(place, true)
  soloRun(2)
  expect(mutes()).toEqual([false, false, false, false])
})

test('a warm-up goes before the schedules that are there, which last as long as they did', () => {
  store.setState({ setup: decodeLink('#v=1&f=sphere&x=1,1&T=100&run=sgd~linear~step').setup })
  const steps = () => valuesOf(setup(), 0)?.schedules.map((each) => [each.entry.id, each.steps])
  expect(steps()).toEqual([
    ['linear', 50],
    ['step', 50],
  ])
  addStage(0, 'schedules', 'warmup')
  setParam({ run: 0, slot: 'schedules', at: 0 }, 'n', 7)
  expect(steps()).toEqual([
    ['warmup', 7],
    ['linear', 50],
    ['step', 43],
  ])
  expect(encodeLink(decodeLink(encodeLink(setup())).setup)).toBe(encodeLink(setup()))
  replaceStage({ run: 0, slot: 'schedules', at: 1 }, 'warmup')
  expect(setup().runs[0]!.schedules[1]).toEqual({ id: 'warmup', args: {} })
})

test('a seventeenth run, and more steps than a page makes, are refused in words', () => {
  for (let i = 0; i < 20; i++) addRun('sgd')
  expect(setup().runs).toHaveLength(16)
  expect(new Set(colors()).size).toBe(16)
  expect(store.getState().view.notice).toEqual({ kind: 'refused', why: 'runs', limit: 16 })
  store.setState({ setup: { ...defaultSetup, T: 100_000 } })
  addRun('sgd')
  expect(setup().runs).toHaveLength(4)
  expect(store.getState().view.notice).toMatchObject({ why: 'total' })
})

test('what the link locks stays as it is', () => {
  look({ link: { ...store.getState().view.link, lock: ['rate', 'runs'] } })
  setParam(rule(2), 'lr', 9)
  removeRun(0)
  renameRun(0, 'x')
  expect(setup()).toBe(defaultSetup)
  setParam(rule(2), 'beta1', 0.5)
  expect(setup().runs[2]!.rule.args).toMatchObject({ beta1: 0.5 })
})

test('clouds that would be too many together are refused in one line', () => {
  const full = { n: 262_144 }
  for (const place of [0, 1, 2, 3]) setCloud(place, full)
  const before = setup()
  duplicateRun(0)
  expect(setup()).toBe(before)
  expect(store.getState().view.notice).toEqual({
    kind: 'refused',
    why: 'starts',
    limit: 2 ** 20,
  })
  setCloud(0, { n: 1 })
  addRun('adagrad')
  setCloud(4, { n: 1000 }, 'move')
  expect(store.getState().view.dragging).toBe(true)
  setCloud(4, { n: 262_144 }, 'move')
  setCloud(4, { n: 262_144 }, 'end')
  // What was set last stays, and the gesture is over.
  expect(setup().runs[4]!.cloud).toEqual({ n: 1000 })
  expect(store.getState().view.dragging).toBe(false)
  // A setup at its limit can still be edited.
  setCloud(4, { n: 262_143 })
  setCloud(4, { n: 262_143, from: 'grid' })
  expect(setup().runs[4]!.cloud).toEqual({ n: 262_143, from: 'grid' })
})

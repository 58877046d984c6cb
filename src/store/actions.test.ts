import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultSetup } from '#setup/default-setup.ts'
import { change, endGesture, moveStart, redo, undo } from '#store/actions.ts'
import { setParam } from '#store/edit-runs.ts'
import { store } from '#store/store.ts'

const setup = () => store.getState().setup
const steps = () => store.temporal.getState().pastStates.length

const fresh = () => {
  store.temporal.getState().resume()
  store.setState({ setup: defaultSetup })
  store.temporal.getState().clear()
}

beforeEach(fresh)
afterEach(() => endGesture())

test('a drag of 600 moves is one step of Undo', () => {
  for (let i = 1; i <= 600; i++) moveStart(i / 100, -i / 100, 'move')
  expect(store.getState().view.dragging).toBe(true)
  moveStart(6, -6, 'end')
  expect(store.getState().view.dragging).toBe(false)
  expect(steps()).toBe(1)
  undo()
  expect(setup()).toBe(defaultSetup)
  redo()
  expect(setup().start).toEqual([6, -6])
})

test('what follows a drag is a step of its own', () => {
  moveStart(1, 1, 'move')
  moveStart(2, 2, 'end')
  setParam({ run: 2, slot: 'rule', at: 0 }, 'lr', 0.2)
  change({ T: 100 })
  expect(steps()).toBe(3)
  undo()
  undo()
  expect(setup().runs[2]!.rule.args).toEqual({ lr: 0.1 })
  expect(setup().start).toEqual([2, 2])
})

test('a drag that is undone before it ends is taken back whole', () => {
  moveStart(1, 1, 'move')
  moveStart(2, 2, 'move')
  undo()
  expect(setup().start).toEqual(defaultSetup.start)
  expect(steps()).toBe(0)
})

test('a change that changes nothing is no step', () => {
  const [x, y] = defaultSetup.start
  moveStart(x, y, 'move')
  moveStart(x, y, 'end')
  change({ T: defaultSetup.T })
  expect(steps()).toBe(0)
  expect(setup()).toBe(defaultSetup)
})

test('editing one run leaves the others and its other parameters as they were', () => {
  setParam({ run: 2, slot: 'rule', at: 0 }, 'beta1', 0.5)
  expect(setup().runs[2]!.rule.args).toEqual({ lr: 0.1, beta1: 0.5 })
  for (const place of [0, 1, 3]) expect(setup().runs[place]).toBe(defaultSetup.runs[place])
})

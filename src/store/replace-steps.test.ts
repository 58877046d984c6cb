import { beforeEach, expect, test } from 'vitest'
import { change, redo, undo } from '#store/actions.ts'
import { replaceSteps } from '#store/replace-steps.ts'
import { store } from '#store/store.ts'

const noise = () => store.getState().setup.noise
const steps = () => store.temporal.getState().pastStates.length

beforeEach(() => {
  change({ noise: 0.25 })
  store.temporal.getState().clear()
})

test('what came since and the act are one step of Undo', () => {
  change({ T: 77 })
  const before = store.getState().setup
  change({ noise: 0.5 }, 'move')
  change({ noise: 0.5 }, 'end')
  change({ noise: 0.6 })
  replaceSteps(before, () => change({ noise: 0 }))
  expect([noise(), steps()]).toEqual([0, 2])
  undo()
  expect([noise(), store.getState().setup.T]).toEqual([0.25, 77])
  redo()
  expect(noise()).toBe(0)
})

test('a way there and back is no step', () => {
  const before = store.getState().setup
  change({ noise: 0.5 })
  replaceSteps(before, () => change({ noise: 0.25 }))
  expect([noise(), steps()]).toEqual([0.25, 0])
})

test('a gesture that has not ended is part of it', () => {
  const before = store.getState().setup
  change({ noise: 0.5 }, 'move')
  replaceSteps(before, () => change({ noise: 0 }))
  expect([noise(), steps(), store.getState().view.dragging]).toEqual([0, 1, false])
})

test('an act alone is a step by itself', () => {
  replaceSteps(store.getState().setup, () => change({ noise: 0 }))
  expect(steps()).toBe(1)
  undo()
  expect(noise()).toBe(0.25)
})

test('where nothing changed, the history stays', () => {
  change({ noise: 0.5 })
  replaceSteps(store.getState().setup, () => change({ noise: 0.5 }))
  expect(steps()).toBe(1)
})

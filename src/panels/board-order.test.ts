import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextSort, type Sort, sorted } from '#panels/board-order.ts'
import { RaceEngine } from '#race/race.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyOf } from '#store/ready.ts'
import { look, store, told } from '#store/store.ts'

const LINK =
  '#v=1&f=:x^2&x=10,0&T=40&target=0&run=slow:sgd(0.01)&run=gone:sgd(300)&run=there:sgd(0.45)&run=mid:sgd(0.1)'

const before = store.getState()

beforeEach(() => {
  const { setup } = decodeLink(LINK)
  store.setState({ setup })
  const race = readyOf(setup)
  told({ race, trajectories: new RaceEngine().race(race) })
  look({ step: 40 })
})
afterEach(() => store.setState(before))

const order = (by: NonNullable<Sort>['by'], falling = false) =>
  sorted({ by, falling }, store.getState())

test('the link of these tests has no fault', () => {
  expect(decodeLink(LINK).problems).toEqual([])
})

test('a click sorts up, then down, then not', () => {
  const up = nextSort(null, 'now')
  expect(up).toEqual({ by: 'now', falling: false })
  const down = nextSort(up, 'now')
  expect(down).toEqual({ by: 'now', falling: true })
  expect(nextSort(down, 'now')).toBeNull()
  expect(nextSort(down, 'best')).toEqual({ by: 'best', falling: false })
})

test('rows come in the order of what they show', () => {
  expect(sorted(null, store.getState())).toEqual([0, 1, 2, 3])
  expect(order('run')).toEqual([1, 3, 0, 2])
  expect(order('now')).toEqual([2, 3, 0, 1])
  expect(order('now', true)).toEqual([1, 0, 3, 2])
  expect(order('best')).toEqual([2, 3, 0, 1])
})

test('no number is last, whichever way it is sorted', () => {
  const [first, ...rest] = order('target')
  expect(first).toBe(2)
  expect(order('target', true)).toEqual([2, ...rest])
})

test('a status is known only once the clock is there', () => {
  expect(order('status').at(0)).toBe(2)
  expect(order('status').at(-1)).toBe(1)
  look({ step: 0 })
  expect(order('status')).toEqual([0, 1, 2, 3])
  expect(order('now')).toEqual([0, 1, 2, 3])
})

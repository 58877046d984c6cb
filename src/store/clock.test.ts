import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RaceEngine } from '#race/race.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { change } from '#store/actions.ts'
import { restart, runClock, scrub, togglePlay, walk } from '#store/clock.ts'
import { readyOf } from '#store/ready.ts'
import { look, store, told } from '#store/store.ts'

const view = () => store.getState().view

let now = 0
let frame: ((now: number) => void) | undefined
let stop: () => void

/** Lets the screen draw for so many seconds, 50 times a second. */
function wait(seconds: number) {
  for (let i = 0; i < Math.round(seconds * 50); i++) {
    now += 20
    const due = frame
    frame = undefined
    due?.(now)
  }
}

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: (now: number) => void) => {
    frame = callback
    return 1
  })
  vi.stubGlobal('cancelAnimationFrame', () => {
    frame = undefined
  })
  store.setState(store.getInitialState())
  store.setState({ setup: decodeLink('#v=1&T=100').setup })
  const race = readyOf(store.getState().setup)
  told({ race, trajectories: new RaceEngine().race(race) })
  stop = runClock()
})
afterEach(() => {
  stop()
  vi.unstubAllGlobals()
})

test('×1 plays the whole race in ten seconds and stops at its end', () => {
  restart()
  wait(5.02)
  expect(view().step).toBeCloseTo(50, 6)
  wait(6)
  expect(view()).toMatchObject({ step: 100, playing: false })
  expect(frame).toBe(undefined)
})

test('a loop rests at the end for its whole time, also after a pause there', () => {
  look({ loop: true, step: 99.9 })
  togglePlay()
  wait(0.6)
  expect(view()).toMatchObject({ step: 100, playing: true })
  togglePlay()
  wait(0.1)
  look({ playing: true })
  wait(0.6)
  expect(view().step).toBe(100)
  wait(0.4)
  expect(view().step).toBeLessThan(5)
})

test('a scrub away from the end starts the rest anew', () => {
  look({ loop: true, step: 99.9 })
  togglePlay()
  wait(0.6)
  scrub(99.9)
  look({ playing: true })
  wait(0.6)
  expect(view().step).toBe(100)
})

test('with no runs nothing plays', () => {
  change({ runs: [] })
  togglePlay()
  expect(view().playing).toBe(false)
  restart()
  expect(view()).toMatchObject({ playing: false, step: 0 })
  look({ playing: true })
  wait(1)
  expect(view()).toMatchObject({ playing: false, step: 0 })
})

test('the clock stops when the last run is taken away', () => {
  restart()
  wait(1)
  const { step } = view()
  change({ runs: [] })
  wait(1)
  expect(view()).toMatchObject({ playing: false, step })
})

test('a shorter race holds the clock at its end; a longer one leaves it where it is', () => {
  scrub(80)
  look({ link: { ...view().link, k: 80 } })
  change({ T: 60 })
  expect(view()).toMatchObject({ step: 60, link: { k: null } })
  change({ T: 200 })
  expect(view().step).toBe(60)
})

test('walking stays inside the race and lands on whole steps', () => {
  look({ step: 3.5 })
  walk(1)
  expect(view().step).toBe(4)
  look({ step: 3.5 })
  walk(-1)
  expect(view().step).toBe(3)
  walk(-10)
  expect(view().step).toBe(0)
  walk(1000)
  expect(view().step).toBe(100)
})

import { look, store, watch } from '#store/store.ts'

/** Seconds in which ×1 plays the whole race, however many steps it has. */
const WHOLE = 10

/** Seconds the end stays before a loop begins again. */
const REST = 0.8

/** The speeds one can choose. */
export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16] as const

const last = () => store.getState().setup.T

/** Whether there is anything to play. */
const hasRuns = () => store.getState().setup.runs.length > 0

/** Plays; from the beginning if the clock stands at the end. */
function play(): void {
  if (!hasRuns()) return
  const { step } = store.getState().view
  look({ playing: true, step: step >= last() ? 0 : step, ...freed() })
}

/** Stops at a whole step. */
const pause = (): void => look({ playing: false, step: Math.floor(store.getState().view.step) })

/** Play or pause. */
export const togglePlay = (): void => (store.getState().view.playing ? pause() : play())

/** Puts the clock on a step and stops it there. */
export function scrub(step: number): void {
  const to = Math.min(Math.max(step, 0), last())
  look({ playing: false, step: to, ...freed() })
}

/** Walks whole steps, back or forth. */
export function walk(by: number): void {
  const { step } = store.getState().view
  scrub(by < 0 ? Math.ceil(step) + by : Math.floor(step) + by)
}

/** Plays from the beginning. */
export function restart(): void {
  look({ step: 0, playing: hasRuns(), ...freed() })
}

/** A link's own step is out of date once the clock was moved. */
function freed() {
  const { link } = store.getState().view
  return link.k === null ? {} : { link: { ...link, k: null } }
}

/** Moves the clock with the screen while it plays. Returns how to stop. */
export function runClock(): () => void {
  let frame = 0
  let before: number | null = null
  let rested = 0

  function tick(now: number) {
    frame = 0
    const { view, results, setup } = store.getState()
    if (view.playing && !hasRuns()) look({ playing: false })
    if (!view.playing || !hasRuns()) {
      before = null
      rested = 0
      return
    }
    frame = requestAnimationFrame(tick)
    // A tab that was away does not jump.
    const seconds = before === null ? 0 : Math.min((now - before) / 1000, 0.1)
    before = now
    if (!results.race) return
    const step = view.step + (seconds * view.speed * setup.T) / WHOLE
    if (view.step < setup.T) rested = 0
    if (step < setup.T) look({ step })
    else if (!view.loop) look({ step: setup.T, playing: false })
    else if (view.step < setup.T) look({ step: setup.T })
    else if ((rested += seconds) > REST) {
      rested = 0
      look({ step: 0 })
    }
  }

  const begin = (playing: boolean) => {
    if (playing && frame === 0) frame = requestAnimationFrame(tick)
  }
  begin(store.getState().view.playing)
  const unwatch = [
    watch(({ view }) => view.playing, begin),
    watch(
      ({ setup }) => setup.T,
      (T) => {
        if (store.getState().view.step > T) look({ step: T, ...freed() })
      },
    ),
  ]
  return () => {
    cancelAnimationFrame(frame)
    for (const stop of unwatch) stop()
  }
}

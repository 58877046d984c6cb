import { createSwarm, type SwarmClient, type SwarmNews } from '#engine/swarm-client.ts'
import type { SwarmFacts } from '#engine/swarm-protocol.ts'
import type { ReadyRace } from '#race/ready.ts'
import { readyOf } from '#store/ready.ts'
import { watchPixelRatio } from '#store/pixel-ratio.ts'
import { isSingle, toldRaces } from '#store/shown-race.ts'
import type { State } from '#store/state.ts'
import { look, store, told } from '#store/store.ts'
import { hasClouds, swarmScene, swarmView } from '#store/swarm-scene.ts'

type Start = (listen: (news: SwarmNews) => void) => SwarmClient

/** Milliseconds between two tellings of what changes with every frame: nobody reads faster. */
const APART = 250

let host: HTMLElement | null = null
let mounted: ((host: HTMLElement | null) => void) | null = null

/** Where on the stage the swarm's canvas belongs; null: there is no stage. */
export function mountSwarm(next: HTMLElement | null): void {
  host = next
  mounted?.(host)
}

/**
 * Sends clouds, and races in float32, to the swarm's engine and puts its answers into the store. The
 * engine begins once the first race is there, so that it waits for nothing; `start` is for tests.
 */
export function linkSwarm(start: Start = createSwarm): () => void {
  const swarm = start(hear)
  /** text of the race in float32 that was asked for; '' where none is wanted */
  let asked = ''
  let pinned = false
  let race: ReadyRace | null = null
  let newest: SwarmFacts | null = null
  /** the clock at the telling before, if the clouds were behind it then; they should be there by now */
  let due: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function askRace(): void {
    // A canvas that is handed over before it is on the page may never be drawn: browsers differ.
    if (!host) return
    const state = store.getState()
    const wanted = isSingle(state) ? readyOf(state.setup) : null
    const text = wanted ? JSON.stringify(wanted) : ''
    if (text === asked && pinned === (wanted !== null)) return
    const left = pinned && !wanted
    pinned = wanted !== null
    asked = text
    race = wanted
    if (wanted) told({ status: 'busy', share: 0 })
    swarm.race(wanted)
    if (left) showReference()
  }

  /** Back in float64: what is there is shown, and what is not is under way. */
  function showReference(): void {
    const { setup, results } = store.getState()
    const { reference } = results
    const known = reference !== null && reference !== 'failed'
    const here = known && JSON.stringify(reference.race) === JSON.stringify(readyOf(setup))
    toldRaces({}, { status: here ? 'done' : 'busy' })
  }

  function show(state: State): void {
    if (!host || !state.results.race) return
    swarm.show(swarmScene(state))
    const view = swarmView(state, window.devicePixelRatio)
    if (view) swarm.view(view)
    swarm.seek(state.view.step)
    if (!hasClouds(state)) tellSoon()
  }

  function hear(news: SwarmNews): void {
    const { results, view } = store.getState()
    switch (news.kind) {
      case 'device':
        told({ swarm: { ...results.swarm, device: news.facts } })
        return
      case 'drawn':
        newest = news.facts
        tellSoon()
        return
      case 'raced': {
        const current = news.race === race
        // While a gesture lasts, every answer is drawn; else only the newest counts.
        if (!isSingle(store.getState()) || !(current || view.dragging)) return
        const status = current ? ('done' as const) : ('busy' as const)
        toldRaces({ single: { race: news.race, ...news.raced } }, { share: 1, status })
        return
      }
      case 'failed':
        // Clouds that nobody asked for by name may be missing; the race says what is wrong.
        if (news.of !== race) return
        asked = ''
        told({ status: 'failed' })
        look({ notice: { kind: 'failed', reason: news.reason } })
        return
      case 'restored':
      case 'respawned':
        if (!view.notice) look({ notice: { kind: news.kind } })
        return
      case 'none': {
        const wanted = isSingle(store.getState())
        told({ swarm: { ...results.swarm, device: null, none: true } })
        if (wanted) look({ notice: { kind: 'no-single' } })
      }
    }
  }

  function tellSoon(): void {
    timer ??= setTimeout(tell, APART)
  }

  function tell(): void {
    timer = undefined
    const state = store.getState()
    const { swarm: before } = state.results
    const clouds = hasClouds(state)
    const step = Math.floor(newest?.step ?? 0)
    const clock = Math.floor(state.view.step)
    const slow = clouds && newest !== null && step < clock
    const late = slow && due !== null && step < Math.min(due, clock)
    const next = {
      ...before,
      lanes: clouds ? (newest?.lanes ?? 0) : 0,
      rate: clouds ? (newest?.rate ?? null) : null,
      // A frame that is on its way is not late.
      behind: late ? step : null,
      unfit: clouds ? (newest?.unfit ?? []) : [],
    }
    due = slow ? clock : null
    if (JSON.stringify(next) !== JSON.stringify(before)) told({ swarm: next })
    if (slow) tellSoon()
  }

  const stop = store.subscribe((now, before) => {
    const { setup, view, results } = now
    if (setup !== before.setup || results.swarm.none !== before.results.swarm.none) askRace()
    const began = results.race !== null && before.results.race === null
    const scene = setup !== before.setup || view.neighbours !== before.view.neighbours
    const looks =
      view.frame !== before.view.frame ||
      view.theme !== before.view.theme ||
      view.hover !== before.view.hover ||
      view.cloudsBy !== before.view.cloudsBy ||
      view.respread !== before.view.respread ||
      results.levels !== before.results.levels ||
      (view.respread && results.field !== before.results.field)
    if (began || scene || looks) show(now)
    else if (view.step !== before.view.step) swarm.seek(view.step)
  })
  const unwatch = watchPixelRatio(() => show(store.getState()))
  mounted = (next) => {
    swarm.mount(next)
    askRace()
    show(store.getState())
  }
  mounted(host)
  return () => {
    stop()
    unwatch()
    clearTimeout(timer)
    mounted = null
    swarm.close()
  }
}

import type { Reason } from '#engine/protocol.ts'
import type { SwarmCanvas, SwarmEars, SwarmLine } from '#engine/swarm-line.ts'
import { browserWays, type SwarmWays } from '#engine/swarm-page-ways.ts'
import type { PagePoints } from '#engine/page-points.ts'
import type {
  DeviceFacts,
  FromSwarm,
  Raced,
  SwarmFacts,
  SwarmScene,
  SwarmView,
} from '#engine/swarm-protocol.ts'
import type { ReadyRace } from '#race/ready.ts'
import { same } from '#race/same.ts'

/** What the page hears of the swarm. */
export type SwarmNews =
  /** what computes, told when it is there and whenever it changed */
  | { readonly kind: 'device'; readonly facts: DeviceFacts }
  /** a frame was drawn */
  | { readonly kind: 'drawn'; readonly facts: SwarmFacts }
  | { readonly kind: 'raced'; readonly race: ReadyRace; readonly raced: Raced }
  | { readonly kind: 'failed'; readonly of: SwarmScene | ReadyRace; readonly reason: Reason }
  /** the graphics context was lost and came back */
  | { readonly kind: 'restored' }
  /** the worker was lost; a new one repeats everything */
  | { readonly kind: 'respawned' }
  /** there is no way to compute clouds here, and none is tried any more; told once */
  | { readonly kind: 'none' }

/** Clouds and races in float32, computed and drawn by a worker that starts when first needed. */
export type SwarmClient = {
  /** Puts the canvas into the stage, which it fills; null takes it out. */
  mount(host: HTMLElement | null): void
  show(scene: SwarmScene): void
  view(view: SwarmView): void
  /** the clock, 0 … T; a fraction glides between two steps */
  seek(step: number): void
  /** Newer races replace what waits. null: none is wanted any more. */
  race(race: ReadyRace | null): void
  close(): void
}

/** A worker that owes an answer and says nothing for so long is lost. */
const SILENCE = 8000
/** Drivers may take so long for a program, and nothing can be said meanwhile. */
const COMPILING = 30_000
/** So many losses within a minute, and WebGL is given up; so many more, and everything is. */
const MOST_LOSSES = 3
const MINUTE = 60_000

type Parts = { scene: SwarmScene | null; view: SwarmView | null; step: number | null }

/** Starts nothing yet. `ways` is for tests. */
export function createSwarm(
  listen: (news: SwarmNews) => void,
  ways: SwarmWays = browserWays,
): SwarmClient {
  let host: HTMLElement | null = null
  let canvas: SwarmCanvas | null = null
  let painter: PagePoints | null = null
  let line: SwarmLine | null = null
  // The newest of everything, as a new worker would need it.
  const newest: Parts = { scene: null, view: null, step: null }
  // What of it the worker does not know yet.
  const fresh = { scene: false, view: false, step: false }
  let shown: { id: number; scene: SwarmScene } | null = null
  let asked: number | null = null
  let raced: { id: number; race: ReadyRace } | null = null
  let nextRace: ReadyRace | null = null
  let behind = false
  let latest = 0
  let webgl = true
  let gone = false
  let heard = false
  let compiling = false
  let losses: number[] = []
  let silence: ReturnType<typeof setTimeout> | undefined
  const unwatch = ways.watchVisible(watch)

  function connect(): void {
    canvas?.node.remove()
    canvas = ways.canvas()
    painter = canvas.offscreen ? null : ways.points(canvas.node)
    host?.append(canvas.node)
    // What an old worker still says is not for the new one.
    const ears: SwarmEars = {
      hear: (message) => void (line === made && hear(message)),
      lost: () => void (line === made && lost()),
    }
    let made: SwarmLine
    try {
      made = ways.worker(ears)
    } catch {
      end()
      return
    }
    line = made
    const { offscreen } = canvas
    made.post({ kind: 'begin', canvas: offscreen, webgl }, offscreen ? [offscreen] : [])
    Object.assign(fresh, {
      scene: newest.scene !== null,
      view: newest.view !== null,
      step: newest.step !== null,
    })
    proceed()
    watch()
  }

  /** Posts what is new, if the worker answered what was posted before. */
  function proceed(): void {
    if (!line) return
    if (raced === null && nextRace) {
      raced = { id: ++latest, race: nextRace }
      nextRace = null
      line.post({ kind: 'race', ...raced })
    }
    if (asked !== null || !(fresh.scene || fresh.view || fresh.step)) return
    asked = ++latest
    if (fresh.scene && newest.scene) {
      shown = { id: asked, scene: newest.scene }
      line.post({ kind: 'scene', ...shown })
    }
    if (fresh.view && newest.view) line.post({ kind: 'view', id: asked, view: newest.view })
    if (fresh.step && newest.step !== null)
      line.post({ kind: 'seek', id: asked, step: newest.step })
    Object.assign(fresh, { scene: false, view: false, step: false })
  }

  function hear(message: FromSwarm): void {
    heard = true
    compiling = message.kind === 'working' && message.compiles
    switch (message.kind) {
      case 'device':
        listen({ kind: 'device', facts: message.facts })
        break
      case 'drawn':
        if (asked !== null && message.id >= asked) asked = null
        behind = message.behind
        proceed()
        listen({ kind: 'drawn', facts: message.facts })
        break
      case 'points':
        painter?.points(message)
        break
      case 'raced':
        if (raced?.id === message.id) {
          const { race } = raced
          raced = null
          proceed()
          listen({ kind: 'raced', race, raced: message.raced })
        }
        break
      case 'failed': {
        const of = raced?.id === message.id ? raced.race : shown?.scene
        if (raced?.id === message.id) raced = null
        proceed()
        if (of) listen({ kind: 'failed', of, reason: message.reason })
        break
      }
      case 'working':
        break
      case 'restored':
        listen({ kind: 'restored' })
        break
      case 'lost':
        lost()
        return
    }
    watch()
  }

  function lost(): void {
    line?.close()
    line = null
    asked = null
    behind = false
    compiling = false
    nextRace ??= raced?.race ?? null
    raced = null
    const now = ways.now()
    losses = [...losses.filter((when) => now - when < MINUTE), now]
    if (losses.length >= MOST_LOSSES) {
      // A worker that never said a word has no script that we could use.
      if (!webgl || !heard) {
        end()
        return
      }
      webgl = false
      losses = []
    }
    listen({ kind: 'respawned' })
    connect()
  }

  function end(): void {
    gone = true
    line = null
    canvas?.node.remove()
    canvas = null
    clearTimeout(silence)
    listen({ kind: 'none' })
    refuseRace()
  }

  function refuseRace(): void {
    const race = nextRace
    nextRace = null
    if (race) listen({ kind: 'failed', of: race, reason: { kind: 'fault', text: 'lost' } })
  }

  /** Starts the wait anew, or ends it where nothing is owed or a hidden page stands still. */
  function watch(): void {
    clearTimeout(silence)
    const owed = asked !== null || raced !== null || behind
    const patience = compiling ? COMPILING : SILENCE
    silence = line && owed && ways.visible() ? setTimeout(lost, patience) : undefined
  }

  function ask(): void {
    if (gone) {
      refuseRace()
      return
    }
    const needed = nextRace !== null || newest.scene?.clouds.some((cloud) => cloud && cloud.n > 0)
    if (!line && needed) connect()
    else {
      const idle = asked === null && raced === null
      proceed()
      if (idle) watch()
    }
  }

  return {
    mount(next) {
      host = next
      if (!canvas) return
      if (host) host.append(canvas.node)
      else canvas.node.remove()
    },
    show(scene) {
      if (same(scene, newest.scene)) return
      newest.scene = scene
      fresh.scene = true
      ask()
    },
    view(view) {
      if (same(view, newest.view)) return
      newest.view = view
      fresh.view = true
      painter?.view(view)
      ask()
    },
    seek(step) {
      if (step === newest.step) return
      newest.step = step
      fresh.step = true
      ask()
    },
    race(race) {
      nextRace = race
      ask()
    },
    close() {
      gone = true
      clearTimeout(silence)
      unwatch()
      line?.close()
      line = null
      canvas?.node.remove()
    },
  }
}

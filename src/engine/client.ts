import { type Ears, type Line, pageLine, workerLine } from '#engine/line.ts'
import type { EngineFacts, FromEngine, Outcome, Reason, Work, WorkKind } from '#engine/protocol.ts'

/** What the page hears. */
export type EngineNews =
  | {
      readonly kind: 'done'
      readonly work: Work
      readonly outcome: Outcome
      readonly facts: EngineFacts
    }
  | { readonly kind: 'failed'; readonly work: Work; readonly reason: Reason }
  | { readonly kind: 'progress'; readonly work: Work; readonly share: number }
  /** The worker was lost, a new one repeats the work. */
  | { readonly kind: 'recovered' }
  /** There are no workers here: the page computes by itself. */
  | { readonly kind: 'same-thread' }

export type Engine = {
  /**
   * Asks for work. Newer work of a kind replaces what waits; `urgent` also stops what runs. While a
   * gesture lasts nothing is stopped, or a long race would never be drawn.
   */
  ask(work: Work, urgent: boolean): void
  close(): void
}

/** What a kind of work has: at most one piece under way and one that waits, the newest. */
type Slot = { running: { id: number; work: Work } | null; next: Work | null; losses: number }

/** An engine that says nothing for so long is lost; it looks up every few milliseconds. */
const SILENCE = 8000

/** So often the same work may lose the engine before it is given up. */
const TRIES = 5

/** So many workers in a row may be lost before they said a word; then none is started any more. */
const MUTE = 5

type Ways = { worker(ears: Ears): Line; page(ears: Ears): Line }

/** Starts the engine and keeps it alive. `ways` is for tests. */
export function createEngine(
  listen: (news: EngineNews) => void,
  ways: Ways = { worker: workerLine, page: pageLine },
): Engine {
  const slots: Record<WorkKind, Slot> = {
    race: idle(),
    domain: idle(),
    view: idle(),
    arrows: idle(),
    sharpness: idle(),
    minima: idle(),
  }
  let latest = 0
  // A browser whose first worker never speaks has none that we can use. Once one spoke, more are
  // tried: but a script that is no longer there, after an update of the site, is not asked for ever.
  let heard = false
  let mute = 0
  let silence: ReturnType<typeof setTimeout> | undefined
  // The page's own engine could not be loaded either; tried again when there is something to do.
  let gone = false
  let line = connect(typeof Worker === 'undefined' ? 'page' : 'worker')

  function connect(way: keyof Ways): Line {
    // What an old line still says is not for the new one.
    const ears: Ears = {
      hear: (message) => void (line === made && hear(message)),
      lost: () => void (line === made && lost()),
    }
    let made: Line
    try {
      made = ways[way](ears)
    } catch {
      made = ways.page(ears)
    }
    if (made.thread === 'page') listen({ kind: 'same-thread' })
    return made
  }

  function hear(message: FromEngine): void {
    heard = true
    mute = 0
    if (message.kind === 'ready') return
    const slot = Object.values(slots).find(({ running }) => running?.id === message.id)
    if (!slot?.running) return
    const { work } = slot.running
    if (message.kind === 'progress') {
      watch()
      listen({ kind: 'progress', work, share: message.share })
      return
    }
    slot.running = null
    slot.losses = 0
    proceed(slot)
    watch()
    if (message.kind === 'done') {
      listen({ kind: 'done', work, outcome: message.outcome, facts: message.facts })
    } else if (message.kind === 'failed') listen({ kind: 'failed', work, reason: message.reason })
  }

  function lost(): void {
    line.close()
    if (line.thread === 'page') {
      gone = true
      for (const slot of Object.values(slots)) giveUp(slot)
      return
    }
    mute++
    const hopeless = !heard || mute > MUTE
    line = connect(hopeless ? 'page' : 'worker')
    if (!hopeless) listen({ kind: 'recovered' })
    for (const slot of Object.values(slots)) {
      const { running } = slot
      if (!running) continue
      slot.running = null
      slot.next ??= running.work
      if (slot.next === running.work && ++slot.losses >= TRIES) giveUp(slot)
      proceed(slot)
    }
    watch()
  }

  function giveUp(slot: Slot): void {
    const work = slot.next ?? slot.running?.work
    Object.assign(slot, idle())
    if (work) listen({ kind: 'failed', work, reason: { kind: 'fault', text: 'lost' } })
  }

  function proceed(slot: Slot): void {
    if (slot.running || !slot.next) return
    const running = { id: ++latest, work: slot.next }
    slot.running = running
    slot.next = null
    line.post({ kind: 'work', ...running })
  }

  /** Starts the wait anew, or ends it when nothing is under way. */
  function watch(): void {
    clearTimeout(silence)
    const busy = Object.values(slots).some(({ running }) => running)
    silence = busy && line.thread === 'worker' ? setTimeout(lost, SILENCE) : undefined
  }

  return {
    ask(work, urgent) {
      if (gone) line = connect('page')
      gone = false
      const slot = slots[work.kind]
      slot.next = work
      slot.losses = 0
      if (slot.running && urgent) line.post({ kind: 'stop', id: slot.running.id })
      const wasIdle = !slot.running
      proceed(slot)
      if (wasIdle) watch()
    },
    close() {
      clearTimeout(silence)
      line.close()
    },
  }
}

const idle = (): Slot => ({ running: null, next: null, losses: 0 })

/** A worker of the engine. Throws where there are none. */
const begin = () => new Worker(new URL('./race.worker.ts', import.meta.url), { type: 'module' })

/**
 * The page's first worker, begun before the page itself: it reads its script on another core while
 * this thread still evaluates React. This module has a chunk of its own, which the page asks for first.
 */
let early: Worker | null = null
let spoke = false
early = typeof Worker === 'undefined' ? null : begun()

function begun(): Worker | null {
  try {
    const worker = begin()
    // What befalls it before somebody listens befalls the next one too, and is told by that.
    worker.addEventListener('error', () => {
      if (early === worker) early = null
    })
    worker.addEventListener('message', () => (spoke = true), { once: true })
    return worker
  } catch {
    // Asked again, and told, by who needs it.
    return null
  }
}

/**
 * The worker that was begun early, once, and whether it already said that it is there; a new one ever
 * after. Throws where there are none.
 */
export function newWorker(): { readonly worker: Worker; readonly ready: boolean } {
  const ready = early !== null && spoke
  const worker = early ?? begin()
  early = null
  return { worker, ready }
}

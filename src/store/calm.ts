import type { State } from '#store/state.ts'
import { store } from '#store/store.ts'

/** A store to be read from, as often as it tells. */
export type Readable = {
  readonly getState: () => State
  readonly subscribe: (tell: () => void) => () => void
}

/** The store, but no oftener than so many milliseconds while a gesture lasts; true at once when it ends. */
function calmed(apart: number): Readable {
  const listeners = new Set<() => void>()
  let seen = store.getState()
  let looked = 0
  let later: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    clearTimeout(later)
    later = undefined
    looked = performance.now()
    seen = store.getState()
    for (const tell of listeners) tell()
  }

  store.subscribe(({ view }) => {
    const wait = looked + apart - performance.now()
    if (!view.dragging || wait <= 0) look()
    else later ??= setTimeout(look, wait)
  })
  return {
    getState: () => seen,
    subscribe(tell) {
      listeners.add(tell)
      return () => void listeners.delete(tell)
    },
  }
}

/** The store for words and numbers: nobody reads them faster, and the frame is the picture's. */
export const calm = calmed(100)

/** The store for what is dearer to draw than to read. */
export const calmer = calmed(200)

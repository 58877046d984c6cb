import type { State } from '#store/state.ts'
import { store } from '#store/store.ts'

/** Milliseconds between two looks while a hand moves the setup: nobody reads numbers faster. */
const APART = 100

const listeners = new Set<() => void>()
let seen: State = store.getState()
let later: ReturnType<typeof setTimeout> | undefined

function look(): void {
  clearTimeout(later)
  later = undefined
  seen = store.getState()
  for (const tell of listeners) tell()
}

store.subscribe((state) => {
  if (!state.view.dragging) look()
  else later ??= setTimeout(look, APART)
})

/**
 * The store for words and numbers: the same, but ten times a second while a gesture lasts, so that the
 * frame is the picture's. At the gesture's end it is true at once.
 */
export const calm = {
  getState: (): State => seen,
  subscribe(tell: () => void): () => void {
    listeners.add(tell)
    return () => void listeners.delete(tell)
  },
}

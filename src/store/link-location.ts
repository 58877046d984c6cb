import { sceneOf } from '#lessons/find-scene.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { encodeLink } from '#setup/encode-link.ts'
import { fragmentOf } from '#setup/link-fragment.ts'
import { endGesture } from '#store/actions.ts'
import type { Setup } from '#setup/setup.ts'
import type { State } from '#store/state.ts'
import { look, store, watch } from '#store/store.ts'
import { keepPreference, preference } from '#store/preferences.ts'
import { keptNeighbours, langInForce, themeInForce } from '#store/taste.ts'

/** Milliseconds between two writes of the address bar. */
const APART = 400

/** The link of what the page shows. */
export const currentLink = ({ setup, view }: Pick<State, 'setup' | 'view'>): string =>
  encodeLink(setup, { ...view.link, view: view.rect })

/**
 * Opens a link: what is good in it becomes the setup, one Undo away from the one before, and what is
 * bad is named. The race plays, unless the link fixes a step or the reader wants no motion. Undo does
 * not lead out of a link that locks something.
 */
function openLink(text: string, still: boolean): void {
  endGesture()
  const decoded = decodeLink(text)
  const { setup, view: wish, problems } = decoded
  const { view: rect, ...link } = wish
  const scene = sceneOf(decoded)
  const k = link.k === null ? null : Math.min(link.k, setup.T)
  store.setState((state) => ({
    setup: sameSetup(setup, state.setup) ? state.setup : setup,
    view: {
      ...state.view,
      rect,
      link,
      scene: scene?.id ?? null,
      curves: scene ? scene.curves : state.view.curves,
      neighbours: scene ? scene.neighbours === true : keptNeighbours(),
      cloudsBy: scene ? (scene.cloudsBy ?? 'run') : state.view.cloudsBy,
      step: k ?? (still ? setup.T : 0),
      playing: k === null && !still,
      dragging: false,
      hover: null,
      opened: [],
      mutedBefore: null,
      theme: themeInForce(link.theme),
      lang: langInForce(link.lang),
      notice: problems.length > 0 ? { kind: 'problems', problems } : null,
    },
  }))
  if (link.lock.length > 0) store.temporal.getState().clear()
}

const sameSetup = (a: Setup, b: Setup) => a === b || encodeLink(a) === encodeLink(b)

/** Writes what the address does not say yet; does nothing until the page is linked. */
let flush = (): void => {}

/**
 * Follows a link inside the page, as a click on it would: Back leads to what was here before. Takes
 * a whole address, `#fragment` or bare fragment.
 */
export function followLink(text: string): void {
  flush()
  location.hash = fragmentOf(text)
}

/** A link to another place of this page is about to be followed: what is left behind must be whole. */
function leaving({ target }: Event): void {
  if (target instanceof Element && target.closest('a[href^="#"]')) flush()
}

/** Joins the store to the address bar and to what this browser kept. Returns how to stop. */
export function linkLocation(): () => void {
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  const history = store.temporal.getState()
  const kept = preference('setup')
  const linked = location.hash.length > 1
  history.pause()
  openLink(kept ?? '', still.matches)
  look({ notice: null })
  // What was kept is one Undo away from the link.
  if (kept !== null) history.resume()
  if (linked) openLink(location.hash, still.matches)
  history.resume()
  const opened = store.getState().setup

  let written = 0
  // The address as last read or written here.
  let known = location.hash
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const state = store.getState()
    const link = currentLink(state)
    if (state.setup !== opened) keepPreference('setup', encodeLink(state.setup))
    // Somebody put another link there; its event is on the way and must find it.
    if (location.hash !== known || link === known) return
    if (location.hash.length <= 1 && link === currentLink(blank(state))) return
    written = performance.now()
    window.history.replaceState(window.history.state, '', link)
    known = location.hash
  }
  const soon = () => {
    timer ??= setTimeout(write, Math.max(0, written + APART - performance.now()))
  }
  const changed = () => {
    known = location.hash
    if (location.hash !== currentLink(store.getState())) openLink(location.hash, still.matches)
  }
  const stops = [
    watch(({ setup }) => setup, soon),
    watch(({ view }) => view.rect, soon),
    watch(({ view }) => view.link, soon),
    watch(
      ({ view }) => view.dragging,
      (dragging) => {
        if (!dragging) write()
      },
    ),
  ]
  window.addEventListener('hashchange', changed)
  window.addEventListener('pagehide', write)
  document.addEventListener('click', leaving, { capture: true })
  flush = write
  soon()
  return () => {
    clearTimeout(timer)
    window.removeEventListener('hashchange', changed)
    window.removeEventListener('pagehide', write)
    document.removeEventListener('click', leaving, { capture: true })
    for (const stop of stops) stop()
  }
}

/** What an address without a link shows. */
function blank({ view }: State): Pick<State, 'setup' | 'view'> {
  const { setup, view: wish } = decodeLink('')
  return { setup, view: { ...view, rect: null, link: wish } }
}

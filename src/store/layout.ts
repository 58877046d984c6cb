import { keepPreference, preference } from '#store/preferences.ts'
import type { Panel } from '#store/state.ts'
import { look, store } from '#store/store.ts'
import { toggled } from '#store/toggled.ts'

/** The panels that fold away, in the order of their buttons. */
export const PANELS: readonly Panel[] = ['runs', 'board', 'curves']

/** Folds a panel away or takes it out again, from now on and in this browser. */
export function fold(panel: Panel): void {
  const { folded } = store.getState().view
  const next = toggled(PANELS, folded, panel)
  keepPreference('folded', next.join())
  look({ folded: next })
}

/** What this reader folded away before. */
export function keptFolds(): readonly Panel[] {
  const kept = preference('folded')?.split(',') ?? []
  return PANELS.filter((panel) => kept.includes(panel))
}

/** The stage alone, large, on the whole screen where the browser allows it; once more, and all is back. */
export function togglePresenting(): void {
  const presenting = !store.getState().view.presenting
  look({ presenting })
  // A refusal (a frame without leave, a browser without the means) is no fault: the page is large anyway.
  const full = document.fullscreenElement
  if (presenting) void document.documentElement.requestFullscreen?.().catch(() => {})
  else if (full) void document.exitFullscreen().catch(() => {})
}

/** Leaves the presentation when the browser leaves the full screen. Returns how to stop. */
export function followFullscreen(): () => void {
  const left = () => {
    if (!document.fullscreenElement && store.getState().view.presenting) look({ presenting: false })
  }
  document.addEventListener('fullscreenchange', left)
  return () => document.removeEventListener('fullscreenchange', left)
}

import type { Lang } from '#i18n/words.ts'
import type { ThemeName } from '#plots/colors.ts'
import type { Phase } from '#plots/plot.ts'
import type { Setup } from '#setup/setup.ts'
import { keepPreference } from '#store/preferences.ts'
import { look, store } from '#store/store.ts'
import { lockedNow } from '#store/teacher.ts'

const history = () => store.temporal.getState()

/**
 * Changes the setup. A gesture sends 'move' as often as it likes and 'end' once, and is one step of
 * Undo; a change without a phase is one by itself.
 */
export function change(patch: Partial<Setup>, phase: Phase = 'end'): void {
  const { setup, view } = store.getState()
  const changed = differs(setup, patch)
  if (!changed && !(view.dragging && phase === 'end')) return
  // The first move is remembered with what was before it, the others are not.
  if (!view.dragging) history().resume()
  store.setState({
    setup: changed ? { ...setup, ...patch } : setup,
    view: { ...view, dragging: phase === 'move' },
  })
  if (phase === 'move') history().pause()
  else history().resume()
}

/** Looks only at what the patch speaks of: a drag asks sixty times a second. */
const differs = (setup: Setup, patch: Partial<Setup>) =>
  Object.entries(patch).some(([field, value]) => {
    const before: unknown = setup[field as keyof Setup]
    return value !== before && JSON.stringify(value) !== JSON.stringify(before)
  })

/** Ends a gesture that sent no 'end' of its own. */
export function endGesture(): void {
  if (store.getState().view.dragging) change({}, 'end')
}

/** Moves the start of all runs. */
export function moveStart(x: number, y: number, phase?: Phase): void {
  if (!lockedNow('start')) change({ start: [x, y] }, phase)
}

/** One step back in the setup's history. */
export const undo = (): void => travel('undo')

/** One step forward again. */
export const redo = (): void => travel('redo')

function travel(way: 'undo' | 'redo'): void {
  endGesture()
  const before = store.getState().setup
  history()[way]()
  const { setup } = store.getState()
  // Another surface has another place to look at; runs that come or go take their places with them.
  const moved = placeOf(setup) !== placeOf(before) && !lockedNow('view')
  const kept = setup.runs.length === before.runs.length
  const places = kept ? {} : { opened: [], mutedBefore: null }
  look({ hover: null, ...places, ...(moved ? { rect: null } : {}) })
}

/** What decides where one looks: which surface, and on what domain. */
const placeOf = ({ objective, domain }: Setup) =>
  JSON.stringify([objective.kind === 'catalog' ? objective.id : objective.kind, domain])

/** Dark or light, from now on and in this browser; a link's wish is over. */
export function chooseTheme(theme: ThemeName): void {
  keepPreference('theme', theme)
  look({ theme, link: { ...store.getState().view.link, theme: null } })
}

/** The language, from now on and in this browser; a link's wish is over. */
export function chooseLang(lang: Lang): void {
  keepPreference('lang', lang)
  look({ lang, link: { ...store.getState().view.link, lang: null } })
}

/** Takes the message away. */
export const dismiss = (): void => look({ notice: null })

/** Brings a run forward everywhere. */
export const hover = (run: string | null): void => {
  if (store.getState().view.hover !== run) look({ hover: run })
}

import { endGesture, redo, undo } from '#store/actions.ts'
import { scrub, togglePlay, walk } from '#store/clock.ts'
import { store } from '#store/store.ts'

/** What needs Space for itself, and what needs arrows, Home and End. */
const USES_SPACE = 'button, input, select, textarea, a[href], summary, [contenteditable]'
const USES_ARROWS = 'input, select, textarea, [role="slider"], [contenteditable]'

const clockKeys: Readonly<Record<string, () => void>> = {
  ' ': togglePlay,
  ArrowLeft: () => walk(-1),
  ArrowRight: () => walk(1),
  Home: () => scrub(0),
  End: () => scrub(store.getState().setup.T),
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const target = event.target instanceof Element ? event.target : document.body
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'z' || target.matches('[data-draft]')) return
    event.preventDefault()
    if (event.shiftKey) redo()
    else undo()
    return
  }
  const action = clockKeys[event.key]
  if (!action || target.matches(event.key === ' ' ? USES_SPACE : USES_ARROWS)) return
  event.preventDefault()
  action()
}

/** A slider let go where it was taken sends no end of its own; one that does comes first. */
const released = () => void setTimeout(endGesture)

/** Listens to the page's keys, where nobody else uses them, and to fingers that let go. */
export function listenToHands(): () => void {
  const ends = ['pointerup', 'pointercancel', 'blur'] as const
  window.addEventListener('keydown', pressed)
  for (const end of ends) window.addEventListener(end, released)
  return () => {
    window.removeEventListener('keydown', pressed)
    for (const end of ends) window.removeEventListener(end, released)
  }
}

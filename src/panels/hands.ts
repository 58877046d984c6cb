import { endGesture, redo, undo } from '#store/actions.ts'
import { scrub, togglePlay, walk } from '#store/clock.ts'
import { followPresenting } from '#panels/play-focus.ts'
import { togglePresenting } from '#store/layout.ts'
import { followLink } from '#store/link-location.ts'
import { store } from '#store/store.ts'

/** What needs Space for itself, and what needs arrows, Home and End. */
const USES_SPACE =
  'button, input:not([type="range"]), select, textarea, a[href], summary, [contenteditable]'
const USES_ARROWS = 'input, select, textarea, [role="slider"], [contenteditable]'

/** What takes letters, and what lies before the page or looks for an entry by its letters. */
const USES_LETTERS = 'input:not([type="range"]), select, textarea, [contenteditable]'
const LISTS = 'dialog, [role="dialog"], [role="menu"], [role="listbox"]'

const clockKeys: Readonly<Record<string, () => void>> = {
  ' ': togglePlay,
  ArrowLeft: () => walk(-1),
  ArrowRight: () => walk(1),
  Home: () => scrub(0),
  End: () => scrub(store.getState().setup.T),
}

/** What was last pressed with a pointer, until Tab moves on: its focus was not asked for by a key. */
let touched: Element | null = null

function touching({ target }: PointerEvent): void {
  touched = target instanceof Element ? target.closest('button') : null
}

function pressed(event: KeyboardEvent): void {
  if (event.key === 'Tab') touched = null
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const target = event.target instanceof Element ? event.target : document.body
  // What lies before the page has the keys to itself, also where nothing in it has the focus.
  if (target.closest(LISTS) || document.querySelector('dialog:modal')) return
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'z' || target.matches('[data-draft]')) return
    event.preventDefault()
    if (event.shiftKey) redo()
    else undo()
    return
  }
  const { presenting } = store.getState().view
  const free = !target.matches(USES_LETTERS)
  if (free && (event.key === 'p' || (event.key === 'Escape' && presenting))) {
    togglePresenting()
    return
  }
  const action = clockKeys[event.key]
  const taken =
    event.key === ' '
      ? target.matches(USES_SPACE) && target !== touched
      : target.matches(USES_ARROWS)
  if (!action || taken) return
  event.preventDefault()
  action()
}

/** A whole address of a setup, or its fragment alone. */
const LINK = /#v=\d|^\s*v=\d+&/

/** A link pasted where nobody takes text opens. */
function pasted(event: ClipboardEvent): void {
  const target = event.target instanceof Element ? event.target : document.body
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (event.defaultPrevented || target.matches(USES_LETTERS) || !LINK.test(text)) return
  event.preventDefault()
  followLink(text)
}

/** A slider let go where it was taken sends no end of its own; one that does comes first. */
const released = () => void setTimeout(endGesture)

/** Listens to the page's keys and to pasted links, where nobody else takes them, and to fingers that let go. */
export function listenToHands(): () => void {
  const ends = ['pointerup', 'pointercancel', 'blur'] as const
  const stop = followPresenting()
  window.addEventListener('pointerdown', touching, { capture: true })
  window.addEventListener('keydown', pressed)
  window.addEventListener('paste', pasted)
  for (const end of ends) window.addEventListener(end, released)
  return () => {
    stop()
    window.removeEventListener('pointerdown', touching, { capture: true })
    window.removeEventListener('keydown', pressed)
    window.removeEventListener('paste', pasted)
    for (const end of ends) window.removeEventListener(end, released)
  }
}

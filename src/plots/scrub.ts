import type { Phase } from '#plots/plot.ts'

export type ScrubTarget = {
  /** The step under a pointer, or null where there is no plot. */
  readonly stepAt: (event: PointerEvent) => number | null
  /** The clock and its end. */
  readonly now: () => { readonly step: number; readonly steps: number }
  readonly scrub: (step: number, phase: Phase) => void
  readonly over: (event: PointerEvent | null) => void
}

/** Makes `node` the slider of the clock: drag, arrows (Shift: ten), Page keys, Home and End. */
export function scrubGesture(node: HTMLElement, { stepAt, now, scrub, over }: ScrubTarget) {
  let dragging: number | null = null
  let last = 0
  node.setAttribute('role', 'slider')
  node.tabIndex = 0
  // A vertical swipe still scrolls the page under a finger.
  node.style.touchAction = 'pan-y'

  const move = (event: PointerEvent, phase: Phase) => {
    last = stepAt(event) ?? last
    scrub(last, phase)
  }
  const end = (event: PointerEvent) => {
    if (event.pointerId !== dragging) return
    dragging = null
    if (event.type === 'pointerup') move(event, 'end')
    else scrub(last, 'end')
  }
  node.addEventListener('pointerdown', (event) => {
    const step = stepAt(event)
    if (event.button !== 0 || step === null) return
    dragging = event.pointerId
    last = now().step
    node.setPointerCapture(event.pointerId)
    if (event.pointerType !== 'touch') move(event, 'move')
  })
  node.addEventListener('pointermove', (event) => {
    if (event.pointerId === dragging) move(event, 'move')
    else if (dragging === null && event.pointerType !== 'touch') over(event)
  })
  node.addEventListener('pointerup', end)
  node.addEventListener('pointercancel', end)
  node.addEventListener('pointerleave', () => over(null))
  node.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { step, steps } = now()
    const to = keyed(event, Math.floor(step), steps)
    if (to === null) return
    event.preventDefault()
    scrub(Math.min(Math.max(0, to), steps), 'end')
  })
}

function keyed({ key, shiftKey }: KeyboardEvent, step: number, steps: number): number | null {
  const one = shiftKey ? 10 : 1
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return step + one
    case 'ArrowLeft':
    case 'ArrowDown':
      return step - one
    case 'PageUp':
      return step + Math.max(1, Math.round(steps / 10))
    case 'PageDown':
      return step - Math.max(1, Math.round(steps / 10))
    case 'Home':
      return 0
    case 'End':
      return steps
    default:
      return null
  }
}

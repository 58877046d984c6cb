import { watch } from '#store/store.ts'

/** The clock's main button, or where a link hides the clock, nothing: Space plays from both. */
export function focusPlay(): void {
  const play = document.querySelector<HTMLButtonElement>('.timeline .main')
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  play?.focus({ preventScroll: true })
}

/**
 * A presentation takes panels away. Focus that was in one of them goes to the clock, and on leaving
 * to the button that began it. Returns how to stop.
 */
export const followPresenting = (): (() => void) =>
  watch(
    ({ view }) => view.presenting,
    (presenting) => {
      const held = document.activeElement
      if (!held || held === document.body) return
      const drawn = () => {
        if (held.isConnected && held.checkVisibility()) return
        if (presenting) focusPlay()
        else document.querySelector<HTMLElement>('.bar .present')?.focus()
      }
      requestAnimationFrame(() => requestAnimationFrame(drawn))
    },
  )

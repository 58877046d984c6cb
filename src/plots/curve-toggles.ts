import type { PanelBox } from '#plots/curve-layout.ts'
import type { CurvePanel } from '#plots/curve-props.ts'

const [WIDTH, HEIGHT] = [52, 28]

/** The switches at the heads of the panels; buttons, so that hands and keys reach them. */
export function curveToggles(parent: HTMLElement, press: (panel: string) => void) {
  const buttons = new Map<string, HTMLButtonElement>()

  function make(id: string) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'curve-toggle'
    button.addEventListener('click', () => press(id))
    buttons.set(id, button)
    return button
  }

  return {
    draw(panels: readonly CurvePanel[], boxes: readonly PanelBox[]) {
      const wanted = new Set(panels.flatMap(({ id, toggle }) => (toggle ? [id] : [])))
      for (const [id, button] of buttons) {
        if (wanted.has(id)) continue
        button.remove()
        buttons.delete(id)
      }
      let after: HTMLButtonElement | null = null
      for (const [i, { id, toggle }] of Array.from(panels.entries()).toReversed()) {
        if (!toggle) continue
        const button: HTMLButtonElement = buttons.get(id) ?? make(id)
        // In the order of the panels, for the Tab key; those that are there are not moved: they may have it.
        if (!button.isConnected) parent.insertBefore(button, after)
        after = button
        const { left, top, width } = boxes[i]!
        if (button.textContent !== toggle.text) button.textContent = toggle.text
        button.setAttribute('aria-label', toggle.name)
        button.title = toggle.tip
        Object.assign(button.style, {
          position: 'absolute',
          zIndex: '2',
          left: `${left + width - WIDTH}px`,
          top: `${top}px`,
          width: `${WIDTH}px`,
          height: `${HEIGHT}px`,
        })
      }
    },
  }
}

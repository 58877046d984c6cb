const SHOWN = 1600

/** One line over the stage for a moment: why the wheel did not zoom. */
export function wheelHint(parent: HTMLElement) {
  const node = document.createElement('p')
  node.className = 'stage-hint'
  node.setAttribute('aria-hidden', 'true')
  node.hidden = true
  parent.append(node)
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    show(text: string) {
      node.textContent = text
      node.hidden = false
      clearTimeout(timer)
      timer = setTimeout(() => (node.hidden = true), SHOWN)
    },
    destroy: () => clearTimeout(timer),
  }
}

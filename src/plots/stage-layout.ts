/** Room around the picture for numbers, and for the legend above it. */
export type Margins = {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** Margins of a stage of this width; a phone's are tighter, a graph has no legend. */
export function margins(width: number, dims: 1 | 2): Margins {
  const narrow = width < 480
  return { top: dims === 2 ? 34 : 10, right: narrow ? 8 : 12, bottom: 26, left: narrow ? 38 : 46 }
}

/** Where the buttons over the picture are, from its upper right corner: no number is written there. */
export const TOOLS = { width: 64, height: 228 }

export type StageNodes = ReturnType<typeof stageNodes>

/**
 * The stage's nodes, bottom to top: field, contours, swarm, paths, then the SVG, and `top` over all, which the
 * picture adds last.
 */
export function stageNodes(node: HTMLElement) {
  if (getComputedStyle(node).position === 'static') node.style.position = 'relative'
  const root = box(node, {
    inset: '0',
    overflow: 'hidden',
    userSelect: 'none',
    touchAction: 'none',
  })
  root.setAttribute('role', 'group')
  root.tabIndex = 0
  const picture = box(root, { overflow: 'hidden' })
  const below = box(picture, { inset: '0' })
  const swarm = box(picture, { inset: '0', pointerEvents: 'none' })
  swarm.dataset['layer'] = 'swarm'
  const above = box(picture, { inset: '0', pointerEvents: 'none' })
  const top = box(root, { overflow: 'hidden', pointerEvents: 'none' })
  return { root, picture, below, swarm, above, top }
}

function box(parent: HTMLElement, style: Partial<CSSStyleDeclaration>) {
  const node = document.createElement('div')
  Object.assign(node.style, { position: 'absolute' }, style)
  parent.append(node)
  return node
}

import { type Selection, create } from 'd3'

export type Group = Selection<SVGGElement, undefined, null, undefined>

/** An SVG that covers its parent and takes no pointer itself; what is interactive in it says so. */
export function svgLayer(parent: HTMLElement) {
  const svg = create('svg')
    .style('position', 'absolute')
    .style('inset', '0')
    .style('overflow', 'hidden')
    .style('pointer-events', 'none')
  parent.append(svg.node()!)
  return svg
}

/**
 * Writes an attribute only where it is another: a browser lays out and paints anew for a value that
 * is written again. One for each node.
 */
export function attributes(node: Element) {
  const last = new Map<string, string | null>()
  return (name: string, value: string | number | null) => {
    const text = value === null ? null : String(value)
    if (last.get(name) === text && last.has(name)) return
    last.set(name, text)
    if (text === null) node.removeAttribute(name)
    else node.setAttribute(name, text)
  }
}

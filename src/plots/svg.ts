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

import { pointer } from 'd3'
import type { Group } from '#plots/svg.ts'

const KEYS_ZOOM: Readonly<Record<string, number>> = { '+': 1 / 1.5, '=': 1 / 1.5, '-': 1.5, _: 1.5 }

/** Clicks and the hovering pointer on the empty stage, in pixels of `group`. */
export function stagePointer(
  group: Group,
  isHandle: (event: Event) => boolean,
  {
    clicked,
    over,
  }: {
    clicked: (px: number, py: number) => void
    over: (at: readonly [number, number] | null) => void
  },
) {
  group
    .on('click.stage', (event: MouseEvent) => {
      // d3-zoom swallows the click that ends a pan.
      if (!event.defaultPrevented) clicked(...pointer(event, group.node()))
    })
    .on('pointermove.stage', (event: PointerEvent) => {
      if (event.pointerType === 'touch') return
      const free = event.buttons === 0 && !isHandle(event)
      over(free ? pointer(event, group.node()) : null)
    })
    .on('pointerleave.stage', () => over(null))
}

/** Zooming by keys: + and − about the middle, 0 back to the default view. */
export function stageKeys(
  node: HTMLElement,
  { zoomed, reset }: { zoomed: (factor: number) => void; reset: () => void },
) {
  node.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const factor = KEYS_ZOOM[event.key]
    if (event.key === '0') reset()
    else if (factor) zoomed(factor)
    else return
    event.preventDefault()
  })
}

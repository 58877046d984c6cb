import { type D3ZoomEvent, zoom, zoomIdentity } from 'd3'
import type { Phase, Rect } from '#plots/plot.ts'
import type { Group } from '#plots/svg.ts'

const CLICK = 4
const [CLOSEST, FARTHEST] = [1e-10, 50]

/**
 * Zooming by wheel and pinch and panning by drag, inside `group`. `base` is the view at rest; a gesture's view
 * is counted from it, so that units stay as square as they were.
 */
export function zoomGesture(
  group: Group,
  {
    moved,
    ignore,
    scrolls,
  }: {
    moved: (view: Rect, phase: Phase) => void
    ignore: (event: Event) => boolean
    /** whether the wheel is the page's, asked of each that has no Ctrl or ⌘ with it */
    scrolls: () => boolean
  },
) {
  let base: Rect = [0, 1, 0, 1]
  let [width, height] = [1, 1]
  let active = false

  const behaviour = zoom<SVGGElement, undefined>()
    .extent(() => [
      [0, 0],
      [width, height],
    ])
    .clickDistance(CLICK)
    .filter(
      (event: MouseEvent) =>
        (event.type === 'wheel'
          ? event.ctrlKey || event.metaKey || !scrolls()
          : !event.ctrlKey && !event.button) && !ignore(event),
    )
    .on('start', ({ sourceEvent }: ZoomEvent) => {
      active = !!sourceEvent
    })
    .on('zoom', ({ transform, sourceEvent }: ZoomEvent) => {
      if (sourceEvent) moved(viewOf(transform), 'move')
    })
    .on('end', ({ transform, sourceEvent }: ZoomEvent) => {
      active = false
      // A click is a gesture without a move.
      if (sourceEvent && began !== transform.toString()) moved(viewOf(transform), 'end')
      began = transform.toString()
    })
  let began = zoomIdentity.toString()
  group.call(behaviour).on('dblclick.zoom', null).style('touch-action', 'none')

  function viewOf({ k, x, y }: { k: number; x: number; y: number }): Rect {
    const across = (px: number) => base[0] + ((px - x) / k / width) * (base[1] - base[0])
    const up = (py: number) => base[3] - ((py - y) / k / height) * (base[3] - base[2])
    return [across(0), across(width), up(height), up(0)]
  }

  return {
    get active() {
      return active
    },
    /** Begins again from `view`; `extent` is the width of the surface's domain. */
    rest(view: Rect, extent: number, w: number, h: number) {
      base = view
      ;[width, height] = [w, h]
      const now = base[1] - base[0]
      behaviour.scaleExtent([now / (extent * FARTHEST), now / (extent * CLOSEST)])
      group.property('__zoom', zoomIdentity)
      began = zoomIdentity.toString()
    },
    /** True if a view is neither too near nor too far. */
    within: ([x0, x1]: Rect, extent: number) =>
      x1 - x0 > extent * CLOSEST && x1 - x0 < extent * FARTHEST,
    destroy() {
      group.on('.zoom', null)
    },
  }
}

type ZoomEvent = D3ZoomEvent<SVGGElement, undefined>

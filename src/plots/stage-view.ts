import { changes, type Frame } from '#plots/frame.ts'
import type { Phase, Rect } from '#plots/plot.ts'
import type { StageEvents, StageProps } from '#plots/stage-props.ts'
import type { Group } from '#plots/svg.ts'
import { graphView, isRect, sameView, squareUnits } from '#plots/view.ts'
import { zoomGesture } from '#plots/zoom.ts'

/** How much more of the plane than is visible a field is wanted for, on each side. */
const AROUND = 0.06
/** How much air the default view leaves around the domain: starts like to stand on its edge. */
const AIR = 0.04

const widened = ([x0, x1, y0, y1]: Rect, by: number): Rect => {
  const [dx, dy] = [(x1 - x0) * by, (y1 - y0) * by]
  return [x0 - dx, x1 + dx, y0 - dy, y1 + dy]
}

/** Decides what rectangle is visible: the props', until a gesture takes over; tells the outside of each change. */
export function stageView(
  group: Group,
  handle: Element,
  { changed, onView }: { changed: () => void } & Pick<StageEvents, 'onView'>,
) {
  const asked = changes()
  const sized = changes()
  let frame: Frame | null = null
  let locked = false
  // width of the surface's domain: what zooming is limited by
  let extent = 1

  const zoom = zoomGesture(group, {
    ignore: (event) => locked || (event.target instanceof Node && handle.contains(event.target)),
    moved: take,
  })

  function take(rect: Rect, phase: Phase) {
    if (!frame || !isRect(rect)) return
    frame = { ...frame, rect }
    changed()
    onView(rect, phase, widened(rect, AROUND))
  }

  return {
    /** The view for these props at this size. */
    settle(props: StageProps, width: number, height: number): Frame {
      locked = props.locked.view
      extent = props.domain[1] - props.domain[0]
      if (frame && zoom.active && frame.width === width && frame.height === height) return frame
      const home =
        props.dims === 1 ? graphView(props.domain, props.field) : widened(props.domain, AIR)
      const wanted = isRect(props.view)
        ? props.view
        : isRect(home)
          ? home
          : ([-1, 1, -1, 1] as const)
      const stretch = props.stretch === true || props.dims === 1
      const resized = sized(width, height, stretch)
      if (!asked(...wanted) && !resized && frame) return frame
      // What the reader just did comes back through the props.
      if (frame && !resized && sameView(wanted, frame.rect, width, height)) return frame
      const rect = stretch ? wanted : squareUnits(wanted, width, height)
      frame = { rect, width, height }
      zoom.rest(rect, extent, width, height)
      onView(rect, 'fit', widened(rect, AROUND))
      return frame
    },
    /** Zooms about the middle. */
    by(factor: number) {
      if (!frame || locked) return
      const [x0, x1, y0, y1] = frame.rect
      const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2]
      const [rx, ry] = [((x1 - x0) / 2) * factor, ((y1 - y0) / 2) * factor]
      const rect = [cx - rx, cx + rx, cy - ry, cy + ry] as const
      if (!zoom.within(rect, extent)) return
      zoom.rest(rect, extent, frame.width, frame.height)
      take(rect, 'end')
    },
    destroy: () => zoom.destroy(),
  }
}

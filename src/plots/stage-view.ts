import { changes, type Frame } from '#plots/frame.ts'
import type { Phase, Rect } from '#plots/plot.ts'
import type { StageEvents, StageProps } from '#plots/stage-props.ts'
import type { Group } from '#plots/svg.ts'
import { defaultView, graphView, isRect, sameView, squareUnits, widened } from '#plots/view.ts'
import { zoomGesture } from '#plots/zoom.ts'

/** How much more of the plane than is visible a field is wanted for, on each side. */
const AROUND = 0.06
/** How much room a view has that was widened around a place. */
const ROOM = 0.06

/** Decides what rectangle is visible: the props', until a gesture takes over; tells the outside of each change. */
export function stageView(
  group: Group,
  {
    changed,
    onView,
    isHandle,
    scrolls,
  }: {
    changed: () => void
    /** whether an event is a handle's */
    isHandle: (event: Event) => boolean
    scrolls: () => boolean
  } & Pick<StageEvents, 'onView'>,
) {
  const asked = changes()
  const sized = changes()
  let frame: Frame | null = null
  let locked = false
  // width of the surface's domain: what zooming is limited by
  let extent = 1
  let square = true

  const zoom = zoomGesture(group, {
    ignore: (event) => locked || isHandle(event),
    scrolls: () => !locked && scrolls(),
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
        props.dims === 1 ? graphView(props.domain, props.field) : defaultView(props.domain)
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
      square = !stretch
      const rect = square ? squareUnits(wanted, width, height) : wanted
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
    /** Widens the view until a place is in it. */
    contain(x: number, y: number) {
      if (!frame || locked || !Number.isFinite(x + y)) return
      const [x0, x1, y0, y1] = frame.rect
      const around = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)] as const
      const wide = widened(around, ROOM)
      const rect = square ? squareUnits(wide, frame.width, frame.height) : wide
      zoom.rest(rect, extent, frame.width, frame.height)
      take(rect, 'end')
    },
    destroy: () => zoom.destroy(),
  }
}

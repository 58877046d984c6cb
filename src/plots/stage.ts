import { watchSize } from '#plots/canvas.ts'
import { type Frame, changes, frameOnce, planeX, planeY } from '#plots/frame.ts'
import { stageKeys, stagePointer } from '#plots/gestures.ts'
import type { Plot } from '#plots/plot.ts'
import { stageNodes } from '#plots/stage-layout.ts'
import { stagePicture } from '#plots/stage-picture.ts'
import type { StageEvents, StageProps } from '#plots/stage-props.ts'
import { attributes } from '#plots/svg.ts'
import { stageView } from '#plots/stage-view.ts'
import { isRect, toPixel } from '#plots/view.ts'
import { wheelHint } from '#plots/wheel-hint.ts'

/** The stage, and the empty place between contours and paths where the swarm's canvas is put. */
export type Stage = Plot<StageProps> & {
  readonly swarm: HTMLElement
  /** Makes what is visible so many times as wide, about the middle. */
  readonly zoom: (factor: number) => void
}

/** The surface, the runs' ways over it, their start; see `StageProps`. It fills `node`. */
export function stage(node: HTMLElement, events: StageEvents): Stage {
  const nodes = stageNodes(node)
  let props: StageProps | null = null
  let space = { width: 0, height: 0 }
  let frame: Frame | null = null
  // Where the reader holds the start, until the props say so too.
  let held: readonly [number, number] | null = null
  const named = attributes(nodes.root)
  const frames = frameOnce(draw, true)
  const request = () => frames.request()

  const picture = stagePicture(nodes, {
    moved(x, y, phase) {
      held = phase === 'move' ? [x, y] : null
      request()
      events.onStart(x, props?.dims === 1 ? props.start[1] : y, phase)
    },
    movedOwn(run, x, y, phase) {
      const before = props?.own?.find(({ id }) => id === run)?.y ?? 0
      events.onOwnStart(run, x, props?.dims === 1 ? before : y, phase)
    },
    wanted: (x, y) => view.contain(x, y),
  })
  const hint = wheelHint(nodes.root)
  const view = stageView(picture.active, {
    isHandle: picture.isHandle,
    scrolls,
    changed: request,
    onView: (rect, phase, around) => events.onView(rect, phase, around),
  })
  const hovered = changes()
  hovered(null)
  const framed = changes()

  stagePointer(picture.active, picture.isHandle, {
    clicked(px, py) {
      if (!frame || !props || props.locked.start) return
      const { rect, width, height } = frame
      const x = toPixel(planeX(frame, px), (rect[1] - rect[0]) / width)
      const y = toPixel(planeY(frame, py), (rect[3] - rect[2]) / height)
      events.onPlace(x, props.dims === 1 ? props.start[1] : y)
    },
    over(at) {
      const run = at && picture.nearest(...at)
      if (hovered(run)) events.onHover(run)
    },
  })
  stageKeys(nodes.root, {
    zoomed: (factor) => view.by(factor),
    reset: () => props?.locked.view === false && events.onReset(),
  })
  const unwatch = watchSize(node, (width, height) => {
    space = { width, height }
    request()
  })

  /** Where the page itself scrolls, the wheel is its own until the reader is at work on the stage. */
  function scrolls() {
    const { scrollHeight = 0, clientHeight = 0 } = document.scrollingElement ?? {}
    const its = scrollHeight > clientHeight + 1 && !nodes.root.contains(document.activeElement)
    if (its && props) hint.show(props.labels.wheel)
    return its
  }

  function draw() {
    const room = props && picture.resize(space, props.dims)
    if (!props || !room) return
    named('aria-label', props.labels.stage)
    frame = view.settle(props, room.width, room.height)
    if (framed(...frame.rect, frame.width, frame.height)) events.onFrame?.(frame)
    picture.draw(frame, props, held ?? props.start)
  }

  return {
    swarm: nodes.swarm,
    zoom: (factor) => view.by(factor),
    update(next) {
      props = drawable(next)
      request()
    },
    destroy() {
      frames.cancel()
      picture.destroy()
      unwatch()
      view.destroy()
      hint.destroy()
      nodes.root.remove()
    },
  }
}

/** The props without what cannot be drawn. */
function drawable(props: StageProps): StageProps {
  const { field, box } = props
  const whole =
    field !== null &&
    isRect(field.rect) &&
    field.nx >= 1 &&
    field.ny >= 1 &&
    field.values.length >= field.nx * field.ny
  return {
    ...props,
    field: whole ? field : null,
    box: isRect(box) ? box : null,
    step: Number.isFinite(props.step) ? props.step : 0,
  }
}

import type { Theme } from '#plots/colors.ts'
import { formatValue } from '#plots/format.ts'
import { changes, type Frame, pixelX, pixelY, planeX, planeY } from '#plots/frame.ts'
import { niceBelow } from '#plots/nice.ts'
import type { Phase } from '#plots/plot.ts'
import { attributes, type Group } from '#plots/svg.ts'
import { toPixel } from '#plots/view.ts'

const RADIUS = 6
const ARM = 10
const TOUCH = 22
const FOCUS = 16

export type HandleProps = {
  readonly theme: Theme
  /** a run's colour where it is that run's alone */
  readonly color?: string
  /** where it is shown; on a graph y is f(x) */
  readonly x: number
  readonly y: number
  /** what is told of its height where that is not y */
  readonly value?: number
  /** true: it moves along x only */
  readonly flat: boolean
  readonly locked: boolean
  readonly label: string
}

type Moved = (x: number, y: number, phase: Phase) => void

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** Where runs begin: a ring with a cross-hair, dragged, or moved by the arrow keys (Shift: ten times). */
export function startHandle(parent: Group, moved: Moved, size = 1) {
  const group = parent.append('g').attr('role', 'slider')
  group.append('circle').attr('r', TOUCH).attr('fill', 'transparent')
  const focus = group.append('circle').attr('r', FOCUS).attr('stroke-width', 1.5)
  const cross = `M-${ARM},0H-2M2,0H${ARM}M0,-${ARM}V-2M0,2V${ARM}`
  const halo = group.append('path').attr('d', cross).attr('stroke-width', 4)
  const haloRing = group.append('circle').attr('r', RADIUS).attr('stroke-width', 4.5)
  const lines = group.append('path').attr('d', cross).attr('stroke-width', 1.5)
  const ring = group.append('circle').attr('r', RADIUS).attr('stroke-width', 2)
  group
    .selectAll('path, circle:not(:first-child)')
    .attr('fill', 'none')
    .attr('pointer-events', 'none')
    .attr('transform', `scale(${size})`)

  let frame: Frame = { rect: [0, 1, 0, 1], width: 1, height: 1 }
  let props: HandleProps | null = null
  const node = group.node()!
  const set = attributes(node)
  const dressed = changes()
  const isHeld = dragging(group, moved, () => ({ frame, props }))
  const drawn = byKeys(group, moved, () => ({ frame, props }))
  // The ring of the one that the keys speak to; its colour comes with the next picture, so it is set here too.
  group.on('focus.ring blur.ring', ({ type }: FocusEvent) => {
    const shown = type === 'focus' && node.matches(':focus-visible')
    focus.attr('stroke', shown && props ? props.theme.text : 'none')
  })

  return {
    node,
    draw(now: Frame, next: HandleProps) {
      frame = now
      props = next
      drawn()
      const { theme, x, y, locked, label } = next
      const [px, py] = [pixelX(frame, x), pixelY(frame, y)]
      const seen =
        Number.isFinite(px) && Number.isFinite(py) && Math.abs(px) < 1e6 && Math.abs(py) < 1e6
      set('display', seen ? null : 'none')
      set('transform', seen ? `translate(${px},${py})` : null)
      set('aria-valuemin', seen ? Math.min(x, frame.rect[0]) : null)
      set('aria-valuemax', seen ? Math.max(x, frame.rect[1]) : null)
      set('aria-valuenow', seen ? x : null)
      set('aria-valuetext', placeText(frame, next))
      const focused = node.matches(':focus-visible')
      if (!dressed(theme, locked, label, next.color, isHeld(), focused)) return
      group
        .attr('tabindex', locked ? null : 0)
        .attr('aria-disabled', locked ? 'true' : null)
        .attr('aria-label', label)
        .style('cursor', locked ? 'default' : isHeld() ? 'grabbing' : 'grab')
        .style('pointer-events', locked ? 'none' : 'all')
        .style('touch-action', 'none')
        .style('outline', 'none')
      focus.attr('stroke', focused ? theme.text : 'none')
      for (const under of [halo, haloRing]) under.attr('stroke', theme.surface[0])
      for (const over of [lines, ring]) over.attr('stroke', next.color ?? theme.text)
    },
  }
}

/** Five digits, but none that are nothing beside what the view spans. */
const told = (value: number, span: number) =>
  formatValue(value, Math.max(Math.abs(value) / 1e4, Math.abs(span) * 1e-9))

const placeText = ({ rect }: Frame, { x, y, value = y, flat }: HandleProps) =>
  `x ${told(x, rect[1] - rect[0])}, ${flat ? 'f' : 'y'} ${told(value, rect[3] - rect[2])}`

type Now = () => { frame: Frame; props: HandleProps | null }

function dragging(group: Group, moved: Moved, now: Now) {
  // Where start and pointer were: asking the page where a pointer is within it would have it laid
  // out at every move.
  let grabbed: { px: number; py: number; clientX: number; clientY: number; frame: Frame } | null =
    null
  const grab = ({ clientX, clientY }: PointerEvent, frame: Frame, { x, y }: HandleProps) => {
    grabbed = { px: pixelX(frame, x), py: pixelY(frame, y), clientX, clientY, frame }
  }
  // Where it was brought; null while it has not moved: a mere click must not round the start.
  let brought: readonly [number, number] | null = null
  const move = (event: PointerEvent, phase: Phase) => {
    const { frame, props } = now()
    if (!grabbed || !props) return
    // In a picture of another size the pixels of before mean other places: held anew where it is.
    const resized = grabbed.frame.width !== frame.width || grabbed.frame.height !== frame.height
    if (resized) grab(event, frame, props)
    const still = event.clientX === grabbed.clientX && event.clientY === grabbed.clientY
    if (!brought && still) return
    const { width, height, rect } = frame
    const zoom = group.node()?.currentCSSZoom ?? 1
    // The start stays in view, whole pixels from the edge, so that it can be grabbed again.
    const x = planeX(
      frame,
      Math.min(width, Math.max(0, grabbed.px + (event.clientX - grabbed.clientX) / zoom)),
    )
    const y = planeY(
      frame,
      Math.min(height, Math.max(0, grabbed.py + (event.clientY - grabbed.clientY) / zoom)),
    )
    brought = [toPixel(x, (rect[1] - rect[0]) / width), toPixel(y, (rect[3] - rect[2]) / height)]
    moved(...brought, phase)
  }
  group
    .on('pointerdown', (event: PointerEvent) => {
      const { frame, props } = now()
      if (!props || props.locked || event.button !== 0) return
      brought = null
      grab(event, frame, props)
      group.node()!.setPointerCapture(event.pointerId)
    })
    .on('pointermove', (event: PointerEvent) => move(event, 'move'))
    .on('pointerup', (event: PointerEvent) => {
      move(event, 'end')
      grabbed = null
    })
    // One that is cancelled comes without a place of its own.
    .on('pointercancel', () => {
      if (grabbed && brought) moved(...brought, 'end')
      grabbed = null
    })
    // The click that ends a drag must not place the start.
    .on('click', (event: MouseEvent) => event.stopPropagation())
  return () => grabbed !== null
}

function byKeys(group: Group, moved: Moved, now: Now) {
  let last: readonly [number, number] | null = null
  let pressed = false
  const end = () => {
    if (pressed && last) moved(...last, 'end')
    pressed = false
  }
  group
    .on('keydown', (event: KeyboardEvent) => {
      const arrow = ARROWS[event.key]
      const { frame, props } = now()
      if (!arrow || !props || props.locked || (props.flat && arrow[1] !== 0)) return
      event.preventDefault()
      event.stopPropagation()
      const { rect, width, height } = frame
      const times = event.shiftKey ? 10 : 1
      const [ux, uy] = [
        niceBelow((rect[1] - rect[0]) / width) * 2,
        niceBelow((rect[3] - rect[2]) / height) * 2,
      ]
      const [x, y] = last ?? [props.x, props.y]
      last = [toPixel(x + times * ux * arrow[0], ux), toPixel(y + times * uy * arrow[1], uy)]
      pressed = true
      moved(...last, 'move')
    })
    .on('keyup blur', end)
  // A key may come before the last one's place is on the screen.
  return () => {
    if (!pressed) last = null
  }
}

import { type Theme, runColor } from '#plots/colors.ts'
import type { Frame } from '#plots/frame.ts'
import { isHollow, markerPath } from '#plots/run-marks.ts'

const RADIUS = 5

type Spot = { readonly x: number; readonly y: number }

/** Where a run is now: its marker, 5 px, with a halo. */
export function drawHead(context: CanvasRenderingContext2D, { x, y }: Spot, index: number, theme: Theme) {
  drawMarker(context, x, y, RADIUS, index, theme, 1.5)
}

/** The marker of a run at a place. */
export function drawMarker(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  index: number,
  theme: Theme,
  halo: number,
) {
  const shape = new Path2D()
  shape.addPath(new Path2D(markerPath(index, radius)), { e: x, f: y })
  context.lineJoin = 'round'
  context.strokeStyle = theme.surface[0]
  context.lineWidth = 2 * halo + (isHollow(index) ? 2 : 0)
  context.stroke(shape)
  context.fillStyle = isHollow(index) ? theme.surface[0] : runColor(theme, index)
  context.fill(shape)
  if (!isHollow(index)) return
  context.strokeStyle = runColor(theme, index)
  context.lineWidth = 1.75
  context.stroke(shape)
}

/** An arrow at the edge of the view: the run went on from there. */
export function drawArrow(
  context: CanvasRenderingContext2D,
  { x, y, angle }: Spot & { readonly angle: number },
  { width, height }: Frame,
  color: string,
  halo: string,
) {
  const arrow = new Path2D('M1,0L-10,5.5L-7.5,0L-10,-5.5Z')
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const placed = new Path2D()
  const [e, f] = [Math.min(Math.max(x, 2), width - 2), Math.min(Math.max(y, 2), height - 2)]
  placed.addPath(arrow, { a: cos, b: sin, c: -sin, d: cos, e, f })
  context.lineJoin = 'round'
  context.strokeStyle = halo
  context.lineWidth = 3
  context.stroke(placed)
  context.fillStyle = color
  context.fill(placed)
}

import { type Theme, runColor } from '#plots/colors.ts'
import type { Frame } from '#plots/frame.ts'
import { isHollow, markerCorners } from '#plots/run-marks.ts'

type Spot = { readonly x: number; readonly y: number }

/** The marker of a run at a place, with a halo of the surface's colour. */
export function drawMarker(
  context: CanvasRenderingContext2D,
  { x, y }: Spot,
  index: number,
  theme: Theme,
  { radius = 5, halo = 1.5 } = {},
) {
  const hollow = isHollow(index)
  context.beginPath()
  const corners = markerCorners(index)
  if (corners) polygon(context, corners, (px, py) => [x + px * radius, y + py * radius])
  else context.arc(x, y, radius, 0, 2 * Math.PI)
  context.lineJoin = 'round'
  context.strokeStyle = theme.surface[0]
  context.lineWidth = 2 * halo + (hollow ? 2 : 0)
  context.stroke()
  context.fillStyle = hollow ? theme.surface[0] : runColor(theme, index)
  context.fill()
  if (!hollow) return
  context.strokeStyle = runColor(theme, index)
  context.lineWidth = 1.75
  context.stroke()
}

/** The corners of the arrow of a run that left the view, its tip at (0, 0), pointing right. */
export const ARROW = [
  [1, 0],
  [-10, 5.5],
  [-7.5, 0],
  [-10, -5.5],
] as const

/** An arrow at the edge of the view: the run went on from there. */
export function drawArrow(
  context: CanvasRenderingContext2D,
  { x, y, angle }: Spot & { readonly angle: number },
  { width, height }: Frame,
  color: string,
  halo: string,
) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [cx, cy] = [Math.min(Math.max(x, 2), width - 2), Math.min(Math.max(y, 2), height - 2)]
  context.beginPath()
  polygon(context, ARROW, (px, py) => [cx + cos * px - sin * py, cy + sin * px + cos * py])
  context.lineJoin = 'round'
  context.strokeStyle = halo
  context.lineWidth = 3
  context.stroke()
  context.fillStyle = color
  context.fill()
}

function polygon(
  context: CanvasRenderingContext2D,
  corners: readonly (readonly [number, number])[],
  placed: (x: number, y: number) => readonly [number, number],
) {
  for (const [i, corner] of corners.entries()) {
    const [x, y] = placed(...corner)
    if (i === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  context.closePath()
}

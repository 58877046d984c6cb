import { canvasLayer } from '#plots/canvas.ts'
import type { Theme } from '#plots/colors.ts'
import { type Frame, pixelX, pixelY } from '#plots/frame.ts'
import type { Arrows } from '#plots/stage-props.ts'

/** Of the distance between two arrows, how much the longest and the shortest take. */
const [LONGEST, SHORTEST] = [0.78, 0.16]
/** The shortest stand for this part of the greatest gradient, or less. */
export const SHORTEST_PART = 1e-4
const HEAD = 3.2
/** The radius of the dot of a gradient that is zero, in pixels. */
export const DOT = 1.25

type Pixel = readonly [x: number, y: number]

/** The length of an arrow, 0 … 1 of the longest, by the logarithm of its gradient's norm. */
export function arrowLength(norm: number, greatest: number): number {
  const decades = -Math.log10(SHORTEST_PART)
  const part = Math.max(0, 1 + (Math.log10(norm) - Math.log10(greatest)) / decades)
  return (SHORTEST + (LONGEST - SHORTEST) * part) / LONGEST
}

/** Each arrow as lines, two ends a line; a gradient that is zero is one point, one that is NaN nothing. */
export function arrowStrokes(frame: Frame, { values, nx, ny, rect }: Arrows): Pixel[][] {
  const [kx, ky] = [
    frame.width / (frame.rect[1] - frame.rect[0]),
    frame.height / (frame.rect[3] - frame.rect[2]),
  ]
  const [dx, dy] = [(rect[1] - rect[0]) / nx, (rect[3] - rect[2]) / ny]
  const longest = LONGEST * Math.min(dx * kx, dy * ky)
  const greatest = greatestNorm(values)
  const all: Pixel[][] = []
  for (let at = 0; at < nx * ny; at++) {
    const [gx, gy] = [values[2 * at]!, values[2 * at + 1]!]
    const norm = Math.hypot(gx, gy)
    if (!Number.isFinite(norm)) continue
    const x = pixelX(frame, rect[0] + ((at % nx) + 0.5) * dx)
    const y = pixelY(frame, rect[2] + (Math.floor(at / nx) + 0.5) * dy)
    // Down the slope as the plane lies on the screen, where units need not be square.
    const angle = Math.atan2((gy / norm) * ky, (-gx / norm) * kx)
    all.push(norm === 0 ? [[x, y]] : arrow(x, y, angle, longest * arrowLength(norm, greatest)))
  }
  return all
}

/** Steepest descent, −∇f, as thin arrows; a dot where the gradient is zero, nothing where it is NaN. */
export function arrowLayer(parent: HTMLElement) {
  const layer = canvasLayer(parent)
  return {
    draw(frame: Frame, arrows: Arrows | null, theme: Theme) {
      const context = layer.clear(frame.width, frame.height)
      if (!arrows) return
      context.strokeStyle = theme.quiet
      context.fillStyle = theme.quiet
      context.lineWidth = 1
      context.beginPath()
      for (const strokes of arrowStrokes(frame, arrows)) {
        if (strokes.length === 1) {
          const [[x, y]] = strokes as [Pixel]
          context.moveTo(x + DOT, y)
          context.arc(x, y, DOT, 0, 2 * Math.PI)
        }
        for (let i = 0; i + 1 < strokes.length; i += 2) {
          context.moveTo(...strokes[i]!)
          context.lineTo(...strokes[i + 1]!)
        }
      }
      context.stroke()
    },
  }
}

function greatestNorm(values: Float64Array): number {
  let greatest = 0
  for (let i = 0; i + 1 < values.length; i += 2) {
    const norm = Math.hypot(values[i]!, values[i + 1]!)
    if (Number.isFinite(norm) && norm > greatest) greatest = norm
  }
  return greatest
}

/** An arrow whose middle is at x, y. */
function arrow(x: number, y: number, angle: number, length: number): Pixel[] {
  const [cos, sin] = [Math.cos(angle) / 2, Math.sin(angle) / 2]
  const tip: Pixel = [x + length * cos, y + length * sin]
  const barb = Math.min(HEAD, length / 2)
  const barbs = [-2.6, 2.6].flatMap((turn): Pixel[] => [
    tip,
    [tip[0] + barb * Math.cos(angle + turn), tip[1] + barb * Math.sin(angle + turn)],
  ])
  return [[x - length * cos, y - length * sin], tip, ...barbs]
}

import { canvasLayer } from '#plots/canvas.ts'
import type { Theme } from '#plots/colors.ts'
import { type Frame, pixelX, pixelY } from '#plots/frame.ts'
import type { Arrows } from '#plots/stage-props.ts'

/** Of the distance between two arrows, how much the longest and the shortest take. */
const [LONGEST, SHORTEST] = [0.78, 0.16]
/** The shortest stand for this part of the greatest gradient, or less. */
export const SHORTEST_PART = 1e-4
const HEAD = 3.2
const DOT = 1.25

/** The length of an arrow, 0 … 1 of the longest, by the logarithm of its gradient's norm. */
export function arrowLength(norm: number, greatest: number): number {
  const decades = -Math.log10(SHORTEST_PART)
  const part = Math.max(0, 1 + (Math.log10(norm) - Math.log10(greatest)) / decades)
  return (SHORTEST + (LONGEST - SHORTEST) * part) / LONGEST
}

/** Steepest descent, −∇f, as thin arrows; a dot where the gradient is zero, nothing where it is NaN. */
export function arrowLayer(parent: HTMLElement) {
  const layer = canvasLayer(parent)
  return {
    draw(frame: Frame, arrows: Arrows | null, theme: Theme) {
      const context = layer.clear(frame.width, frame.height)
      if (!arrows) return
      const { values, nx, ny, rect } = arrows
      const [kx, ky] = [
        frame.width / (frame.rect[1] - frame.rect[0]),
        frame.height / (frame.rect[3] - frame.rect[2]),
      ]
      const [dx, dy] = [(rect[1] - rect[0]) / nx, (rect[3] - rect[2]) / ny]
      const longest = LONGEST * Math.min(dx * kx, dy * ky)
      const greatest = greatestNorm(values)
      context.strokeStyle = theme.quiet
      context.fillStyle = theme.quiet
      context.lineWidth = 1
      context.beginPath()
      for (let at = 0; at < nx * ny; at++) {
        const [gx, gy] = [values[2 * at]!, values[2 * at + 1]!]
        const norm = Math.hypot(gx, gy)
        if (!Number.isFinite(norm)) continue
        const x = pixelX(frame, rect[0] + ((at % nx) + 0.5) * dx)
        const y = pixelY(frame, rect[2] + (Math.floor(at / nx) + 0.5) * dy)
        if (norm === 0) {
          context.moveTo(x + DOT, y)
          context.arc(x, y, DOT, 0, 2 * Math.PI)
          continue
        }
        // Down the slope as the plane lies on the screen, where units need not be square.
        const angle = Math.atan2((gy / norm) * ky, (-gx / norm) * kx)
        arrow(context, x, y, angle, longest * arrowLength(norm, greatest))
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
function arrow(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  angle: number,
  length: number,
) {
  const [cos, sin] = [Math.cos(angle) / 2, Math.sin(angle) / 2]
  const [tipX, tipY] = [x + length * cos, y + length * sin]
  context.moveTo(x - length * cos, y - length * sin)
  context.lineTo(tipX, tipY)
  const barb = Math.min(HEAD, length / 2)
  for (const turn of [-2.6, 2.6]) {
    context.moveTo(tipX, tipY)
    context.lineTo(tipX + barb * Math.cos(angle + turn), tipY + barb * Math.sin(angle + turn))
  }
}

import { type Theme, runColor } from '#plots/colors.ts'
import type { Pixels } from '#plots/path-pixels.ts'
import { runDash } from '#plots/run-marks.ts'

/** Opacity of a path from its oldest part to its newest, in equal lengths. */
const FADE = [0.45, 0.53, 0.62, 0.73, 0.86, 1]
const WIDTH = 2
const HALO = 1
const DOT = 1.9
const DOTS_APART = 4

/** What comes after the clock: a thin faint line. */
export function drawAhead(
  context: CanvasRenderingContext2D,
  path: Pixels,
  color: string,
  alpha: number,
) {
  context.globalAlpha = 0.45 * alpha
  context.strokeStyle = color
  context.lineWidth = 1.25
  trace(context, path, 0, path.count - 1)
  context.stroke()
}

/** A path up to the clock: a halo, then the line, older parts fainter, with its steps as dots. */
export function drawPath(
  context: CanvasRenderingContext2D,
  path: Pixels,
  index: number,
  theme: Theme,
  dim: number,
  halo: boolean,
) {
  const last = path.count - 1
  if (last < 0) return
  if (halo) {
    context.globalAlpha = 0.85
    context.strokeStyle = theme.surface[0]
    context.lineWidth = WIDTH + 2 * HALO
    trace(context, path, 0, last)
    context.stroke()
  }

  const whole = path.length[last]!
  context.strokeStyle = runColor(theme, index)
  context.fillStyle = runColor(theme, index)
  context.lineWidth = WIDTH
  context.setLineDash(runDash(index))
  let from = 0
  for (const [age, alpha] of FADE.entries()) {
    const until =
      age === FADE.length - 1 ? last : lengthIndex(path, from, (whole * (age + 1)) / FADE.length)
    context.globalAlpha = alpha * dim
    context.lineDashOffset = path.length[from]!
    trace(context, path, from, until)
    context.stroke()
    dots(context, path, from, until)
    from = until
  }
  context.setLineDash([])
}

/** The first point at or after `from` that is `wanted` pixels along the path. */
function lengthIndex(path: Pixels, from: number, wanted: number): number {
  let i = from
  while (i < path.count - 1 && path.length[i]! < wanted) i++
  return i
}

function trace(context: CanvasRenderingContext2D, { at, pen }: Pixels, from: number, to: number) {
  context.beginPath()
  context.moveTo(at[2 * from]!, at[2 * from + 1]!)
  for (let i = from + 1; i <= to; i++) {
    if (pen[i] === 1) context.lineTo(at[2 * i]!, at[2 * i + 1]!)
    else context.moveTo(at[2 * i]!, at[2 * i + 1]!)
  }
}

/** A dot at each step that is far enough from the one before. */
function dots(
  context: CanvasRenderingContext2D,
  { at, pen, length }: Pixels,
  from: number,
  to: number,
) {
  context.beginPath()
  for (let i = Math.max(1, from); i < to; i++) {
    if (pen[i] === 0 || length[i]! - length[i - 1]! < DOTS_APART) continue
    const [x, y] = [at[2 * i]!, at[2 * i + 1]!]
    context.moveTo(x + DOT, y)
    context.arc(x, y, DOT, 0, 2 * Math.PI)
  }
  context.fill()
}

import { canvasLayer } from '#plots/canvas.ts'
import { type Theme, runColor } from '#plots/colors.ts'
import type { CurveRun } from '#plots/curve-props.ts'
import type { Polyline } from '#plots/decimate.ts'
import { runDash } from '#plots/run-marks.ts'

const WIDTH = 1.5
const DIM = 0.15
const AFTER = 0.28

/** A run's line in a panel. */
export type CurveLine = { readonly run: CurveRun; readonly path: Polyline }

/**
 * The lines of a panel, drawn twice: strong up to the clock and faint after it. Moving the clock only moves the
 * edge between the two pictures; nothing is drawn again.
 */
export function curveLines(parent: HTMLElement) {
  const [after, before] = [canvasLayer(parent), canvasLayer(parent)]
  after.canvas.style.opacity = String(AFTER)
  let width = 0

  return {
    draw(
      w: number,
      height: number,
      lines: readonly CurveLine[],
      hover: string | null,
      theme: Theme,
    ) {
      width = w
      // Stroked twice: to copy the first picture would wait until it is painted.
      for (const layer of [before, after]) {
        const context = layer.clear(width, height)
        for (const line of lines)
          stroke(context, line, hover !== null && hover !== line.run.id, theme)
      }
    },
    /** Puts the clock at a pixel. */
    cut(x: number) {
      before.canvas.style.clipPath = `inset(0 ${Math.max(0, width - x).toFixed(1)}px 0 0)`
      after.canvas.style.clipPath = `inset(0 0 0 ${Math.max(0, x).toFixed(1)}px)`
    },
  }
}

function stroke(
  context: CanvasRenderingContext2D,
  { run, path }: CurveLine,
  dim: boolean,
  theme: Theme,
) {
  const { at, pen, count } = path
  context.globalAlpha = dim ? DIM : 1
  context.strokeStyle = runColor(theme, run.index)
  context.lineWidth = WIDTH
  context.lineJoin = 'round'
  context.setLineDash(runDash(run.index))
  context.beginPath()
  for (let i = 0; i < count; i++) {
    if (pen[i] === 1) context.lineTo(at[2 * i]!, at[2 * i + 1]!)
    else context.moveTo(at[2 * i]!, at[2 * i + 1]!)
  }
  context.stroke()
  // A single point between gaps has no length, but it is there.
  for (let i = 0; i < count; i++)
    if (pen[i] === 0 && pen[i + 1] !== 1)
      context.strokeRect(at[2 * i]! - 0.5, at[2 * i + 1]! - 0.5, 1, 1)
  context.globalAlpha = 1
}

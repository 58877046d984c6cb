import { canvasLayer } from '#plots/canvas.ts'
import { type Theme, runColor } from '#plots/colors.ts'
import { denseParts } from '#plots/curve-dense.ts'
import type { CurveRun } from '#plots/curve-props.ts'
import type { Polyline } from '#plots/decimate.ts'
import { runDash } from '#plots/run-marks.ts'

const WIDTH = 1.5
const DIM = 0.15
const AFTER = 0.28
/** A band lets the lines behind it be seen; brought forward it is stronger. */
const BAND = { quiet: 0.4, forward: 0.75 }
const LIMIT = { width: 1, dash: [1, 3] }

/** A run's line in a panel; `limit`: a bound it is compared with. */
export type CurveLine = {
  readonly run: CurveRun
  readonly path: Polyline
  readonly limit?: boolean
}

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
      const parts = lines.map((line) => ({ ...line, dense: denseParts(line.path, height) }))
      const away = ({ run }: CurveLine) => hover !== null && hover !== run.id
      // Stroked twice: to copy the first picture would wait until it is painted.
      for (const layer of [before, after]) {
        const context = layer.clear(width, height)
        // Bands below, so that lines stay lines.
        for (const line of parts) if (!line.limit) band(context, line, away(line), hover, theme)
        for (const line of parts) stroke(context, line, away(line), theme)
        context.globalAlpha = 1
      }
    },
    /** Puts the clock at a pixel. */
    cut(x: number) {
      before.canvas.style.clipPath = `inset(0 ${Math.max(0, width - x).toFixed(1)}px 0 0)`
      after.canvas.style.clipPath = `inset(0 0 0 ${Math.max(0, x).toFixed(1)}px)`
    },
  }
}

type Part = CurveLine & { readonly dense: Uint8Array }

function band(
  context: CanvasRenderingContext2D,
  { run, path, dense }: Part,
  dim: boolean,
  hover: string | null,
  theme: Theme,
) {
  if (!dense.includes(1)) return
  context.globalAlpha = dim ? DIM : hover === run.id ? BAND.forward : BAND.quiet
  context.strokeStyle = runColor(theme, run.index)
  context.lineWidth = 1
  context.setLineDash([])
  trace(context, path, dense, 1)
}

function stroke(
  context: CanvasRenderingContext2D,
  { run, path, dense, limit }: Part,
  dim: boolean,
  theme: Theme,
) {
  const { at, pen, count } = path
  context.globalAlpha = dim ? DIM : 1
  context.strokeStyle = runColor(theme, run.index)
  context.lineWidth = limit ? LIMIT.width : WIDTH
  context.lineJoin = 'round'
  context.setLineDash(limit ? LIMIT.dash : runDash(run.index))
  trace(context, path, dense, 0)
  // A single point between gaps has no length, but it is there.
  context.setLineDash([])
  for (let i = 0; i < count; i++)
    if (pen[i] === 0 && (i + 1 === count || pen[i + 1] !== 1))
      context.strokeRect(at[2 * i]! - 0.5, at[2 * i + 1]! - 0.5, 1, 1)
}

/** Strokes the segments of one kind: those of bands or those of lines. */
function trace(
  context: CanvasRenderingContext2D,
  { at, pen, count }: Polyline,
  dense: Uint8Array,
  kind: 0 | 1,
) {
  context.beginPath()
  let last = -1
  for (let i = 1; i < count; i++) {
    if (pen[i] !== 1 || dense[i] !== kind) continue
    if (last !== i - 1) context.moveTo(at[2 * i - 2]!, at[2 * i - 1]!)
    context.lineTo(at[2 * i]!, at[2 * i + 1]!)
    last = i
  }
  context.stroke()
}

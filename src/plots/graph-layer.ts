import { canvasLayer } from '#plots/canvas.ts'
import { type Theme, runColor } from '#plots/colors.ts'
import { drawStep } from '#plots/graph-step.ts'
import { type Frame, pixelX, pixelY } from '#plots/frame.ts'
import { pointsOf } from '#plots/path-layer.ts'
import type { Field, StageRun } from '#plots/stage-props.ts'

const TANGENT = 70
const MOST_TANGENTS = 3

/** The value of a one-dimensional field at x, between its samples; NaN outside. */
export function graphAt({ values, nx, rect }: Field, x: number): number {
  const at = ((x - rect[0]) / (rect[1] - rect[0])) * nx - 0.5
  const i = Math.min(Math.max(0, Math.floor(at)), nx - 2)
  if (!(at >= -0.5 && at <= nx - 0.5) || nx < 2) return NaN
  return values[i]! + (at - i) * (values[i + 1]! - values[i]!)
}

/** f as a graph, and the tangent of each run where it stands. */
export function graphLayer(parent: HTMLElement) {
  const layer = canvasLayer(parent)
  return {
    draw(
      frame: Frame,
      field: Field | null,
      runs: readonly StageRun[],
      step: number,
      hover: string | null,
      theme: Theme,
    ) {
      const context = layer.clear(frame.width, frame.height)
      context.fillStyle = theme.surface[0]
      context.fillRect(0, 0, frame.width, frame.height)
      axes(context, frame, theme)
      if (!field) return
      curve(context, frame, field, theme)
      const loud = runs.filter((run) => !run.mute)
      const shown =
        hover === null && loud.length <= MOST_TANGENTS
          ? loud
          : loud.filter((run) => run.id === hover)
      for (const run of shown) {
        tangent(context, frame, field, run, step, theme)
        drawStep(context, frame, run, step, theme)
      }
    },
    clear: () => void layer.clear(0, 0),
  }
}

/** x = 0 and f = 0, where in view. */
function axes(context: CanvasRenderingContext2D, frame: Frame, theme: Theme) {
  const [x, y] = [Math.round(pixelX(frame, 0)) + 0.5, Math.round(pixelY(frame, 0)) + 0.5]
  context.strokeStyle = theme.surface[1]
  context.lineWidth = 1
  context.beginPath()
  if (Math.abs(y) < 1e5) context.moveTo(0, y)
  if (Math.abs(y) < 1e5) context.lineTo(frame.width, y)
  if (Math.abs(x) < 1e5) context.moveTo(x, 0)
  if (Math.abs(x) < 1e5) context.lineTo(x, frame.height)
  context.stroke()
}

function curve(
  context: CanvasRenderingContext2D,
  frame: Frame,
  { values, nx, rect }: Field,
  theme: Theme,
) {
  context.strokeStyle = theme.quiet
  context.lineWidth = 1.5
  context.lineJoin = 'round'
  context.beginPath()
  let down = false
  for (let i = 0; i < nx; i++) {
    const y = pixelY(frame, values[i]!)
    if (Number.isNaN(y)) {
      down = false
      continue
    }
    const x = pixelX(frame, rect[0] + ((i + 0.5) / nx) * (rect[1] - rect[0]))
    // Beyond the edges only the direction counts; canvases dislike large numbers.
    const held = Math.min(Math.max(y, -1e4), frame.height + 1e4)
    if (down) context.lineTo(x, held)
    else context.moveTo(x, held)
    down = true
  }
  context.stroke()
}

function tangent(
  context: CanvasRenderingContext2D,
  frame: Frame,
  field: Field,
  run: StageRun,
  step: number,
  theme: Theme,
) {
  const { xs, ys, count } = pointsOf(run, 1)
  const k = Math.min(Math.floor(Math.max(0, step)), count - 1)
  if (k < 0) return
  const [x, y] = [xs[2 * k]!, ys[k]!]
  const dx = (field.rect[1] - field.rect[0]) / field.nx
  const slope = (graphAt(field, x + dx) - graphAt(field, x - dx)) / (2 * dx)
  const [px, py] = [pixelX(frame, x), pixelY(frame, y)]
  const across = frame.width / (frame.rect[1] - frame.rect[0])
  const up = (slope * frame.height) / (frame.rect[3] - frame.rect[2])
  const scale = TANGENT / Math.hypot(across, up)
  if (!Number.isFinite(px + py + scale) || Math.abs(px) + Math.abs(py) > 1e5) return
  context.strokeStyle = runColor(theme, run.index)
  context.globalAlpha = 0.6
  context.lineWidth = 1.25
  context.beginPath()
  context.moveTo(px - across * scale, py + up * scale)
  context.lineTo(px + across * scale, py - up * scale)
  context.stroke()
  context.globalAlpha = 1
}

import { type Theme, runColor } from '#plots/colors.ts'
import { type Frame, pixelX, pixelY } from '#plots/frame.ts'
import type { StageRun } from '#plots/stage-props.ts'

const FONT = 12
const HEAD = 5
const NEAREST = 3
const FARTHEST = 1e4
/** A step is called −η·f′ where it is that but for rounding. */
const EXACT = 1e-9

/** Whether a step of a run on a graph is −η·f′ and nothing else. */
export function isPlainStep({ theta, lr, gradNorm }: StageRun, k: number): boolean {
  const length = Math.abs(theta[2 * k + 2]! - theta[2 * k]!)
  const plain = Math.abs((lr?.[k] ?? NaN) * (gradNorm?.[k] ?? NaN))
  return Math.abs(length - plain) <= EXACT * length
}

/**
 * The step that a run on a graph makes next: across from where it stands, at its height, and dotted to the
 * graph again.
 */
export function drawStep(
  context: CanvasRenderingContext2D,
  frame: Frame,
  run: StageRun,
  step: number,
  theme: Theme,
) {
  const k = Math.floor(Math.max(0, step))
  if (k >= run.n || !run.loss) return
  const [x, y] = [pixelX(frame, run.theta[2 * k]!), pixelY(frame, run.loss[k]!)]
  const [nextX, nextY] = [pixelX(frame, run.theta[2 * k + 2]!), pixelY(frame, run.loss[k + 1]!)]
  const far = [x, y, nextX, nextY].some((px) => !(Math.abs(px) < FARTHEST))
  if (far || Math.abs(nextX - x) < NEAREST) return
  const way = Math.sign(nextX - x)
  context.strokeStyle = runColor(theme, run.index)
  context.lineWidth = 1.75
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(nextX, y)
  const head = Math.min(HEAD, Math.abs(nextX - x))
  context.moveTo(nextX - way * head, y - head * 0.7)
  context.lineTo(nextX, y)
  context.lineTo(nextX - way * head, y + head * 0.7)
  context.stroke()
  context.lineWidth = 1
  context.setLineDash([2, 3])
  context.beginPath()
  context.moveTo(nextX, y)
  context.lineTo(nextX, nextY)
  context.stroke()
  context.setLineDash([])
  name(context, isPlainStep(run, k) ? '−η·f′' : 'Δx', x, nextX, y, theme)
}

/** The step's name below its middle, where there is room for it. */
function name(
  context: CanvasRenderingContext2D,
  text: string,
  from: number,
  to: number,
  y: number,
  theme: Theme,
) {
  context.font = `italic ${FONT}px ${getComputedStyle(context.canvas).fontFamily}`
  if (Math.abs(to - from) < context.measureText(text).width + 16) return
  context.textAlign = 'center'
  context.textBaseline = 'top'
  context.lineJoin = 'round'
  context.strokeStyle = theme.surface[0]
  context.lineWidth = 4
  context.strokeText(text, (from + to) / 2, y + 5)
  context.fillStyle = theme.text
  context.fillText(text, (from + to) / 2, y + 5)
}

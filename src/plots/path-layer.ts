import { canvasLayer } from '#plots/canvas.ts'
import { type Theme, runColor } from '#plots/colors.ts'
import { drawArrow, drawMarker } from '#plots/heads.ts'
import type { Frame } from '#plots/frame.ts'
import { pathStrokes } from '#plots/path-strokes.ts'
import { type Pixels, type Points, emptyPixels, projectPath } from '#plots/path-pixels.ts'
import type { StageRun } from '#plots/stage-props.ts'

const DIM = 0.16
/** How much of a muted run is seen. */
const MUTED = 0.12

export type PathProps = {
  readonly theme: Theme
  readonly dims: 1 | 2
  readonly runs: readonly StageRun[]
  readonly step: number
  readonly ahead?: boolean
  readonly hasty?: boolean
  readonly hover: string | null
}

/** The runs' ways over the plane up to the clock, and, in the node over all, where they are now. */
export function pathLayer(parent: HTMLElement, top: HTMLElement) {
  const layer = canvasLayer(parent)
  const heads = canvasLayer(top)
  const pixels = new Map<string, Pixels>()
  const future = emptyPixels()
  const strokes = pathStrokes()
  let shown: readonly StageRun[] = []

  const bufferOf = (id: string) => {
    const buffer = pixels.get(id) ?? emptyPixels()
    pixels.set(id, buffer)
    return buffer
  }

  return {
    draw(frame: Frame, { theme, dims, runs, step, ahead, hasty = false, hover }: PathProps) {
      const context = layer.clear(frame.width, frame.height)
      shown = inFront(runs, hover)
      for (const id of pixels.keys()) if (!runs.some((run) => run.id === id)) pixels.delete(id)
      // Round joins would cost as much as the lines where a run turns at every step.
      context.lineJoin = 'bevel'
      context.lineCap = 'butt'
      for (const run of shown) {
        const points = pointsOf(run, dims)
        const dim = strength(run, hover)
        const now = Math.min(Math.max(0, step), points.count - 1)
        if (ahead && now < points.count - 1) {
          projectPath(points, now, points.count - 1, frame, future)
          strokes.ahead(context, future, runColor(theme, run.index), dim, hasty, frame)
        }
        const buffer = bufferOf(run.id)
        projectPath(points, 0, now, frame, buffer)
        const halo = !hasty && dim === 1
        strokes.path(context, buffer, { index: run.index, theme, dim, halo, hasty, frame })
      }
      context.globalAlpha = 1
      const over = heads.clear(frame.width, frame.height)
      for (const run of shown) {
        const { head, exit } = pixels.get(run.id)!
        const dim = strength(run, hover)
        over.globalAlpha = dim === DIM ? 2 * DIM : dim
        if (exit) drawArrow(over, exit, frame, runColor(theme, run.index), theme.surface[0])
        else if (head) drawMarker(over, head, run.index, theme)
      }
      over.globalAlpha = 1
    },

    /** The run whose path is nearest to a pixel, if one is within `reach`. */
    nearest(x: number, y: number, reach = 9): string | null {
      let best: string | null = null
      let within = reach * reach
      for (const run of shown) {
        if (run.mute) continue
        const distance = squareDistance(pixels.get(run.id)!, x, y)
        if (distance > within) continue
        within = distance
        best = run.id
      }
      return best
    },
  }
}

/** How opaque a run is: all others stand back for the one under the pointer. */
function strength({ id, mute }: StageRun, hover: string | null): number {
  if (id === hover) return 1
  return mute ? MUTED : hover === null ? 1 : DIM
}

/** The runs to draw, the muted first, the one under the pointer last. */
function inFront(runs: readonly StageRun[], hover: string | null): readonly StageRun[] {
  const rank = ({ id, mute }: StageRun) => (id === hover ? 2 : mute ? 0 : 1)
  return runs.filter(({ n }) => n >= 0).toSorted((a, b) => rank(a) - rank(b))
}

/** With one dimension the points lie on the graph: (x, f). */
export function pointsOf(run: StageRun, dims: 1 | 2): Points {
  const steps = Math.min(run.n + 1, Math.floor(run.theta.length / 2))
  if (dims === 2) {
    return { xs: run.theta, xStride: 2, ys: run.theta, yStride: 2, yOffset: 1, count: steps }
  }
  const loss = run.loss ?? new Float64Array()
  return {
    xs: run.theta,
    xStride: 2,
    ys: loss,
    yStride: 1,
    yOffset: 0,
    count: Math.min(steps, loss.length),
  }
}

function squareDistance({ at, pen, count }: Pixels, x: number, y: number): number {
  let least = Infinity
  for (let i = 0; i < count; i++) {
    const [bx, by] = [at[2 * i]! - x, at[2 * i + 1]! - y]
    if (pen[i] === 0) {
      least = Math.min(least, bx * bx + by * by)
      continue
    }
    const [ax, ay] = [at[2 * i - 2]! - x, at[2 * i - 1]! - y]
    const [dx, dy] = [bx - ax, by - ay]
    const square = dx * dx + dy * dy
    const t = square > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square)) : 0
    const [px, py] = [ax + t * dx, ay + t * dy]
    least = Math.min(least, px * px + py * py)
  }
  return least
}

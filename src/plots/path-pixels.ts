import { clipSegment } from '#plots/clip.ts'
import type { Frame } from '#plots/frame.ts'

/** A path in pixels, thinned to what can be seen. Buffers are reused from frame to frame. */
export type Pixels = {
  count: number
  /** interleaved */
  at: Float32Array
  /** 1: a line comes here from the point before; 0: the pen was lifted */
  pen: Uint8Array
  /** length of the path up to here, in pixels; a long one is beyond what single precision can count */
  length: Float64Array
  /** where the path ends, even off screen; null if nothing was finite */
  head: { x: number; y: number } | null
  /** where it last left the view and the direction then, if the head is outside */
  exit: { x: number; y: number; angle: number } | null
}

/** Points of a run on the plane: x is read from xs[i·stride], y from ys[i·stride + offset]. */
export type Points = {
  readonly xs: Float64Array
  readonly xStride: number
  readonly ys: Float64Array
  readonly yStride: number
  readonly yOffset: number
  /** how many points there are */
  readonly count: number
}

const THIN = 0.5
const BEYOND = 2000
// A single leap off the screen must not use up the whole fade.
const LONGEST = 1500

/** An empty buffer for one run. */
export const emptyPixels = (): Pixels => ({
  count: 0,
  at: new Float32Array(2048),
  pen: new Uint8Array(1024),
  length: new Float64Array(1024),
  head: null,
  exit: null,
})

/** Writes the points `from` … `to` (a fraction glides between two) into `out`. */
export function projectPath(points: Points, from: number, to: number, frame: Frame, out: Pixels) {
  const { rect, width, height } = frame
  const [kx, ky] = [width / (rect[1] - rect[0]), height / (rect[3] - rect[2])]
  const box = [-BEYOND, width + BEYOND, -BEYOND, height + BEYOND] as const
  const view = [0, width, 0, height] as const
  out.count = 0
  out.head = null
  out.exit = null
  const end = Math.min(to, points.count - 1)
  let [ax, ay] = [0, 0]
  for (let k = from; k <= end; k = k < end ? Math.min(k + 1, end) : Infinity) {
    const x = (along(points.xs, points.xStride, 0, k) - rect[0]) * kx
    const y = (rect[3] - along(points.ys, points.yStride, points.yOffset, k)) * ky
    if (!Number.isFinite(x) || !Number.isFinite(y)) break
    const first = out.head === null
    if (out.head) [out.head.x, out.head.y] = [x, y]
    else out.head = { x, y }
    if (first) {
      if (inside(x, y, box)) push(out, x, y, 0)
    } else if (k < end && Math.abs(x - ax) + Math.abs(y - ay) < THIN) continue
    else segment(out, ax, ay, x, y, box, view)
    ax = x
    ay = y
  }
  if (out.head && inside(out.head.x, out.head.y, view)) out.exit = null
}

/** The value at a fractional index. */
function along(values: Float64Array, stride: number, offset: number, k: number): number {
  const i = Math.floor(k)
  const a = values[i * stride + offset]!
  if (i === k) return a
  return a + (k - i) * (values[(i + 1) * stride + offset]! - a)
}

type Box = readonly [number, number, number, number]

const inside = (x: number, y: number, [x0, x1, y0, y1]: Box) =>
  x >= x0 && x <= x1 && y >= y0 && y <= y1

function segment(out: Pixels, ax: number, ay: number, bx: number, by: number, box: Box, view: Box) {
  if (!inside(bx, by, view)) leave(out, ax, ay, bx, by, view)
  if (inside(ax, ay, box) && inside(bx, by, box)) return push(out, bx, by, 1)
  const part = clipSegment(ax, ay, bx, by, box)
  if (!part) return
  const [enter, exit] = part
  const at = (t: number, pen: 0 | 1) =>
    push(out, held(ax, bx, t, box[0], box[1]), held(ay, by, t, box[2], box[3]), pen)
  if (enter > 0) at(enter, 0)
  at(exit, 1)
}

/** The way t from a to b; where these are so far that rounding leads astray, the nearest in range. */
const held = (a: number, b: number, t: number, lo: number, hi: number) =>
  Math.min(hi, Math.max(lo, a + t * (b - a)))

function leave(out: Pixels, ax: number, ay: number, bx: number, by: number, view: Box) {
  const part = clipSegment(ax, ay, bx, by, view)
  if (!part || !(part[1] > 0)) return
  const [x, y] = [held(ax, bx, part[1], view[0], view[1]), held(ay, by, part[1], view[2], view[3])]
  out.exit = { x, y, angle: Math.atan2(by - ay, bx - ax) }
}

function push(out: Pixels, x: number, y: number, pen: 0 | 1) {
  const i = out.count++
  if (i === out.pen.length) grow(out)
  out.at[2 * i] = x
  out.at[2 * i + 1] = y
  out.pen[i] = pen
  const before = i === 0 ? 0 : out.length[i - 1]!
  const step = pen === 1 ? Math.hypot(x - out.at[2 * i - 2]!, y - out.at[2 * i - 1]!) : 0
  out.length[i] = before + Math.min(step, LONGEST)
}

function grow(out: Pixels) {
  const size = 2 * out.pen.length
  const [at, pen, length] = [
    new Float32Array(2 * size),
    new Uint8Array(size),
    new Float64Array(size),
  ]
  at.set(out.at)
  pen.set(out.pen)
  length.set(out.length)
  Object.assign(out, { at, pen, length })
}

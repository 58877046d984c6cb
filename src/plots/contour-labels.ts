import type { Contour } from '#plots/contour-lines.ts'
import { formatValue } from '#plots/format.ts'
import { TOOLS } from '#plots/stage-layout.ts'

/** A number written along a contour line; x y in pixels, the angle upright. */
export type ContourLabel = {
  readonly text: string
  readonly value: number
  readonly x: number
  readonly y: number
  readonly angle: number
}

/** From cells of the grid to pixels: px = a·x + c, py = b·y + d. */
export type GridToPixels = {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
}

const CHARACTER = 6.2
const APART = 84
const EDGE = 20
/** Height of a number. */
const LINE = 12
const PER_LINE = 2
const MOST = 16

/** Places for the labels of the strong lines: where a line is straight, in view, away from other labels. */
export function contourLabels(
  lines: readonly Contour[],
  { a, b, c, d }: GridToPixels,
  width: number,
  height: number,
): ContourLabel[] {
  const labels: ContourLabel[] = []
  const room = ({ x, y, angle }: Spot, span: number) => {
    // Half of what the number covers across and down.
    const across = Math.max(EDGE, (span / 2) * Math.abs(Math.cos(angle)) + LINE / 2)
    const down = Math.max(EDGE, (span / 2) * Math.abs(Math.sin(angle)) + LINE / 2)
    const tools = x + across > width - TOOLS.width && y - down < TOOLS.height
    return (
      !tools &&
      x > across &&
      y > down &&
      x < width - across &&
      y < height - down &&
      labels.every((other) => {
        const apart = Math.max(APART, (span + spanOf(other.text)) / 2 + LINE)
        return Math.hypot(other.x - x, other.y - y) > apart
      })
    )
  }
  for (const line of lines) {
    if (!line.strong) continue
    const text = formatValue(line.value, line.apart)
    const span = spanOf(text)
    const pieces = line.pieces.toSorted((p, q) => q.length - p.length).slice(0, 8)
    let placed = 0
    for (const piece of pieces) {
      if (placed === PER_LINE || labels.length === MOST) break
      const pixels = piece.map((v, i) => (i % 2 === 0 ? a * v + c : b * v + d))
      const spot = straightest(pixels, span, (at) => room(at, span))
      if (!spot) continue
      labels.push({ text, value: line.value, ...spot })
      placed++
    }
  }
  return labels
}

const spanOf = (text: string) => text.length * CHARACTER + 6

type Spot = { x: number; y: number; angle: number }

/** The middle of the straightest stretch of length `span`, or null if none is nearly straight. */
function straightest(
  pixels: Float32Array,
  span: number,
  allowed: (spot: Spot) => boolean,
): Spot | null {
  const count = pixels.length / 2
  let best: Spot | null = null
  let straight = 0.9
  let tail = 0
  let length = 0
  for (let head = 1; head < count; head++) {
    length += step(pixels, head)
    while (tail < head && length - step(pixels, tail + 1) >= span) length -= step(pixels, ++tail)
    if (length < span) continue
    const dx = pixels[2 * head]! - pixels[2 * tail]!
    const dy = pixels[2 * head + 1]! - pixels[2 * tail + 1]!
    const score = Math.hypot(dx, dy) / length
    if (score <= straight) continue
    const middle = (head + tail) >> 1
    const angle = Math.atan2(dx < 0 ? -dy : dy, Math.abs(dx))
    const spot = { x: pixels[2 * middle]!, y: pixels[2 * middle + 1]!, angle }
    if (!allowed(spot)) continue
    best = spot
    straight = score
  }
  return best
}

const step = (pixels: Float32Array, i: number) =>
  Math.hypot(pixels[2 * i]! - pixels[2 * i - 2]!, pixels[2 * i + 1]! - pixels[2 * i - 1]!)

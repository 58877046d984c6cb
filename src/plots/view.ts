import type { Rect } from '#plots/plot.ts'

/** True for four numbers that enclose an area one can reckon with. */
export const isRect = (rect: Rect | null | undefined): rect is Rect =>
  !!rect &&
  rect.length === 4 &&
  rect.every((edge) => Math.abs(edge) <= 1e290) &&
  rect[1] > rect[0] &&
  rect[3] > rect[2]

/** A rectangle with so much more on each side, in parts of its width and height. */
export function widened([x0, x1, y0, y1]: Rect, by: number): Rect {
  const [dx, dy] = [(x1 - x0) * by, (y1 - y0) * by]
  return [x0 - dx, x1 + dx, y0 - dy, y1 + dy]
}

/** How much air the default view leaves around the domain: starts like to stand on its edge. */
const AIR = 0.04

/** What is seen of a surface at first, before units are made square. */
export const defaultView = (domain: Rect): Rect => widened(domain, AIR)

/** The smallest rectangle around `rect` whose units are square on `width` × `height` pixels. */
export function squareUnits(rect: Rect, width: number, height: number): Rect {
  const [x0, x1, y0, y1] = rect
  const unit = Math.max((x1 - x0) / width, (y1 - y0) / height)
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2]
  const [rx, ry] = [(unit * width) / 2, (unit * height) / 2]
  return [cx - rx, cx + rx, cy - ry, cy + ry]
}

/** True if two rectangles look the same at this size: no edge is off by half a pixel. */
export function sameView(a: Rect, b: Rect, width: number, height: number): boolean {
  const dx = (b[1] - b[0]) / width / 2
  const dy = (b[3] - b[2]) / height / 2
  return a.every((edge, i) => Math.abs(edge - b[i]!) <= (i < 2 ? dx : dy))
}

/** `value` without the digits that a pixel of size `pixel` cannot show. */
export function toPixel(value: number, pixel: number): number {
  const decimals = Math.ceil(-Math.log10(pixel))
  if (!(Math.abs(decimals) <= 300) || value === 0) return value
  if (decimals >= 0 && decimals <= 20) return Number(value.toFixed(decimals))
  // Read from its digits it is exact; multiplied by a power it would be 3.0000000000000003e199.
  const digits = Math.floor(Math.log10(Math.abs(value))) + 1 + decimals
  if (digits < 1) return Number(`${Math.round(value / 10 ** -decimals)}e${-decimals}`)
  return Number(value.toPrecision(Math.min(digits, 17)))
}

/**
 * The default view of a one-dimensional surface: its domain, whose y range frames f; where that does not show
 * the graph, the graph's own range with a little air.
 */
export function graphView(domain: Rect, field: { values: Float64Array; rect: Rect } | null): Rect {
  const [x0, x1, y0, y1] = domain
  const [lo, hi] = field ? graphRange(field.values, field.rect, x0, x1) : [y0, y1]
  const framed = lo >= y0 && hi <= y1 && hi - lo > (y1 - y0) / 4
  if (framed || lo > hi) return domain
  const air = (hi - lo) * 0.1 || Math.abs(hi) * 0.1 || 1
  return [x0, x1, lo - air, hi + air]
}

function graphRange(values: Float64Array, rect: Rect, x0: number, x1: number): [number, number] {
  let [lo, hi] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    const x = rect[0] + ((i + 0.5) / values.length) * (rect[1] - rect[0])
    const value = values[i]!
    if (x < x0 || x > x1 || !Number.isFinite(value)) continue
    lo = Math.min(lo, value)
    hi = Math.max(hi, value)
  }
  return [lo, hi]
}

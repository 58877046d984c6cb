/** A polyline in pixels that can be longer than is needed; buffers grow and are reused. */
export type Polyline = {
  count: number
  /** interleaved */
  at: Float32Array
  /** 1: a line comes here from the point before; 0: the pen was lifted */
  pen: Uint8Array
}

/** An empty buffer. */
export const emptyPolyline = (): Polyline => ({
  count: 0,
  at: new Float32Array(1024),
  pen: new Uint8Array(512),
})

/**
 * Writes a series as a line over `width` pixels, `steps` long. Where several values share a column of pixels
 * only its first, lowest, highest and last are kept: the picture is the same, the line short. What has no pixel
 * (NaN, or less than `least`) lifts the pen. `toPixel` must be monotone: only the kept values are mapped.
 */
export function decimate(
  values: ArrayLike<number>,
  length: number,
  steps: number,
  width: number,
  toPixel: (value: number) => number,
  out: Polyline,
  least = -Infinity,
) {
  out.count = 0
  const count = Math.min(length, values.length)
  const unit = steps > 0 ? width / steps : 0
  let pen: 0 | 1 = 0
  for (let first = 0; first < count;) {
    const end = columnEnd(first, unit, count)
    let [low, high, last] = [-1, -1, -1]
    let [lowest, highest] = [Infinity, -Infinity]
    let gap = false
    for (let i = first; i < end; i++) {
      const value = values[i]!
      // Also false for NaN.
      if (!(value >= least)) {
        gap = true
        continue
      }
      if (low < 0 || value < lowest) [lowest, low] = [value, i]
      if (high < 0 || value > highest) [highest, high] = [value, i]
      last = i
    }
    if (gap && !(values[first]! >= least)) pen = 0
    if (last >= 0) {
      for (const k of inOrder(first, low, high, last)) {
        const y = values[k]! >= least ? toPixel(values[k]!) : NaN
        if (Number.isNaN(y)) continue
        push(out, k * unit, y, pen)
        pen = 1
      }
      if (gap && last < end - 1) pen = 0
    }
    first = end
  }
}

/** The first step after those that share a column of pixels with step `first`. */
function columnEnd(first: number, unit: number, count: number): number {
  const column = Math.floor(first * unit)
  let end = unit > 0 ? Math.min(count, Math.max(first + 1, Math.ceil((column + 1) / unit))) : count
  while (end < count && Math.floor(end * unit) <= column) end++
  while (end - 1 > first && Math.floor((end - 1) * unit) > column) end--
  return end
}

function inOrder(first: number, low: number, high: number, last: number): number[] {
  const [a, b] = low < high ? [low, high] : [high, low]
  const order = [first]
  for (const k of [a, b, last]) if (k > order.at(-1)!) order.push(k)
  return order
}

function push(out: Polyline, x: number, y: number, pen: 0 | 1) {
  const i = out.count++
  if (i === out.pen.length) {
    const [at, pens] = [new Float32Array(4 * i), new Uint8Array(2 * i)]
    at.set(out.at)
    pens.set(out.pen)
    Object.assign(out, { at, pen: pens })
  }
  out.at[2 * i] = x
  out.at[2 * i + 1] = y
  out.pen[i] = pen
}

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
 * (NaN) lifts the pen.
 */
export function decimate(
  values: ArrayLike<number>,
  length: number,
  steps: number,
  width: number,
  toPixel: (value: number) => number,
  out: Polyline,
) {
  out.count = 0
  const count = Math.min(length, values.length)
  const unit = steps > 0 ? width / steps : 0
  let pen: 0 | 1 = 0
  for (let i = 0; i < count;) {
    const column = Math.floor(i * unit)
    let [low, high, last] = [-1, -1, -1]
    let [lowest, highest] = [Infinity, -Infinity]
    const first = i
    let gap = false
    for (; i < count && Math.floor(i * unit) === column; i++) {
      const y = toPixel(values[i]!)
      if (Number.isNaN(y)) {
        gap = true
        continue
      }
      if (y < lowest) [lowest, low] = [y, i]
      if (y > highest) [highest, high] = [y, i]
      last = i
    }
    if (last < 0) {
      pen = 0
      continue
    }
    if (gap && Number.isNaN(toPixel(values[first]!))) pen = 0
    for (const k of inOrder(first, low, high, last)) {
      const y = toPixel(values[k]!)
      if (Number.isNaN(y)) continue
      push(out, k * unit, y, pen)
      pen = 1
    }
    if (gap && last < i - 1) pen = 0
  }
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

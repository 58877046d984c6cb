import { RAMP } from '#plots/colors.ts'
import type { Levels } from '#plots/levels.ts'

type Grid = { readonly values: Float64Array; readonly nx: number; readonly ny: number }

/** Cells from stripe to stripe of the hatching, and how opaque a stripe is, of 255. */
const [STRIPES, OPACITY] = [8, 110]

/**
 * Writes a field as a picture, RGBA, top row first; `ramp` is `surfaceRamp`. NaN is hatched, ±∞ take the
 * ends of the scale. `out` is reused if it fits.
 */
export function paint(
  { values, nx, ny }: Grid,
  levels: Levels,
  ramp: Uint8ClampedArray,
  out?: Uint8ClampedArray<ArrayBuffer>,
): Uint8ClampedArray<ArrayBuffer> {
  const bytes = out?.length === 4 * nx * ny ? out : new Uint8ClampedArray(4 * nx * ny)
  const pixels = new Uint32Array(bytes.buffer, bytes.byteOffset, nx * ny)
  const colors = new Uint32Array(ramp.buffer, ramp.byteOffset, RAMP)
  const place = placer(levels)
  const [stripe] = new Uint32Array(ramp.slice(-4).with(3, OPACITY).buffer)
  for (let j = 0; j < ny; j++) {
    const row = (ny - 1 - j) * nx
    for (let i = 0; i < nx; i++) {
      const value = values[j * nx + i]!
      if (Number.isNaN(value)) pixels[row + i] = (i + j) % STRIPES < 2 ? stripe! : 0
      else pixels[row + i] = colors[place(value)]!
    }
  }
  return bytes
}

/** From value to place in the ramp; neighbours are alike, so the last gap is tried first. */
function placer(levels: Levels) {
  const gaps = levels.length - 1
  let at = 0
  return (value: number) => {
    if (gaps < 1 || value <= levels[0]!) return 0
    if (value >= levels[gaps]!) return RAMP - 1
    while (value < levels[at]!) at--
    while (value >= levels[at + 1]!) at++
    const [low, high] = [levels[at]!, levels[at + 1]!]
    return Math.round(((at + (value - low) / (high - low)) / gaps) * (RAMP - 1))
  }
}

import type { Polyline } from '#plots/decimate.ts'

/** Pixels over which a line is judged. */
const WINDOW = 8
/** A line is a band where it goes up and down at least so many pixels per pixel to the right … */
const STEEP = 4
/** … and so many times as far as from its lowest to its highest point. */
const BACK = 3

/**
 * Which segments of a line belong to a dense band: there it goes up and down so often that its dashes
 * cannot be told, and it would hide every other line. One number a point, 1 where the segment that ends
 * there is part of a band.
 */
export function denseParts({ at, pen, count }: Polyline, height: number): Uint8Array {
  const dense = new Uint8Array(count)
  const inside = (y: number) => Math.min(height, Math.max(0, y))
  for (let first = 0; first < count;) {
    const window = Math.floor(at[2 * first]! / WINDOW)
    let [end, travelled, lowest, highest] = [first, 0, Infinity, -Infinity]
    for (; end < count && Math.floor(at[2 * end]! / WINDOW) === window; end++) {
      const y = inside(at[2 * end + 1]!)
      lowest = Math.min(lowest, y)
      highest = Math.max(highest, y)
      if (end > first && pen[end] === 1) travelled += Math.abs(y - inside(at[2 * end - 1]!))
    }
    if (travelled > STEEP * WINDOW && travelled > BACK * (highest - lowest))
      dense.fill(1, first, end)
    first = end
  }
  return dense
}

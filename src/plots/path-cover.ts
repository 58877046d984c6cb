import type { Pixels } from '#plots/path-pixels.ts'

/** Pixels a side of the squares in which lines are counted: about a line's width. */
const CELL = 2
/** A square that so many lines cross is full: another makes no difference. */
const FULL = 2

/**
 * Of many segments those that are seen: one whose way is full of later ones already is left out, and so is one outside
 * the picture. Segments are told by the index of the point where they end, from the last to the first.
 */
export function pathCover() {
  let counts = new Uint8Array()
  let [across, down] = [0, 0]

  /** Counts a segment; whether some of it was not full. */
  function shows(ax: number, ay: number, bx: number, by: number): boolean {
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / CELL))
    const [dx, dy] = [(bx - ax) / steps / CELL, (by - ay) / steps / CELL]
    let [x, y] = [ax / CELL, ay / CELL]
    let seen = false
    for (let k = 0; k <= steps; k++, x += dx, y += dy) {
      if (!(x >= 0 && y >= 0 && x < across && y < down)) continue
      const cell = Math.floor(y) * across + Math.floor(x)
      if (counts[cell]! >= FULL) continue
      counts[cell]!++
      seen = true
    }
    return seen
  }

  return {
    /** Begins with nothing drawn in a picture of this size. */
    clear(width: number, height: number) {
      ;[across, down] = [Math.ceil(width / CELL), Math.ceil(height / CELL)]
      if (counts.length < across * down) counts = new Uint8Array(across * down)
      else counts.fill(0)
    },
    /** The segments that are seen, in order; call it for the newest first. */
    seen({ at }: Pixels, ends: readonly number[]): readonly number[] {
      return ends
        .toReversed()
        .filter((i) => shows(at[2 * i - 2]!, at[2 * i - 1]!, at[2 * i]!, at[2 * i + 1]!))
        .toReversed()
    },
  }
}

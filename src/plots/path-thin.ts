import type { Pixels } from '#plots/path-pixels.ts'

/** The parts of a path that make a difference to its picture, as indices of points, in order. */
export type Strokes = {
  /** where segments end that go where none went before */
  readonly fresh: readonly number[]
  /** where segments end that go a second time: dashes have no gaps there any more */
  readonly again: readonly number[]
  /** points with a dot, each place once */
  readonly dots: readonly number[]
}

/** What is too fine to see, in pixels: how near places are one, and how near steps have no dots. */
export type Fineness = { readonly cell: number; readonly apart: number }

// Places are told apart in a square of so many cells each way; a path is held within a smaller one.
const [CELLS, MIDDLE] = [1 << 16, 1 << 15]

/**
 * Finds the segments from one point to another without those that would be drawn over one between the same two
 * cells: a run that swings about a minimum draws the same few lines thousands of times. Its memory is reused.
 */
export function pathThinner() {
  const [lines, places] = [counter(), counter()]
  return ({ at, pen, length }: Pixels, from: number, to: number, look: Fineness): Strokes => {
    const { cell, apart } = look
    const strokes = { fresh: [] as number[], again: [] as number[], dots: [] as number[] }
    const cellOf = (i: number) =>
      (Math.floor(at[2 * i]! / cell) + MIDDLE) * CELLS + Math.floor(at[2 * i + 1]! / cell) + MIDDLE
    lines.clear(to - from)
    places.clear(to - from)
    let before = cellOf(from)
    for (let i = from + 1; i <= to; i++) {
      const here = cellOf(i)
      if (pen[i] === 1) {
        // The way back covers the way there.
        const times = lines.seen(Math.min(before, here), Math.max(before, here))
        if (times === 0) strokes.fresh.push(i)
        else if (times === 1) strokes.again.push(i)
        const dot = i < to && length[i]! - length[i - 1]! >= apart
        if (dot && places.seen(here, here) === 0) strokes.dots.push(i)
      }
      before = here
    }
    return strokes
  }
}

/** Counts pairs of whole numbers, up to two of each. */
function counter() {
  let size = 0
  let [first, second, times] = [new Float64Array(), new Float64Array(), new Uint8Array()]
  return {
    /** Forgets all, with room for so many pairs. */
    clear(pairs: number) {
      size = 16
      while (size < 2 * pairs) size *= 2
      if (times.length < size)
        [first, second, times] = [
          new Float64Array(size),
          new Float64Array(size),
          new Uint8Array(size),
        ]
      else times.fill(0, 0, size)
    },
    /** How often the pair was there before. */
    seen(a: number, b: number): number {
      const mixed = Math.imul(a | 0, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca6b)
      let slot = (mixed ^ (mixed >>> 15)) & (size - 1)
      while (times[slot] !== 0 && (first[slot] !== a || second[slot] !== b))
        slot = (slot + 1) & (size - 1)
      const before = times[slot]!
      first[slot] = a
      second[slot] = b
      times[slot] = Math.min(2, before + 1)
      return before
    },
  }
}

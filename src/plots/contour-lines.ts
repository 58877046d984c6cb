import { traceContours } from '#plots/contour-trace.ts'
import { type Levels, type Line, linesWithin } from '#plots/levels.ts'
import type { Field } from '#plots/stage-props.ts'

/** A contour line over a grid: pieces of interleaved x y in cells of the grid, rows from the bottom. */
export type Contour = Line & { readonly pieces: readonly Float32Array[] }

/** The contour lines of a field. */
export function contourLines({ values, nx, ny }: Field, levels: Levels): Contour[] {
  if (nx < 2 || ny < 2) return []
  const [lo, hi] = range(values)
  const lines = linesWithin(levels, lo, hi).slice(0, 250)
  const traced = traceContours(
    values,
    nx,
    ny,
    lines.map(({ value }) => value),
  )
  return lines.map(({ value, strong, apart }, i) => ({
    value,
    strong,
    apart,
    pieces: traced[i]!.filter(isTold),
  }))
}

/** Cells: a ring narrower than this in the mean is a torn shred of a valley finer than the grid. */
const NARROWEST = 0.75

/** True for a line that the grid can tell from noise. */
function isTold(line: Float32Array): boolean {
  const last = line.length - 2
  if (line[0] !== line[last] || line[1] !== line[last + 1]) return true
  let [area, around] = [0, 0]
  for (let i = 0; i < last; i += 2) {
    const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!]
    area += (ax * by - bx * ay) / 2
    around += Math.hypot(bx - ax, by - ay)
  }
  return 2 * Math.abs(area) > NARROWEST * around
}

function range(values: Float64Array): [number, number] {
  let [lo, hi] = [Infinity, -Infinity]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < lo) lo = value
    if (value > hi) hi = value
  }
  return [lo, hi]
}

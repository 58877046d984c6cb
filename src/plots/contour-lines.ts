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
  return lines.map(({ value, strong, apart }, i) => ({ value, strong, apart, pieces: traced[i]! }))
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

import { contours } from 'd3'
import { type Levels, type Line, linesWithin } from '#plots/levels.ts'
import type { Field } from '#plots/stage-props.ts'

/** A contour line over a grid: pieces of interleaved x y in cells of the grid, rows from the bottom. */
export type Contour = Line & { readonly pieces: readonly Float32Array[] }

/** The contour lines of a field. */
export function contourLines(field: Field, levels: Levels): Contour[] {
  const { values, nx, ny } = field
  if (nx < 2 || ny < 2) return []
  const [lo, hi] = range(values)
  const trace = contours().size([nx, ny])
  const grid = Array.from(values)
  return linesWithin(levels, lo, hi).map(({ value, strong, apart }) => {
    const rings = trace.contour(grid, value).coordinates.flat()
    return { value, strong, apart, pieces: rings.flatMap((ring) => withoutBorder(ring, nx, ny)) }
  })
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

/** d3 closes its rings along the grid's edge; a line of height ends there instead. */
function withoutBorder(ring: number[][], nx: number, ny: number): Float32Array[] {
  const pieces: Float32Array[] = []
  let piece: number[] = []
  const close = () => {
    if (piece.length > 2) pieces.push(Float32Array.from(piece))
    piece = []
  }
  for (const point of ring) {
    const [x, y] = [point[0]!, point[1]!]
    if (x <= 0 || y <= 0 || x >= nx || y >= ny) close()
    else piece.push(x, y)
  }
  close()
  return pieces
}

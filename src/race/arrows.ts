import type { FieldRequest } from '#race/field.ts'
import { BLOCK, type SurfacePoints } from '#race/surface-points.ts'

/**
 * The exact gradient at a grid's cell centres, rows from the bottom: ∂f/∂x, ∂f/∂y interleaved, the
 * second 0 on a one-dimensional surface. Yields the share done.
 */
export function* arrowGrid(
  points: SurfacePoints,
  { surface, rect: [x0, x1, y0, y1], nx, ny, t }: FieldRequest,
): Generator<number, Float64Array<ArrayBuffer>> {
  const reader = points.open(surface)
  const cells = nx * ny
  const values = new Float64Array(2 * cells)
  for (let first = 0; first < cells; first += BLOCK) {
    const count = Math.min(BLOCK, cells - first)
    for (let k = 0; k < count; k++) {
      const i = (first + k) % nx
      const j = Math.floor((first + k) / nx)
      reader.x[k] = x0 + ((i + 0.5) * (x1 - x0)) / nx
      reader.y[k] = y0 + ((j + 0.5) * (y1 - y0)) / ny
      reader.t[k] = t
    }
    reader.read(count)
    reader.gradient.forEach((column, place) => {
      for (let k = 0; k < count; k++) values[2 * (first + k) + place] = column[k]!
    })
    yield (first + count) / cells
  }
  return values
}

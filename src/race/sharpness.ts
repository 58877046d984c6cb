import { largest } from '#race/eigenvalues.ts'
import type { ReadySurface } from '#race/ready.ts'
import { BLOCK, type SurfacePoints } from '#race/surface-points.ts'

/** Paths along which somebody wants to know how sharply the surface bends. */
export type SharpnessRequest = {
  readonly surface: ReadySurface
  /** of each run, interleaved x0 y0 x1 y1 … */
  readonly paths: readonly Float64Array[]
}

/**
 * λmax of the surface's exact Hessian at each point of each path (in one dimension f″), at the time
 * t = k+1 at which the race was there; NaN where the Hessian is not finite, and everywhere when the
 * second derivatives of the formula grow too big. Yields the share done.
 */
export function* sharpness(
  points: SurfacePoints,
  { surface, paths }: SharpnessRequest,
): Generator<number, Float64Array<ArrayBuffer>[]> {
  const reader = points.open(surface)
  const answers = paths.map((path) => new Float64Array(path.length / 2).fill(NaN))
  if (!reader.hessian) return answers
  const [xx, xy, yy] = reader.hessian
  for (const [run, values] of answers.entries()) {
    const path = paths[run]!
    for (let first = 0; first < values.length; first += BLOCK) {
      const count = Math.min(BLOCK, values.length - first)
      for (let i = 0; i < count; i++) {
        reader.x[i] = path[2 * (first + i)]!
        reader.y[i] = path[2 * (first + i) + 1]!
        reader.t[i] = first + i + 1
      }
      reader.read(count)
      for (let i = 0; i < count; i++)
        values[first + i] = xy && yy ? largest(xx![i]!, xy[i]!, yy[i]!) : finite(xx![i]!)
      yield (run + (first + count) / values.length) / paths.length
    }
  }
  return answers
}

const finite = (value: number) => (Number.isFinite(value) ? value : NaN)

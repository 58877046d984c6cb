import type { OptimizerCase } from '#cli/replay/case-types.ts'

/**
 * How far a run may be from the recorded one, and for how many steps: 1e-9 while rounding alone
 * moves the recorded run by less than 1e-10; where it moves little all along, 200 times that.
 */
export function tolerance({ noise, steps }: Pick<OptimizerCase, 'noise' | 'steps'>): {
  steps: number
  limit: number
} {
  const safe = noise?.safe_steps ?? steps
  const worst = noise?.max_dev ?? 0
  if (safe < steps && worst < 1e-6) return { steps, limit: Math.max(1e-9, 200 * worst) }
  return { steps: safe, limit: 1e-9 }
}

/** The largest |Δp|/(1 + |p|) over the leading points; ours has the start in front. */
export function deviation(
  ours: Float64Array,
  theirs: readonly (readonly number[])[],
  steps: number,
): number {
  let worst = 0
  for (let k = 0; k < Math.min(steps, theirs.length); k++) {
    const [x, y] = theirs[k] as [number, number]
    const size = 1 + Math.max(Math.abs(x), Math.abs(y))
    const error = Math.max(Math.abs(ours[2 * k + 2]! - x), Math.abs(ours[2 * k + 3]! - y)) / size
    // not a number, or no such step: as far as can be
    worst = Number.isFinite(error) ? Math.max(worst, error) : Infinity
  }
  return worst
}

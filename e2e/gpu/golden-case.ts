import type { OptimizerCase } from '#cli/replay/case-types.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** Beyond this the float32 twin itself has lost the recorded run: only the steps before it count. */
const LOST = 1e-2

/** How much farther from the recorded run than the twin we may be. */
const TIMES = 20

/** A twin that happens to be nearer than so many float32 units in the last place is lucky, not better. */
const ULPS = 4

/** How a run on the device compares with a recorded one. */
export type GoldenVerdict = {
  readonly id: string
  /** steps of the case, and how many of them count */
  readonly steps: number
  readonly counted: number
  /** the largest ratio of our deviation to the twin's largest so far */
  readonly ratio: number
  /** the first step that is too far, or null */
  readonly wrong: string | null
}

/** Compares positions after each step, coordinate by coordinate at its worst. */
export function goldenVerdict(
  { id, theta = [] }: OptimizerCase,
  ours: Trajectory,
  twin: Trajectory,
): GoldenVerdict {
  const off = (from: Trajectory, k: number) => {
    const [x = NaN, y = NaN] = theta[k] ?? []
    const far = [from.theta[2 * k + 2] ?? NaN, from.theta[2 * k + 3] ?? NaN]
    return Math.max(Math.abs(far[0]! - x), Math.abs(far[1]! - y))
  }
  let [most, ratio] = [0, 0]
  let wrong: string | null = null
  let k = 0
  for (; k < theta.length; k++) {
    const [x = NaN, y = NaN] = theta[k] ?? []
    const floor = ULPS * 2 ** -23 * Math.max(1, Math.abs(x), Math.abs(y))
    most = Math.max(most, floor, off(twin, k))
    // NaN, too: the twin stopped
    if (!(most <= LOST)) break
    const mine = off(ours, k) / most
    if (!(mine <= TIMES)) wrong ??= `step ${k + 1}: ${off(ours, k)} where the twin is ${most} off`
    ratio = Math.max(ratio, mine)
  }
  return { id, steps: theta.length, counted: k, ratio, wrong }
}

import type { Status } from '#race/trajectory.ts'

/** What the verdict on a run is drawn from. Arrays run from k = 0. */
export type Evidence = {
  readonly dims: 1 | 2
  /** interleaved x y */
  readonly theta: Float64Array
  readonly loss: Float64Array
  /** the least loss of the run, as far as it is a number */
  readonly lowest: number
  readonly gradNorm: Float64Array
  /** true when some gradient norm may not be an ordinary number */
  readonly odd: boolean
  /** the last finite entry */
  readonly n: number
  /** true when the run ended early because θ or the loss was no finite number */
  readonly broken: boolean
  /** x0, x1, y0, y1 */
  readonly domain: readonly [number, number, number, number]
  /** f*, where it is known */
  readonly fmin: number | null
  /** reached when f − f* ≤ eps */
  readonly eps: number
}

const REST_STEPS = 20
const REST = 1e-14
const FAR = 1000

/**
 * How a run ended, decided over the whole of it: reached beats all; else what happened first of
 * "no derivative here" and leaving for good; else rest.
 */
export function decideStatus(evidence: Evidence): { status: Status; at: number | null } {
  const reached = firstReached(evidence)
  if (reached !== null) return { status: 'reached', at: reached }
  const undefinedAt = evidence.odd ? firstUndefined(evidence) : null
  const diverged = firstDiverged(evidence)
  if (undefinedAt !== null && (diverged === null || undefinedAt <= diverged)) {
    return { status: 'undefined', at: undefinedAt }
  }
  if (diverged !== null) return { status: 'diverged', at: diverged }
  const rest = firstRest(evidence)
  return rest === null ? { status: 'running', at: null } : { status: 'rest', at: rest }
}

function firstReached({ loss, lowest, n, fmin, eps }: Evidence): number | null {
  if (fmin === null || lowest - fmin > eps) return null
  for (let k = 0; k <= n; k++) if (loss[k]! - fmin <= eps) return k
  return null
}

/** f is finite but its gradient is not a number. */
function firstUndefined({ loss, gradNorm, n }: Evidence): number | null {
  for (let k = 0; k <= n; k++) if (Number.isNaN(gradNorm[k]!) && Number.isFinite(loss[k]!)) return k
  return null
}

/** The first k from which on the point stays beyond 1000 half-diagonals of the domain, or stops being finite. */
function firstDiverged({ dims, theta, loss, n, broken, domain }: Evidence): number | null {
  const [x0, x1, y0, y1] = domain
  const limit = (FAR * (dims === 1 ? x1 - x0 : Math.hypot(x1 - x0, y1 - y0))) / 2
  let k = n
  for (; k >= 0; k--) {
    const dx = theta[2 * k]! - (x0 + x1) / 2
    const dy = dims === 1 ? 0 : theta[2 * k + 1]! - (y0 + y1) / 2
    if (!(Math.hypot(dx, dy) > limit)) break
  }
  if (k < n) return k + 1
  // a start without a finite loss has diverged at once
  return broken ? (Number.isFinite(loss[n]!) ? n + 1 : n) : null
}

/** The first step of twenty that each moved less than 1e-14·(1+|θ|). */
function firstRest(evidence: Evidence): number | null {
  const { n } = evidence
  // twenty steps in a row hold exactly one whose number divides by twenty: most need no look
  for (let k = REST_STEPS - 1; k < n; k += REST_STEPS) {
    if (!isQuiet(evidence, k)) continue
    let first = k
    while (first > 0 && isQuiet(evidence, first - 1)) first--
    let end = k + 1
    while (end < n && end < first + REST_STEPS && isQuiet(evidence, end)) end++
    if (end - first >= REST_STEPS) return first
  }
  return null
}

/** Whether step k hardly moved. */
function isQuiet({ dims, theta }: Evidence, k: number): boolean {
  const x = theta[2 * k]!
  const y = dims === 1 ? 0 : theta[2 * k + 1]!
  const dx = theta[2 * k + 2]! - x
  const dy = dims === 1 ? 0 : theta[2 * k + 3]! - y
  // a bound without roots first: hypot is slow, and nearly every step of a moving run is far
  if (Math.abs(dx) + Math.abs(dy) > 2 * REST * (1 + Math.abs(x) + Math.abs(y))) return false
  return Math.hypot(dx, dy) < REST * (1 + Math.hypot(x, y))
}

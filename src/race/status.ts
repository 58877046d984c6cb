import type { Status } from '#race/trajectory.ts'

/** What the verdict on a run is drawn from. Arrays run from k = 0. */
export type Evidence = {
  readonly dims: 1 | 2
  /** interleaved x y */
  readonly theta: Float64Array
  readonly loss: Float64Array
  readonly gradNorm: Float64Array
  /** true when some gradient norm may not be an ordinary number */
  readonly odd: boolean
  /** the last finite entry */
  readonly n: number
  /** true when the run ended early because θ or the loss was no finite number */
  readonly broken: boolean
  readonly domain: readonly [number, number, number, number]
  readonly fmin: number | null
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

function firstReached({ loss, n, fmin, eps }: Evidence): number | null {
  if (fmin === null) return null
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
function firstRest({ dims, theta, n }: Evidence): number | null {
  let quiet = 0
  for (let k = 0; k < n; k++) {
    const x = theta[2 * k]!
    const y = dims === 1 ? 0 : theta[2 * k + 1]!
    const dx = Math.abs(theta[2 * k + 2]! - x)
    const dy = dims === 1 ? 0 : Math.abs(theta[2 * k + 3]! - y)
    // a bound without roots first: nearly every step of a moving run ends here
    const far = REST * (1 + Math.abs(x) + Math.abs(y))
    const moves = dx > far || dy > far || Math.hypot(dx, dy) >= REST * (1 + Math.hypot(x, y))
    quiet = moves ? 0 : quiet + 1
    if (quiet === REST_STEPS) return k - REST_STEPS + 1
  }
  return null
}

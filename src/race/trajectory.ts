/** How a run ended, decided over the whole run. */
export type Status = 'running' | 'reached' | 'diverged' | 'rest' | 'undefined'

/**
 * What one lane did, float64. With n steps made (n = T, or fewer if something became non-finite):
 * `theta`, `loss`, `gradNorm` have n+1 entries, `lr` n. lr[k] made θ[k] into θ[k+1].
 */
export type Trajectory = {
  /** steps made */
  readonly n: number
  /** interleaved x0 y0 x1 y1 …, 2(n+1) numbers; y stays the start's on a one-dimensional surface */
  readonly theta: Float64Array
  /** f(θₖ), without noise */
  readonly loss: Float64Array
  /** ‖∇f(θₖ)‖, without noise; NaN where f is no number */
  readonly gradNorm: Float64Array
  readonly lr: Float64Array
  /** momentum in force at each step where a schedule drives it, else null */
  readonly momentum: Float64Array | null
  /** the averaged point where one is kept, interleaved, n+1 points, else null */
  readonly average: Float64Array | null
  readonly status: Status
  /** the step `status` speaks of, or null while running */
  readonly at: number | null
}

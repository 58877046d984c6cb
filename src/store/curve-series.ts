import type { Trajectory } from '#race/trajectory.ts'

/** A number at every step: `length` of `values` count. */
export type Series = { readonly values: Float64Array; readonly length: number }

type Point = readonly [x: number, y: number]

/** ‖∇f(θₖ)‖, n+1 values; no number where f itself has none. */
export function gradientSeries({ n, loss, gradNorm }: Trajectory): Series {
  // Only the last step of a run can be without a loss: it ends there.
  return { values: gradNorm, length: Number.isNaN(loss[n]) ? n : n + 1 }
}

/** The rate of each step, n values. */
export const rateSeries = ({ n, lr }: Trajectory): Series => ({ values: lr, length: n })

/** The momentum of each step where a schedule drives it, n values; else null. */
export const momentumSeries = ({ n, momentum }: Trajectory): Series | null =>
  momentum && { values: momentum, length: n }

const lengths = new WeakMap<Trajectory, Series>()

/** Length of each step ‖θₖ₊₁ − θₖ‖, n values. */
export function stepSeries(trajectory: Trajectory): Series {
  const known = lengths.get(trajectory)
  if (known) return known
  const { n, theta } = trajectory
  const values = new Float64Array(n)
  for (let k = 0; k < n; k++)
    values[k] = norm(theta[2 * k + 2]! - theta[2 * k]!, theta[2 * k + 3]! - theta[2 * k + 1]!)
  const series = { values, length: n }
  lengths.set(trajectory, series)
  return series
}

type Distances = { readonly to: readonly Point[]; readonly dims: 1 | 2; readonly series: Series }
const distances = new WeakMap<Trajectory, Distances>()

/** Distance of each point to the nearest of `to`, n+1 values; along x alone in one dimension. */
export function distanceSeries(trajectory: Trajectory, to: readonly Point[], dims: 1 | 2): Series {
  const known = distances.get(trajectory)
  if (known?.to === to && known.dims === dims) return known.series
  const { n, theta } = trajectory
  const values = new Float64Array(n + 1).fill(Infinity)
  for (const [x, y] of to)
    for (let k = 0; k <= n; k++) {
      const away = norm(theta[2 * k]! - x, dims === 1 ? 0 : theta[2 * k + 1]! - y)
      // NaN stays NaN: a point that is nowhere is not far from anything.
      if (!(away >= values[k]!)) values[k] = away
    }
  const series = { values, length: n + 1 }
  distances.set(trajectory, { to, dims, series })
  return series
}

type Drift = { readonly from: Trajectory; readonly dims: 1 | 2; readonly series: Series }
const drifts = new WeakMap<Trajectory, Drift>()

/** Distance between two courses of one run, as far as both go; along x alone in one dimension. */
export function driftSeries(trajectory: Trajectory, from: Trajectory, dims: 1 | 2): Series {
  const known = drifts.get(trajectory)
  if (known?.from === from && known.dims === dims) return known.series
  const length = Math.min(trajectory.n, from.n) + 1
  const values = new Float64Array(length)
  const [a, b] = [trajectory.theta, from.theta]
  for (let k = 0; k < length; k++)
    values[k] = norm(a[2 * k]! - b[2 * k]!, dims === 1 ? 0 : a[2 * k + 1]! - b[2 * k + 1]!)
  const series = { values, length }
  drifts.set(trajectory, { from, dims, series })
  return series
}

/** The root of the squares' sum, also where those would be too large or too small for a double. */
function norm(x: number, y: number): number {
  const squares = x * x + y * y
  return squares > 1e-280 && squares < 1e280 ? Math.sqrt(squares) : Math.hypot(x, y)
}

type Limits = { readonly times: number; readonly series: Series }
const limits = new WeakMap<Trajectory, Limits>()

/** The curvature that each step's rate just bears: `times` over the rate, n values; 2/η for SGD. */
export function limitSeries(trajectory: Trajectory, times: number): Series {
  const known = limits.get(trajectory)
  if (known?.times === times) return known.series
  const { n, lr } = trajectory
  const values = lr.slice(0, n)
  for (let k = 0; k < n; k++) values[k] = times / values[k]!
  const series = { values, length: n }
  limits.set(trajectory, { times, series })
  return series
}

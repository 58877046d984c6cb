import type { Extent } from '#plots/value-scale.ts'

type Series = {
  readonly values: ArrayLike<number>
  readonly length: number
  readonly diverged: boolean
  /** a bound of another run's values: shown as far as a diverged run would be */
  readonly limit?: boolean
}

/** How far above the others a diverged run is followed. */
const CAP = { log: 10, other: 1.5 }
/** …and above its own beginning if there are no others. */
const CAP_ALONE = { log: 1e4, other: 4 }

/** The extent of the series over all their steps. A diverged run stretches it only a little. */
export function extentOf(series: readonly Series[], log: boolean): Extent {
  const key = log ? 'log' : 'other'
  const calm = series.filter(({ diverged }) => !diverged)
  const whole = gather(calm, Infinity)
  if (calm.length === series.length) return whole
  const firsts = Math.max(
    ...series
      .filter(({ limit }) => !limit)
      .map(({ values }) => Math.abs(values[0] ?? 0))
      .filter(Number.isFinite),
    0,
  )
  const some = whole.lo <= whole.hi
  const reference = some ? Math.max(Math.abs(whole.hi), Math.abs(whole.lo), firsts) : firsts
  const cap = reference * (some ? CAP[key] : CAP_ALONE[key])
  return gather(series, cap > 0 ? cap : Infinity)
}

function gather(series: readonly Series[], cap: number): Extent {
  let [lo, hi, positive, zeros] = [Infinity, -Infinity, Infinity, false]
  for (const { values, length, diverged } of series) {
    const count = Math.min(length, values.length)
    for (let i = 0; i < count; i++) {
      const value = values[i]!
      if (!Number.isFinite(value) || (diverged && Math.abs(value) > cap)) continue
      if (value < lo) lo = value
      if (value > hi) hi = value
      if (value > 0) {
        if (value < positive) positive = value
      } else zeros = true
    }
  }
  return { lo, hi, positive, zeros }
}

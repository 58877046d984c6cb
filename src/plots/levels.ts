import { roundest } from '#plots/nice.ts'

/**
 * Levels of a surface: ascending; the first and the last are the ends of the colour scale, lines are drawn at
 * those between.
 */
export type Levels = readonly number[]

const SAMPLES = 8192
const WEIGHTS = { rank: 0.35, log: 0.5, linear: 0.15 }
// Lines nearer than this, of their height above the lowest, would only draw rounding errors.
const NEAREST = 1e-3

/** Finite values in order; of many, an even sample that keeps both ends. */
function sorted(values: ArrayLike<number>): Float64Array {
  const stride = Math.max(1, values.length / SAMPLES)
  const kept: number[] = []
  let [lo, hi] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) continue
    lo = Math.min(lo, value)
    hi = Math.max(hi, value)
    // A fixed stride would fall in step with the rows; the golden ratio walks evenly over columns.
    if (((i * 0.618033988749895) % 1) * stride < 1) kept.push(value)
  }
  return lo > hi ? new Float64Array() : Float64Array.from([lo, ...kept, hi]).toSorted()
}

/**
 * How high each sample stands, 0 … 1, where levels lie evenly: by rank, so that every band has an area; by log
 * above the lowest, so that valley floors have structure; a little by value, so that plateaus' wells have too.
 */
function heights(samples: Float64Array): Float64Array {
  const lo = samples[0]!
  const span = samples[samples.length - 1]! - lo
  const floor = Math.max(samples[Math.floor(samples.length / 500)]! - lo, span * 1e-6)
  const whole = Math.log1p(span / floor)
  return samples.map((value, i) => {
    const log = Math.log1p((value - lo) / floor) / whole
    const rank = i / (samples.length - 1)
    return WEIGHTS.rank * rank + WEIGHTS.log * log + (WEIGHTS.linear * (value - lo)) / span
  })
}

/**
 * Levels for the values of a grid, in round numbers; `least` is the known minimum, which a grid seldom hits,
 * `count` the most lines. Nothing finite: no levels.
 */
export function spreadLevels(
  values: ArrayLike<number>,
  least: number | null = null,
  count = 20,
): number[] {
  const samples = sorted(values)
  if (least !== null && least < samples[0]!) samples[0] = least
  if (samples.length === 0) return []
  const [lo, hi] = [samples[0]!, samples[samples.length - 1]!]
  // A span that overflows, or is too small for numbers between, has no levels but its ends.
  if (!(hi - lo > Math.abs(hi) * 1e-13) || hi - lo === Infinity) return [lo, hi]
  const height = heights(samples)
  const raw = Array.from({ length: count + 2 }, (_, k) =>
    sampleAt(samples, height, k / (count + 1)),
  )
  const levels = [lo]
  for (let k = 1; k <= count; k++) {
    const [before, near, after] = [raw[k - 1]!, raw[k]!, raw[k + 1]!]
    // Labelled lines may move further for a rounder number.
    const reach = k % 5 === 0 ? 0.5 : 0.25
    const gap = NEAREST * (near - lo)
    const low = near - Math.max(gap, reach * (near - before))
    const level = roundest(low, near + Math.max(gap, reach * (after - near)), near)
    if (level > levels.at(-1)! + gap && level + gap < hi) levels.push(level)
  }
  return [...levels, hi]
}

function sampleAt(samples: Float64Array, height: Float64Array, wanted: number): number {
  const place = positionIn(height, wanted)
  const i = Math.min(Math.floor(place), samples.length - 2)
  return samples[i]! + (place - i) * (samples[i + 1]! - samples[i]!)
}

/** Where a value stands among ascending numbers: index and fraction, held to [0, length − 1]. */
function positionIn(ascending: ArrayLike<number>, value: number): number {
  let low = 0
  let high = ascending.length - 1
  if (!(value > ascending[low]!)) return 0
  if (value >= ascending[high]!) return high
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (ascending[middle]! <= value) low = middle
    else high = middle
  }
  return low + (value - ascending[low]!) / (ascending[high]! - ascending[low]!)
}

/** Where a value stands on the colour scale, 0 … 1; the same wherever one looks. */
export const levelPlace = (levels: Levels, value: number) =>
  levels.length < 2 ? 0 : positionIn(levels, value) / (levels.length - 1)

/** A contour line to draw. */
export type Line = { readonly value: number; readonly strong: boolean; readonly apart: number }

/**
 * The lines between `lo` and `hi`: the levels themselves, or, where fewer than `wanted` of them are in view,
 * each gap halved until there are enough; so a line stays where it is while one pans and zooms. Every fifth is
 * strong. Beyond the ends of the scale the lines go on, ever wider apart.
 */
export function linesWithin(levels: Levels, lo: number, hi: number, wanted = 8): Line[] {
  if (levels.length < 2 || !(hi > lo)) return []
  const { all, first } = extended(levels, lo, hi)
  const [from, to] = [positionIn(all, lo), positionIn(all, hi)]
  if (!(to > from)) return []
  const halvings = Math.max(0, Math.ceil(Math.log2((wanted + 1) / (to - from))))
  if (halvings > 40) return []
  const parts = 2 ** halvings
  const lines: Line[] = []
  const last = Math.min(Math.floor(to * parts), (all.length - 1) * parts - 1)
  for (let k = Math.max(1, Math.ceil(from * parts)); k <= last; k++) {
    const i = Math.floor(k / parts)
    const gap = all[i + 1]! - all[i]!
    const value = all[i]! + ((k % parts) / parts) * gap
    lines.push({ value, strong: (k - first * parts) % 5 === 0, apart: gap / parts })
  }
  return lines
}

const WIDER = 1.3
const MOST_BEYOND = 30

/** The levels and what follows them on both sides as far as `lo` and `hi`; `first`: where theirs begin. */
function extended(levels: Levels, lo: number, hi: number) {
  const all = Array.from(levels)
  let gap = all.at(-1)! - all.at(-2)!
  for (let n = 0; n < MOST_BEYOND && all.at(-1)! < hi; n++) all.push(all.at(-1)! + (gap *= WIDER))
  const below: number[] = []
  gap = levels[1]! - levels[0]!
  for (let n = 0; n < MOST_BEYOND && (below[0] ?? levels[0]!) > lo; n++)
    below.unshift((below[0] ?? levels[0]!) - (gap *= WIDER))
  return { all: [...below, ...all], first: below.length }
}

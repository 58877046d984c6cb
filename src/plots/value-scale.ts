import { formatValue } from '#plots/format.ts'
import { evenTicks } from '#plots/nice.ts'

/** A number on an axis; `power` is set as an exponent after the text. */
export type Tick = { readonly value: number; readonly text: string; readonly power?: string }

/** From values to pixels, 0 at the top. */
export type ValueScale = {
  /** NaN where a value has no place; far outside it is held near the edge. */
  readonly at: (value: number) => number
  readonly ticks: readonly Tick[]
  /** where zeros sit, below the axis, and what that place is called; null if there is no floor */
  readonly floor: { readonly at: number; readonly text: string } | null
  /** the least value that has a place */
  readonly least: number
}

/** The values that an axis must show. */
export type Extent = {
  readonly lo: number
  readonly hi: number
  /** the smallest above zero; Infinity if there is none */
  readonly positive: number
  /** something is zero or less */
  readonly zeros: boolean
}

const FLOOR = 14
const TICKS_APART = { even: 36, decades: 26 }
const MOST_DECADES = 16
const OUTSIDE = 1e4
const [LEAST, GREATEST] = [1e-300, 1e300]

/** The scale of a panel `height` pixels high. Any extent will do, an empty one too. */
export function valueScale(
  kind: 'linear' | 'log' | 'symlog',
  extent: Extent,
  height: number,
  zeroFloor = false,
): ValueScale {
  if (kind === 'log') return logScale(extent, height, zeroFloor)
  return kind === 'symlog' ? symlogScale(extent, height) : linearScale(extent, height)
}

type Curve = (value: number) => number

/** Pixels for values whose `curve` runs from `low` to `high`. */
const mapped = (curve: Curve, low: number, high: number, height: number): Curve => {
  const unit = height / (high - low)
  return (value) => {
    const pixel = (high - curve(value)) * unit
    // Infinity is off the picture, not nowhere.
    return Number.isNaN(pixel) ? NaN : Math.min(height + OUTSIDE, Math.max(-OUTSIDE, pixel))
  }
}

const most = (height: number, gap = TICKS_APART.even) => Math.max(2, Math.floor(height / gap))

const bounded = (value: number) => Math.min(GREATEST, Math.max(-GREATEST, value))

function linearScale({ lo, hi }: Extent, height: number): ValueScale {
  let [low, high] = lo <= hi ? [bounded(lo), bounded(hi)] : [0, 1]
  if (low >= 0 && low <= high / 2) low = 0
  else low -= (high - low) * 0.05
  if (high - low <= LEAST && Math.abs(low) <= LEAST) [low, high] = [0, 1]
  else if (high === low) [low, high] = low === 0 ? [0, 1] : low > 0 ? [0, low] : [2 * low, 0]
  high += (high - low) * 0.08
  const ticks = lo <= hi ? evenTicks(low, high, most(height)) : []
  return {
    at: mapped((value) => value, low, high, height),
    // Where doubles are too coarse for even ticks the value itself is one.
    ticks: told(ticks.length > 0 || !(lo <= hi) ? ticks : [bounded(lo)]),
    floor: null,
    least: -Infinity,
  }
}

/** The longest number that has room beside an axis. */
const LONGEST = 8

/** Even ticks with their words: where those would be long, the first is told and the others from it. */
function told(values: readonly number[]): Tick[] {
  const gap = values.length > 1 ? values[1]! - values[0]! : undefined
  const ticks = values.map((value) => ({ value, text: formatValue(value, gap) }))
  if (ticks.every(({ text }) => text.length <= LONGEST)) return ticks
  const base = values[0]!
  return values.map((value, i) => ({
    value,
    text: i === 0 ? formatValue(base) : `+${formatValue(value - base, gap)}`,
  }))
}

// Below 1e-300 numbers have few digits left to reckon with.
const decade = (value: number) => Math.log10(Math.max(value, LEAST))

function logScale(
  { lo, hi, positive, zeros }: Extent,
  height: number,
  zeroFloor: boolean,
): ValueScale {
  const top = positive < Infinity ? decade(hi) : 0
  const least = positive < Infinity ? decade(positive) : -1
  // Beyond so many decades the small values leave the axis: they go to the floor, and it says so.
  const cut = top - least > MOST_DECADES
  const bottom = cut ? Math.ceil(top - MOST_DECADES) : least
  const floor = cut || (zeroFloor && zeros)
  // One value alone stands in the middle of a decade.
  const air = top === bottom ? 0.5 : Math.max(0.04 * (top - bottom), 0.05)
  const room = floor ? height - FLOOR : height
  const above = mapped(Math.log10, bottom - air, top + air, room)
  const under = cut ? Number(`1e${bottom}`) : Number.MIN_VALUE
  const at = (value: number) => {
    if (floor && value < under && (value > 0 || zeroFloor)) return height - 3
    return value > 0 ? above(value) : NaN
  }
  // What is below zero sits on the floor too, and it says so.
  const text = cut ? `< ${formatValue(under)}` : lo < 0 ? '≤ 0' : '0'
  return {
    at,
    ticks:
      positive < Infinity ? logTicks(bottom - air, top + air, most(room, TICKS_APART.decades)) : [],
    floor: floor ? { at: height - 3, text } : null,
    least: floor ? -Infinity : Number.MIN_VALUE,
  }
}

function logTicks(bottom: number, top: number, count: number): Tick[] {
  const [first, last] = [Math.ceil(bottom), Math.floor(top)]
  if (last - first < 1) {
    const values = withinDecade(bottom, top, count)
    return values.map((value) => ({ value, text: formatValue(value) }))
  }
  const stride = Math.ceil((last - first + 1) / count)
  const plain = first >= -3 && last <= 4
  const ticks: Tick[] = []
  for (let power = Math.ceil(first / stride) * stride; power <= last; power += stride) {
    const value = Number(`1e${power}`)
    if (value === Infinity) continue
    if (plain) ticks.push({ value, text: formatValue(value) })
    else ticks.push({ value, text: '10', power: String(power).replace('-', '−') })
  }
  return ticks
}

/** Round numbers where less than two decades are in view: 1, 2, 5, or all nine, or even steps. */
function withinDecade(bottom: number, top: number, count: number): number[] {
  const [low, high] = [10 ** bottom, 10 ** top]
  const powers = [Math.floor(bottom), Math.floor(bottom) + 1]
  for (const digits of [
    [1, 2, 5],
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  ]) {
    const values = powers.flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    const inside = values.filter((value) => value >= low && value <= high && value < Infinity)
    if (inside.length > 1) return inside
  }
  return evenTicks(low, Math.min(high, Number.MAX_VALUE), count / 2).filter((value) => value > 0)
}

/** Linear near zero, by ratio beyond: three decades on each side. */
function symlogScale({ lo, hi }: Extent, height: number): ValueScale {
  const [low, high] = lo <= hi ? [bounded(lo), bounded(hi)] : [0, 1]
  const size = Math.max(Math.abs(low), Math.abs(high), LEAST * 1e3)
  const curve: Curve = (value) => Math.sign(value) * Math.log1p(Math.abs(value) / (size / 1000))
  const [from, to] = [curve(low), curve(high)]
  const air = (to - from) * 0.06 || 1
  const at = mapped(curve, from - air, to + air, height)
  const inside = (value: number) => at(value) >= 0 && at(value) <= height
  const power = Math.floor(Math.log10(size))
  const powers = [power, power - 1, power - 2].map((k) => Number(`1e${k}`))
  const scale = { at, floor: null, least: -Infinity }
  if (!(lo <= hi)) return { ...scale, ticks: [] }
  const values = apart([0, ...powers, ...powers.map((value) => -value)].filter(inside), at)
  if (values.length > 2)
    return { ...scale, ticks: values.map((value) => ({ value, text: formatValue(value) })) }
  const even = apart(evenTicks(low, high, most(height)).filter(inside), at)
  // A series that hardly changes has no even ticks: then its value is the one.
  return { ...scale, ticks: told(even.length > 0 ? even : values.length > 0 ? values : [low]) }
}

/** Those values that keep their distance from the ones before, in order of importance. */
function apart(values: readonly number[], at: Curve): number[] {
  const kept: number[] = []
  for (const value of values)
    if (kept.every((other) => Math.abs(at(other) - at(value)) >= TICKS_APART.even * 0.6))
      kept.push(value)
  return kept
}

import { roundAbove, type SliderRange } from '#setup/slider-range.ts'
import type { Limits } from '#setup/number-text.ts'

/** A slider's places, 0 … last, and their values. */
export type Track = {
  readonly last: number
  /** The value at a place. */
  readonly at: (place: number) => number
  /** The place of a value, in [0, last]; between two places where no place has it. */
  readonly of: (value: number) => number
}

/** Places for each factor of ten. */
const PLACES = 40
/** About as many places as an even track has. */
const STEPS = 200
/** As close to 1 as a track can come: doubles have no more digits there. */
const MOST_NINES = 12

/** The track of a range, widened where the value lies beyond it. */
export function trackOf(range: SliderRange, value: number, limits: Limits = {}): Track {
  const within = held(limits)
  const { scale, zero } = range
  if (scale === 'near-one' && value >= 0 && value <= 1) return towardsOne(range, value, within)
  if (scale === 'log' && (value > 0 || (zero && value === 0))) return ratios(range, value, within)
  const [low, high] = [Math.min(range.low, value), Math.max(range.high, value)]
  return even({ low, high, whole: limits.integer === true, within })
}

type Within = (value: number) => number

const held =
  ({ min = -Infinity, max = Infinity, integer }: Limits): Within =>
  (value) =>
    Math.min(max, Math.max(min, integer ? Math.round(value) : value))

function even(ends: { low: number; high: number; whole: boolean; within: Within }): Track {
  const { low, high, whole, within } = ends
  const span = high - low || 1
  const fine = roundAbove(span / STEPS)
  const step = whole ? Math.max(1, Math.round(fine)) : fine
  const last = Math.max(1, Math.ceil(span / step - 1e-9))
  // Places are whole steps from 0, whatever the track begins with; its ends are exact.
  const at = (place: number) => {
    if (place <= 0) return low
    if (place >= last) return high
    const value = Math.round((low + place * step) / step) * step
    return within(Math.min(high, Math.max(low, Number(value.toPrecision(12)))))
  }
  return { last, at, of: (value) => between((value - low) / step, last) }
}

function ratios({ low, high, zero }: SliderRange, value: number, within: Within): Track {
  const from = Math.floor(Math.log10(value > 0 ? Math.min(low, value) : low) + 1e-9)
  const to = Math.ceil(Math.log10(Math.max(high, value)) - 1e-9)
  const first = zero ? 1 : 0
  const last = (to - from) * PLACES + first
  // Two digits that count are as fine as the track, and read well.
  const at = (place: number) => {
    if (place < first) return 0
    return within(Number((10 ** (from + (place - first) / PLACES)).toPrecision(2)))
  }
  const of = (number: number) =>
    number > 0 ? between((Math.log10(number) - from) * PLACES + first, last) : 0
  return { last, at, of }
}

function towardsOne({ high, one }: SliderRange, value: number, within: Within): Track {
  const wanted = value < 1 ? Math.ceil(-Math.log10(1 - value) - 1e-9) : 0
  const nines = Math.max(Math.round(-Math.log10(1 - high)), Math.min(MOST_NINES, wanted))
  const steps = nines * PLACES
  const last = one || value === 1 ? steps + 1 : steps
  const at = (place: number) => {
    if (place > steps) return 1
    const missing = Number((10 ** (-place / PLACES)).toPrecision(2))
    return within(Number((1 - missing).toFixed(nines + 1)))
  }
  const of = (number: number) =>
    number >= 1 ? last : between(-Math.log10(1 - number) * PLACES, steps)
  return { last, at, of }
}

const between = (place: number, last: number) => Math.min(last, Math.max(0, place))

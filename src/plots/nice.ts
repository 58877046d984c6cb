import { ticks } from 'd3'

/** The roundest number in [lo, hi]: the one of fewest digits, among equals the nearest to `near`. */
export function roundest(lo: number, hi: number, near: number): number {
  if (!(hi > lo)) return near
  if (lo <= 0 && hi >= 0) return 0
  let power = Math.ceil(Math.log10(Math.max(Math.abs(lo), Math.abs(hi))))
  for (let tries = 0; tries < 40; tries++, power--) {
    for (const digit of [10, 5, 2, 1]) {
      const found = multipleIn(lo, hi, near, digit, power - 1)
      if (found !== null) return found
    }
  }
  return near
}

/** The multiple of digit·10^power in [lo, hi] nearest to `near`, or null. */
function multipleIn(lo: number, hi: number, near: number, digit: number, power: number) {
  const unit = digit * 10 ** power
  const first = Math.ceil(lo / unit)
  const last = Math.floor(hi / unit)
  if (first > last || !Number.isSafeInteger(first) || !Number.isSafeInteger(last)) return null
  const times = Math.min(last, Math.max(first, Math.round(near / unit)))
  // Read as a decimal it is exact; multiplied it would be 0.30000000000000004.
  return Number(`${times * digit}e${power}`)
}

/** The largest of 1, 2, 5 × 10^k that is not above `x`. */
export function niceBelow(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x))
  const digit = x / power
  return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power
}

/** About `count` round numbers from lo to hi; none where doubles are too coarse to tell them apart. */
export function evenTicks(lo: number, hi: number, count: number): number[] {
  const span = hi - lo
  const coarse = Math.max(Math.abs(lo), Math.abs(hi)) * 1e-13
  return span > Math.max(coarse, 1e-300) && span < Infinity ? ticks(lo, hi, count) : []
}

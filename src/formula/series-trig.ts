import type { NodeId } from '#formula/graph.ts'
import type { Pair, SeriesBuilder } from '#formula/series-builder.ts'

// Polynomials of the Cephes library, single precision (S. L. Moshier).

/**
 * Float32 angles lie two or more apart beyond 2²⁴, and quarter turns can no longer be counted: sin,
 * cos and tan are no number there.
 */
const LARGEST_ANGLE = 1.5 * 2 ** 24

/** `value` cut to numbers of twelve bits, each the nearest to what the ones before leave. */
function pieces(value: number, count: number): number[] {
  const found: number[] = []
  let rest = value
  for (let i = 0; i < count; i++) {
    const unit = 2 ** (Math.floor(Math.log2(Math.abs(rest))) - 11)
    const piece = Math.round(rest / unit) * unit
    found.push(piece)
    rest -= piece
  }
  return found
}

/** π/2 in pieces, the last as long as float64 leaves it. */
const HALF_PI = pieces(Math.PI / 2, 4)
const HALF_PI_REST =
  HALF_PI.reduce((rest, piece) => rest - piece, Math.PI / 2) + 6.123233995736766e-17
/** π/2 in two float32. */
const HALF_PI_HIGH = Math.fround(Math.PI / 2)
const HALF_PI_LOW = Math.PI / 2 - HALF_PI_HIGH

/** Below this sin x, tan x, asin x and atan x are x in float32. */
const SMALL = 2 ** -12

type Turned = { readonly r: Pair; readonly quarters: NodeId; readonly known: NodeId }

/**
 * a = r + quarters·π/2 with |r| ≤ π/4 and a little, by Cody and Waite: quarters are counted in two
 * parts of twelve bits, so that their products with the pieces of π/2 are exact; a second, small
 * count mends what the first, rounded one missed.
 */
function turned(of: SeriesBuilder, a: NodeId): Turned {
  const known = of.is(of.abs(a), 'le', LARGEST_ANGLE)
  const x = of.select(known, a, of.number(0))
  const n = of.op('round', of.times(x, 2 / Math.PI))
  const high = of.times(of.op('round', of.times(n, 2 ** -12)), 2 ** 12)
  const low = of.sub(n, high)
  const [first = 0, second = 0, third = 0, fourth = 0] = HALF_PI
  // the first three differences lose no digit
  let rest = of.sub(x, of.times(high, first))
  rest = of.sub(of.sub(rest, of.times(low, first)), of.times(high, second))
  let lost = of.times(n, -HALF_PI_REST)
  const more: readonly (readonly [NodeId, number])[] = [
    [low, second],
    [high, third],
    [low, third],
    [high, fourth],
    [low, fourth],
  ]
  for (const [count, piece] of more) {
    const { hi, lo } = of.sum(rest, of.times(count, -piece))
    rest = hi
    lost = of.add(lost, lo)
  }
  const missed = of.op('round', of.times(rest, 2 / Math.PI))
  const back = of.sum(rest, of.times(missed, -HALF_PI_HIGH))
  const small = of.sub(of.add(lost, back.lo), of.times(missed, HALF_PI_LOW))
  const hi = of.add(back.hi, small)
  const lo = of.sub(small, of.sub(hi, back.hi))
  return { r: { hi, lo }, quarters: of.add(n, missed), known }
}

/** sin and cos of a short angle. */
function sinCos(of: SeriesBuilder, { hi, lo }: Pair): { sin: NodeId; cos: NodeId } {
  const z = of.mul(hi, hi)
  const odd = of.polynomial(z, [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1])
  const sine = of.add(hi, of.add(of.mul(of.mul(odd, z), hi), lo))
  const even = of.polynomial(z, [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2])
  const rest = of.sub(of.mul(of.mul(even, z), z), of.mul(hi, lo))
  return { sin: sine, cos: of.plus(of.sub(rest, of.times(z, 0.5)), 1) }
}

/** A count's remainder by 2 or 4. */
function remainder(of: SeriesBuilder, count: NodeId, by: 2 | 4): NodeId {
  return of.sub(count, of.times(of.op('floor', of.times(count, 1 / by)), by))
}

/** sin of an angle turned by so many quarters more. */
function wave(of: SeriesBuilder, { r, quarters, known }: Turned, more: 0 | 1): NodeId {
  const short = sinCos(of, r)
  const count = remainder(of, more === 0 ? quarters : of.plus(quarters, more), 4)
  const swapped = remainder(of, count, 2)
  const value = of.select(swapped, short.cos, short.sin)
  const signed = of.select(of.is(count, 'ge', 2), of.neg(value), value)
  return of.select(known, signed, of.number(NaN))
}

export function sin(of: SeriesBuilder, a: NodeId): NodeId {
  return of.select(of.is(of.abs(a), 'lt', SMALL), a, wave(of, turned(of, a), 0))
}

export function cos(of: SeriesBuilder, a: NodeId): NodeId {
  return wave(of, turned(of, a), 1)
}

export function tan(of: SeriesBuilder, a: NodeId): NodeId {
  const { r, quarters, known } = turned(of, a)
  const z = of.mul(r.hi, r.hi)
  const tail = of.polynomial(
    z,
    [
      9.38540185543e-3, 3.11992232697e-3, 2.44301354525e-2, 5.34112807005e-2, 1.33387994085e-1,
      3.33331568548e-1,
    ],
  )
  const low = of.mul(r.lo, of.plus(z, 1))
  const value = of.add(r.hi, of.add(of.mul(of.mul(tail, z), r.hi), low))
  const turnedOnce = of.div(of.number(-1), value)
  const all = of.select(remainder(of, quarters, 2), turnedOnce, value)
  return of.select(of.is(of.abs(a), 'lt', SMALL), a, of.select(known, all, of.number(NaN)))
}

/** asin x − x for |x| ≤ ½, given x². */
function asinRest(of: SeriesBuilder, x: NodeId, z: NodeId): NodeId {
  const tail = of.polynomial(
    z,
    [4.2163199048e-2, 2.4181311049e-2, 4.5470025998e-2, 7.4953002686e-2, 1.6666752422e-1],
  )
  return of.mul(of.mul(tail, z), x)
}

/** quarters·π/2 − (angle + rest), the larger two first: their difference loses nothing. */
function quartersLess(of: SeriesBuilder, quarters: number, angle: NodeId, rest: NodeId): NodeId {
  const low = of.sub(rest, of.number(quarters * HALF_PI_LOW))
  return of.sub(of.sub(of.number(quarters * HALF_PI_HIGH), angle), low)
}

/** The angle whose cosine is `size`, 0 … 1, in two parts: twice asin √((1 − size)/2). */
function angleOf(of: SeriesBuilder, size: NodeId): { angle: NodeId; rest: NodeId } {
  const z = of.times(of.sub(of.number(1), size), 0.5)
  const positive = of.select(of.is(z, 'gt', 0), z, of.number(0))
  const x = of.op('sqrt', positive)
  return { angle: of.times(x, 2), rest: of.times(asinRest(of, x, positive), 2) }
}

export function asin(of: SeriesBuilder, a: NodeId): NodeId {
  const size = of.abs(a)
  const { angle, rest } = angleOf(of, size)
  const far = of.signed(a, quartersLess(of, 1, angle, rest))
  const near = of.add(a, asinRest(of, a, of.mul(a, a)))
  const known = of.select(of.is(size, 'le', 1), far, of.number(NaN))
  const value = of.select(of.is(size, 'le', 0.5), near, known)
  return of.select(of.is(size, 'lt', SMALL), a, value)
}

export function acos(of: SeriesBuilder, a: NodeId): NodeId {
  const size = of.abs(a)
  const { angle, rest } = angleOf(of, size)
  const far = of.select(of.is(a, 'lt', 0), quartersLess(of, 2, angle, rest), of.add(angle, rest))
  const near = quartersLess(of, 1, a, asinRest(of, a, of.mul(a, a)))
  const known = of.select(of.is(size, 'le', 1), far, of.number(NaN))
  return of.select(of.is(size, 'le', 0.5), near, known)
}

/** atan x − x for |x| ≤ tan(π/8). */
function atanRest(of: SeriesBuilder, x: NodeId): NodeId {
  const z = of.mul(x, x)
  const tail = of.polynomial(
    z,
    [8.05374449538e-2, -1.38776856032e-1, 1.99777106478e-1, -3.33329491539e-1],
  )
  return of.mul(of.mul(tail, z), x)
}

const EIGHTH_HIGH = HALF_PI_HIGH / 2
const EIGHTH_LOW = HALF_PI_LOW / 2

export function atan(of: SeriesBuilder, a: NodeId): NodeId {
  const size = of.abs(a)
  const [far, high] = [of.is(size, 'gt', 1 + Math.SQRT2), of.is(size, 'gt', Math.SQRT2 - 1)]
  const by = (yes: number, middle: number) =>
    of.select(far, of.number(yes), of.select(high, of.number(middle), of.number(0)))
  const one = of.number(1)
  const numerator = of.select(far, of.number(-1), of.select(high, of.sub(size, one), size))
  // ∞ + 1 never is the divisor of anything but −1
  const divisor = of.select(far, size, of.select(high, of.add(size, one), one))
  const x = of.div(numerator, divisor)
  const low = of.add(atanRest(of, x), by(HALF_PI_LOW, EIGHTH_LOW))
  const value = of.add(of.add(x, low), by(HALF_PI_HIGH, EIGHTH_HIGH))
  return of.select(of.is(size, 'lt', SMALL), a, of.signed(a, value))
}

/** Whether a number is negative or −0. */
export function isNegative(of: SeriesBuilder, a: NodeId): NodeId {
  const inverse = of.div(of.number(1), a)
  return of.op('or', of.is(a, 'lt', 0), of.is(inverse, 'lt', 0))
}

/** The angle of the point (x, y). */
export function atan2(of: SeriesBuilder, y: NodeId, x: NodeId): NodeId {
  const [up, right] = [of.abs(y), of.abs(x)]
  const steep = of.op('gt', up, right)
  const [longer, shorter] = [of.select(steep, up, right), of.select(steep, right, up)]
  const one = of.number(1)
  // equal sides have ratio 1, infinite ones too; (0, 0) lies in the direction of its signs
  const same = of.select(of.is(longer, 'eq', 0), of.number(0), one)
  const ratio = of.select(of.op('eq', longer, shorter), same, of.div(shorter, longer))
  const high = of.is(ratio, 'gt', Math.SQRT2 - 1)
  // (q − 1)/(q + 1) from the sides themselves: one rounding less. Huge sides are halved before.
  const by = of.select(of.is(longer, 'gt', 2 ** 126), of.number(0.25), one)
  const [p, q] = [of.mul(shorter, by), of.mul(longer, by)]
  const turnedBack = of.select(
    of.is(ratio, 'eq', 1),
    of.number(0),
    of.div(of.sub(p, q), of.add(p, q)),
  )
  const t = of.select(high, turnedBack, ratio)
  const rest = atanRest(of, t)
  // angle = base ± (t + rest), base by octant
  const negative = isNegative(of, x)
  const backwards = of.op('ne', steep, negative)
  const inside = of.add(t, of.add(rest, of.select(high, of.number(EIGHTH_LOW), of.number(0))))
  const first = of.add(inside, of.select(high, of.number(EIGHTH_HIGH), of.number(0)))
  const base = (quarter: number) =>
    of.select(steep, of.number(quarter), of.select(negative, of.number(2 * quarter), of.number(0)))
  const signedFirst = of.select(backwards, of.neg(first), first)
  const angle = of.add(base(HALF_PI_HIGH), of.add(signedFirst, base(HALF_PI_LOW)))
  const signed = of.select(isNegative(of, y), of.neg(angle), angle)
  const known = of.op('and', of.isNumber(x), of.isNumber(y))
  return of.select(known, signed, of.number(NaN))
}

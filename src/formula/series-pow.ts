import type { NodeId } from '#formula/graph.ts'
import type { Pair, SeriesBuilder } from '#formula/series-builder.ts'
import { scale } from '#formula/series-exp.ts'
import { splitEvenly } from '#formula/series-log.ts'
import { isNegative } from '#formula/series-trig.ts'

const TWO_BY_LN2 = 2 * Math.LOG2E
const TWO_BY_LN2_HIGH = Math.fround(TWO_BY_LN2)
const TWO_BY_LN2_LOW = TWO_BY_LN2 - TWO_BY_LN2_HIGH

/** Beyond this 2ʸ is 0 or ∞ in float32. */
const FARTHEST = 160

/** Any number but 1 to this power is 0 or ∞ in float32. */
const LARGEST_EXPONENT = 2 ** 40

/** log2 x for positive finite x, to about 33 bits: 2 artanh((m − 1)/(m + 1))/ln 2 + e. */
function preciseLog2(of: SeriesBuilder, x: NodeId): Pair {
  const { m, e } = splitEvenly(of, x)
  const above = of.plus(m, -1)
  const below = of.sum(m, of.number(1))
  const s = of.div(above, below.hi)
  const back = of.product(s, below.hi)
  const error = of.sub(of.sub(of.sub(above, back.hi), back.lo), of.mul(s, below.lo))
  const sLow = of.div(error, below.hi)
  const z = of.mul(s, s)
  const tail = of.mul(of.mul(of.polynomial(z, [1 / 11, 1 / 9, 1 / 7, 1 / 5, 1 / 3]), z), s)
  const main = of.product(s, of.number(TWO_BY_LN2_HIGH))
  const small = of.add(
    of.times(of.add(sLow, tail), TWO_BY_LN2_HIGH),
    of.add(of.times(s, TWO_BY_LN2_LOW), main.lo),
  )
  const whole = of.sum(e, main.hi)
  const low = of.add(whole.lo, small)
  const hi = of.add(whole.hi, low)
  return { hi, lo: of.sub(low, of.sub(hi, whole.hi)) }
}

/** a to the power b for positive finite a and finite b. */
function positivePower(of: SeriesBuilder, a: NodeId, b: NodeId): NodeId {
  const within = (x: NodeId, limit: number) =>
    of.select(
      of.is(x, 'gt', limit),
      of.number(limit),
      of.select(of.is(x, 'lt', -limit), of.number(-limit), x),
    )
  const log = preciseLog2(of, a)
  const exponent = within(b, LARGEST_EXPONENT)
  const y = of.product(log.hi, exponent)
  const near = of.is(of.abs(y.hi), 'le', FARTHEST)
  const rest = of.select(near, of.add(y.lo, of.mul(log.lo, exponent)), of.number(0))
  const main = within(y.hi, FARTHEST)
  const n = of.op('round', main)
  const f = of.add(of.sub(main, n), rest)
  const tail = of.polynomial(
    f,
    [
      1.5353361883195e-4, 1.339887440266574e-3, 9.61843735767464e-3, 5.550332471162809e-2,
      2.402264791363012e-1, 6.931472028550421e-1,
    ],
  )
  return scale(of, of.plus(of.mul(f, tail), 1), n)
}

/** aᵇ by the rules of Math.pow: whole exponents of negative numbers, zeros, infinities, NaN. */
export function pow(of: SeriesBuilder, a: NodeId, b: NodeId): NodeId {
  const one = of.number(1)
  const size = of.abs(a)
  const usual = of.op('and', of.is(size, 'gt', 0), of.is(size, 'lt', Infinity))
  const finite = of.is(of.abs(b), 'lt', Infinity)
  const value = positivePower(of, of.select(usual, size, one), of.select(finite, b, one))
  const [zero, infinity, nan] = [of.number(0), of.number(Infinity), of.number(NaN)]
  const rising = of.is(b, 'gt', 0)
  // 0 or ∞ as the base: grows if it is ∞ and the exponent positive, or neither
  const extreme = of.select(of.op('eq', of.is(size, 'gt', 1), rising), infinity, zero)
  // an infinite exponent has the same rule, but for ±1
  const magnitude = of.select(
    of.op('and', usual, finite),
    value,
    of.select(of.is(size, 'eq', 1), nan, extreme),
  )
  const whole = of.op('eq', of.op('floor', b), b)
  const half = of.times(b, 0.5)
  const odd = of.op('and', whole, of.op('ne', of.op('floor', half), half))
  const broken = of.op('and', of.op('and', usual, finite), of.op('not', whole))
  const below = of.select(broken, nan, of.select(odd, of.neg(magnitude), magnitude))
  const signed = of.select(isNegative(of, a), below, magnitude)
  const known = of.op('and', of.isNumber(a), of.isNumber(b))
  return of.select(of.is(b, 'eq', 0), one, of.select(known, signed, nan))
}

/** Short ways to powers that formulas often write, by their exponent. */
export const SHORT_POWERS: ReadonlyMap<
  number,
  { readonly name: string; readonly write: (of: SeriesBuilder, a: NodeId) => NodeId }
> = new Map([
  [-1, { name: 'powInverse', write: (of, a) => of.div(of.number(1), a) }],
  [
    0.5,
    {
      name: 'powHalf',
      // √ but for −∞ and −0, whose powers are ∞ and 0
      write: (of, a) => {
        const root = of.select(of.is(a, 'eq', 0), of.number(0), of.op('sqrt', a))
        return of.select(of.is(a, 'eq', -Infinity), of.number(Infinity), root)
      },
    },
  ],
  [2, { name: 'pow2', write: (of, a) => of.mul(a, a) }],
  [3, { name: 'pow3', write: (of, a) => of.mul(of.mul(a, a), a) }],
  [
    4,
    {
      name: 'pow4',
      write: (of, a) => {
        const square = of.mul(a, a)
        return of.mul(square, square)
      },
    },
  ],
])

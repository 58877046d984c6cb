import type { NodeId } from '#formula/graph.ts'
import type { SeriesBuilder } from '#formula/series-builder.ts'
import { LN2_HIGH, LN2_LOW, logOfOnePlus } from '#formula/series-log.ts'

// Polynomials of the Cephes library, single precision (S. L. Moshier).

/** Beyond this eᵃ is 0 or ∞ in float32, subnormal numbers included. */
const FARTHEST = 104

/** y·2ⁿ for whole n in −252 … 254, rounded once: in halves, so that both powers exist. */
export function scale(of: SeriesBuilder, y: NodeId, n: NodeId): NodeId {
  const half = of.op('floor', of.times(n, 0.5))
  return of.mul(of.mul(y, of.op('twoTo', half)), of.op('twoTo', of.sub(n, half)))
}

/** eᵃ = mantissa·2ⁿ for |a| ≤ FARTHEST. */
function expParts(of: SeriesBuilder, a: NodeId): { mantissa: NodeId; n: NodeId } {
  const n = of.op('round', of.times(a, Math.LOG2E))
  const r = of.sub(of.sub(a, of.times(n, LN2_HIGH)), of.times(n, LN2_LOW))
  const tail = of.polynomial(
    r,
    [
      1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1,
      5.0000001201e-1,
    ],
  )
  const mantissa = of.plus(of.add(of.mul(of.mul(r, r), tail), r), 1)
  return { mantissa, n }
}

/** e to a power that is not positive and no NaN; −∞ gives 0. */
function expBelow(of: SeriesBuilder, a: NodeId): NodeId {
  const near = of.is(a, 'ge', -FARTHEST)
  const { mantissa, n } = expParts(of, of.select(near, a, of.number(0)))
  return of.select(near, scale(of, mantissa, n), of.number(0))
}

/** eᵃ. */
export function exp(of: SeriesBuilder, a: NodeId): NodeId {
  const near = of.is(of.abs(a), 'le', FARTHEST)
  const { mantissa, n } = expParts(of, of.select(near, a, of.number(0)))
  const far = of.select(
    of.is(a, 'lt', 0),
    of.number(0),
    // ∞, or NaN as it came
    of.select(of.is(a, 'gt', 0), of.number(Infinity), a),
  )
  return of.select(near, scale(of, mantissa, n), far)
}

/** eᵃ/2 for a ≥ 0, finite as long as its value is: the argument of sinh and cosh goes beyond exp's. */
function halfExp(of: SeriesBuilder, a: NodeId): NodeId {
  const near = of.is(a, 'le', FARTHEST)
  const { mantissa, n } = expParts(of, of.select(near, a, of.number(FARTHEST)))
  return scale(of, mantissa, of.plus(n, -1))
}

export function sinh(of: SeriesBuilder, a: NodeId): NodeId {
  const size = of.abs(a)
  const z = of.mul(a, a)
  const small = of.polynomial(z, [2.03721912945e-4, 8.33028376239e-3, 1.66667160211e-1])
  const half = halfExp(of, size)
  const large = of.signed(a, of.sub(half, of.div(of.number(0.25), half)))
  const mean = of.select(
    of.is(size, 'le', 1),
    of.add(of.mul(of.mul(small, z), a), a),
    of.select(of.is(size, 'gt', 1), large, a),
  )
  return of.select(of.is(size, 'lt', 2 ** -12), a, mean)
}

export function cosh(of: SeriesBuilder, a: NodeId): NodeId {
  const half = halfExp(of, of.abs(a))
  return of.select(of.isNumber(a), of.add(half, of.div(of.number(0.25), half)), a)
}

export function tanh(of: SeriesBuilder, a: NodeId): NodeId {
  const size = of.abs(a)
  const z = of.mul(a, a)
  const small = of.polynomial(
    z,
    [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1],
  )
  // 1 − 2/(e²ᵃ + 1), with both parts of the fraction divided by e²ᵃ
  const e = expBelow(of, of.times(size, -2))
  const large = of.signed(a, of.sub(of.number(1), of.div(of.times(e, 2), of.plus(e, 1))))
  const mean = of.select(
    of.is(size, 'lt', 0.625),
    of.add(of.mul(of.mul(small, z), a), a),
    of.select(of.is(size, 'ge', 0.625), large, a),
  )
  return of.select(of.is(size, 'lt', 2 ** -12), a, mean)
}

/** 1/(1 + e⁻ᵃ). */
export function sigmoid(of: SeriesBuilder, a: NodeId): NodeId {
  const one = of.number(1)
  const negative = of.is(a, 'lt', 0)
  const e = expBelow(of, of.neg(of.abs(a)))
  const below = of.sum(e, one)
  const value = of.div(of.select(negative, e, one), below.hi)
  // what the divisor lost in rounding, times the slope; 1/divisor is the value or what it leaves of 1
  const inverse = of.select(negative, of.sub(one, value), value)
  return of.select(of.isNumber(a), of.sub(value, of.mul(of.mul(value, inverse), below.lo)), a)
}

/** log(1 + eᵃ). */
export function softplus(of: SeriesBuilder, a: NodeId): NodeId {
  const e = expBelow(of, of.neg(of.abs(a)))
  const ramp = of.select(of.is(a, 'gt', 0), a, of.number(0))
  return of.select(of.isNumber(a), of.add(ramp, logOfOnePlus(of, e)), a)
}

export function erf(of: SeriesBuilder, a: NodeId): NodeId {
  const size = of.abs(a)
  const z = of.mul(a, a)
  const small = of.polynomial(
    z,
    [
      7.853861353153693e-5, -8.010193625184903e-4, 5.188327685732524e-3, -2.685381193529856e-2,
      1.128358514861418e-1, -3.7612625824233e-1, 1.2837916709551e-1,
    ],
  )
  const q = of.div(of.number(1), size)
  const y = of.mul(q, q)
  const near = of.polynomial(
    y,
    [
      2.326819970068386e-2, -1.387039388740657e-1, 3.687424674597105e-1, -5.824733027278666e-1,
      6.210004621745983e-1, -4.944515323274145e-1, 3.404879937665872e-1, -2.741127028184656e-1,
      5.638259427386472e-1,
    ],
  )
  const far = of.polynomial(
    y,
    [
      -1.047766399936249e1, 1.297719955372516e1, -7.495518717768503, 2.921019019210786,
      -1.0152652792027, 4.218463358204948e-1, -2.820767439740514e-1, 5.641895067754075e-1,
    ],
  )
  const tail = of.mul(of.select(of.is(size, 'lt', 2), near, far), q)
  const large = of.signed(a, of.sub(of.number(1), of.mul(expBelow(of, of.neg(z)), tail)))
  return of.select(
    of.is(size, 'le', 1),
    of.add(a, of.mul(a, small)),
    // beyond 4 it is 1 in float32
    of.select(
      of.is(size, 'lt', 4),
      large,
      of.select(of.isNumber(a), of.signed(a, of.number(1)), a),
    ),
  )
}

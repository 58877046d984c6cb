import type { NodeId } from '#formula/graph.ts'
import type { SeriesBuilder } from '#formula/series-builder.ts'

// Polynomials of the Cephes library, single precision (S. L. Moshier).

/** ln 2 as a number of nine bits, whose products with an exponent are exact, and the rest. */
export const LN2_HIGH = 0.693359375
export const LN2_LOW = Math.LN2 - LN2_HIGH

/** x = m·2ᵉ with 1 ≤ m < 2, for positive finite x, subnormal ones too. */
function split(of: SeriesBuilder, x: NodeId): { m: NodeId; e: NodeId } {
  const tiny = of.is(x, 'lt', 2 ** -100)
  const normal = of.select(tiny, of.times(x, 2 ** 24), x)
  const exponent = of.op('exponentOf', normal)
  // halved, so that the power of two exists for every exponent
  const power = of.op('twoTo', of.sub(of.number(1), exponent))
  const e = of.select(tiny, of.plus(exponent, -24), exponent)
  return { m: of.mul(of.times(normal, 0.5), power), e }
}

/** x = m·2ᵉ with √½ < m ≤ √2. */
export function splitEvenly(of: SeriesBuilder, x: NodeId): { m: NodeId; e: NodeId } {
  const { m, e } = split(of, x)
  const high = of.is(m, 'gt', Math.SQRT2)
  return { m: of.select(high, of.times(m, 0.5), m), e: of.select(high, of.plus(e, 1), e) }
}

/** ln(1 + x) − x for √½ − 1 < x ≤ √2 − 1. */
function logRest(of: SeriesBuilder, x: NodeId): NodeId {
  const z = of.mul(x, x)
  const tail = of.polynomial(
    x,
    [
      7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1,
      -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
    ],
  )
  return of.sub(of.mul(of.mul(tail, z), x), of.times(z, 0.5))
}

/** Puts the rules for what has no finite logarithm around `value`, written for positive x. */
function logarithm(
  of: SeriesBuilder,
  a: NodeId,
  value: (parts: { x: NodeId; rest: NodeId; e: NodeId }) => NodeId,
): NodeId {
  const usual = of.op('and', of.is(a, 'gt', 0), of.is(a, 'lt', Infinity))
  const { m, e } = splitEvenly(of, of.select(usual, a, of.number(1)))
  const x = of.plus(m, -1)
  const odd = of.select(
    of.is(a, 'eq', 0),
    of.number(-Infinity),
    of.select(of.is(a, 'gt', 0), a, of.number(NaN)),
  )
  return of.select(usual, value({ x, rest: logRest(of, x), e }), odd)
}

export function log(of: SeriesBuilder, a: NodeId): NodeId {
  return logarithm(of, a, ({ x, rest, e }) =>
    of.add(of.add(x, of.add(rest, of.times(e, LN2_LOW))), of.times(e, LN2_HIGH)),
  )
}

export function log2(of: SeriesBuilder, a: NodeId): NodeId {
  const factor = Math.LOG2E - 1
  return logarithm(of, a, ({ x, rest, e }) => {
    const low = of.times(of.add(rest, x), factor)
    return of.add(of.add(of.add(low, rest), x), e)
  })
}

/** log10 e and log10 2 as numbers of few bits and the rest. */
const LOG10E_HIGH = 4.3359375e-1
const LOG102_HIGH = 3.0078125e-1

export function log10(of: SeriesBuilder, a: NodeId): NodeId {
  const low10e = Math.LOG10E - LOG10E_HIGH
  const low102 = Math.log10(2) - LOG102_HIGH
  return logarithm(of, a, ({ x, rest, e }) => {
    const first = of.times(of.add(rest, x), low10e)
    const second = of.add(of.add(first, of.times(e, low102)), of.times(rest, LOG10E_HIGH))
    return of.add(of.add(second, of.times(x, LOG10E_HIGH)), of.times(e, LOG102_HIGH))
  })
}

/** ln(1 + u) for 0 ≤ u ≤ 1. */
export function logOfOnePlus(of: SeriesBuilder, u: NodeId): NodeId {
  const high = of.is(u, 'gt', Math.SQRT2 - 1)
  // (1 + u)/2 − 1
  const x = of.select(high, of.times(of.plus(u, -1), 0.5), u)
  const [low, rest] = [
    logRest(of, x),
    (value: number) => of.select(high, of.number(value), of.number(0)),
  ]
  return of.add(of.add(x, of.add(low, rest(LN2_LOW))), rest(LN2_HIGH))
}

export function cbrt(of: SeriesBuilder, a: NodeId): NodeId {
  const size = of.abs(a)
  const usual = of.op('and', of.is(size, 'gt', 0), of.is(size, 'lt', Infinity))
  const { m, e } = split(of, of.select(usual, size, of.number(1)))
  const third = of.op('floor', of.times(of.plus(e, 0.5), 1 / 3))
  const f = of.mul(m, of.op('twoTo', of.sub(e, of.times(third, 3))))
  // a parabola within 3 % on 1 … 8, then Halley's rule twice
  let t = of.polynomial(f, [-0.0156, 0.2816, 0.7546])
  for (let i = 0; i < 2; i++) {
    const cube = of.mul(of.mul(t, t), t)
    const over = of.div(of.sub(f, cube), of.add(of.add(cube, cube), f))
    t = of.add(t, of.mul(t, over))
  }
  return of.select(usual, of.signed(a, of.mul(t, of.op('twoTo', third))), a)
}

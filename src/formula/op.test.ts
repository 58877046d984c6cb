import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BINARY, evaluateOp, truthy, UNARY } from '#formula/op.ts'

const { erf, round, sigmoid, softplus, sign, not } = UNARY
const { mod, min, max, pow, and, or } = BINARY

/** From the series in 60 digits. */
const ERF: readonly (readonly [number, number])[] = [
  [1e-300, 1.1283791670955126e-300],
  [1e-8, 1.1283791670955126e-8],
  [0.1, 0.1124629160182849],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [1.5, 0.9661051464753108],
  [2, 0.9953222650189527],
  [2.5, 0.999593047982555],
  [3, 0.9999779095030014],
  [4, 0.9999999845827421],
  [5, 0.9999999999984626],
]

describe('erf', () => {
  test.each(ERF)('of %d is right to 1e-15', (x, wanted) => {
    expect(Math.abs(erf(x) - wanted)).toBeLessThanOrEqual(1e-15 * wanted)
    expect(erf(-x)).toBe(-erf(x))
  })

  test('has its limits, its zero and its NaN', () => {
    expect([6, 40, Infinity, -Infinity, NaN, 0, -0].map(erf)).toEqual([1, 1, 1, -1, NaN, 0, -0])
  })

  test('grows without a step where one series hands over to the other', () => {
    const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-4)
    const rise = erf(2 + 1e-9) - erf(2 - 1e-9)
    expect(Math.abs(rise - 2e-9 * slope)).toBeLessThan(1e-15)
  })
})

describe('round', () => {
  test('takes halves to the even neighbour', () => {
    expect([0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5].map(round)).toEqual([0, 2, 2, 4, -0, -2, -2])
  })

  test('takes all else to the nearest, and keeps the sign of zero', () => {
    expect([0.49999999999999994, -0.2, 0, -0, 2.6, -2.6].map(round)).toEqual([0, -0, 0, -0, 3, -3])
  })

  test('leaves what is whole already', () => {
    for (const x of [2 ** 52 - 1, 2 ** 52 + 1, 2 ** 53, -(2 ** 60), 1e300, Infinity, NaN])
      expect(round(x)).toBe(x)
    expect(round(2 ** 52 - 0.5)).toBe(2 ** 52)
    expect(round(2 ** 51 + 0.5)).toBe(2 ** 51)
  })
})

describe('mod', () => {
  test('is floored: the result has the divisor’s sign', () => {
    expect(
      [
        [5, 3],
        [-5, 3],
        [5, -3],
        [-5, -3],
        [6, 3],
      ].map(([a, b]) => mod(a!, b!)),
    ).toEqual([2, 1, -1, -2, 0])
  })

  test('by zero or infinity is no number', () => {
    expect([mod(5, 0), mod(Infinity, 3), mod(5, Infinity)]).toEqual([NaN, NaN, NaN])
  })

  test('of whole numbers is exact', () => {
    const whole = fc.integer({ min: -(2 ** 31), max: 2 ** 31 })
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 10_000 }), (a, b) => {
        expect(mod(a, b)).toBe(((a % b) + b) % b)
      }),
    )
  })
})

describe('what must not overflow', () => {
  test('sigmoid goes from 0 to 1', () => {
    expect([-Infinity, -1000, 0, 1000, Infinity, NaN].map(sigmoid)).toEqual([0, 0, 0.5, 1, 1, NaN])
    expect(sigmoid(-700)).toBeGreaterThan(0)
  })

  test('softplus is 0 far left and its argument far right', () => {
    expect([-Infinity, -1000, 1000, 1e300, Infinity, NaN].map(softplus)).toEqual([
      0,
      0,
      1000,
      1e300,
      Infinity,
      NaN,
    ])
    expect(softplus(0)).toBe(Math.LN2)
    expect(softplus(-40)).toBeCloseTo(Math.exp(-40), 30)
  })
})

describe('a condition', () => {
  test('holds for numbers other than 0 and NaN', () => {
    expect([1, -1, 0.1, Infinity, 5e-324].every(truthy)).toBe(true)
    expect([0, -0, NaN].some(truthy)).toBe(false)
  })

  test('joined by and, or, not gives 1 or 0', () => {
    expect([and(2, 3), and(2, NaN), or(0, NaN), or(0, -1), not(NaN), not(3)]).toEqual([
      1, 0, 0, 1, 1, 0,
    ])
  })

  test('chooses, and NaN chooses the second', () => {
    expect([1, 0, NaN, -2].map((c) => evaluateOp('select', c, 7, 8))).toEqual([7, 8, 8, 7])
  })
})

test('sign of zero and NaN, min and max of NaN and of zeros are those of IEEE', () => {
  expect([-0, 0, NaN, -3].map(sign)).toEqual([-0, 0, NaN, -1])
  expect([min(0, -0), max(-0, 0), min(1, NaN), max(NaN, 1)]).toEqual([-0, 0, NaN, NaN])
})

test('out of its domain a function is no number', () => {
  expect([UNARY.log(-1), UNARY.sqrt(-1), UNARY.asin(2), pow(-8, 1 / 3)]).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
  ])
  expect(UNARY.cbrt(-8)).toBe(-2)
})

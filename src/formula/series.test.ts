import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateFloat32, seriesOfNode, toFloat32, toFloat32Flushed } from '#formula/float32.ts'
import { Graph } from '#formula/graph.ts'
import { evaluateOp, isUnary, type Op, UNARY } from '#formula/op.ts'
import { runRows } from '#formula/run-rows.fixture.ts'
import { seriesOf } from '#formula/series.ts'

const { fround } = Math

/** How far a result may lie from the exact value, in units of a float32's last place there. */
const ULPS = 2

const SERIES: readonly Op[] = [
  ...(['exp', 'log', 'log2', 'log10', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan'] as const),
  ...(['sinh', 'cosh', 'tanh', 'sigmoid', 'softplus', 'erf', 'cbrt', 'atan2', 'pow'] as const),
]
const ANGLES: readonly Op[] = ['sin', 'cos', 'tan']
const LARGEST_ANGLE = 2.5e7

const SIZES = [0, 1, Infinity, 0.5, 2, 3, 1.5, 7, 8, 27, 1000, 1e-45, 1e-38, 3e38, 2 ** -126, 1e10]
/** Where exp, sinh, tanh and erf end, or change their way. */
const BOUNDS = [88.72, 88.73, 89.4, 89.42, 103.9, 104.1, 127, 128, 149, 150, 9, 9.1, 4, 0.625]
const EDGES = SIZES.concat(BOUNDS).flatMap((value) => [fround(value), -fround(value)])
const ODD = [...EDGES, NaN]

/** The space between float32 numbers around a value. */
function lastPlace(value: number): number {
  const size = Math.abs(value)
  const exponent = size < 2 ** -126 ? -126 : Math.floor(Math.log2(size))
  return 2 ** (exponent - 23)
}

/** Why a result is not what float64 says, rounded, within ULPS; null where it is. */
function complaint(op: Op, a: number, b: number, result: number, ulps = ULPS): string | null {
  const exact = evaluateOp(op, a, b, 0)
  const rounded = fround(exact)
  const same = Object.is(result, rounded)
  const near =
    Number.isFinite(rounded) &&
    Number.isFinite(result) &&
    Math.abs(result - exact) <= ulps * lastPlace(exact)
  return same || near ? null : `${op}(${a}, ${b}) is ${result}, not ${rounded}`
}

const known = (op: Op, a: number) => !ANGLES.includes(op) || !(Math.abs(a) > LARGEST_ANGLE)

/** One operation on its own, in float32. */
function single(op: Op): (a: number, b: number) => number {
  const graph = new Graph()
  const [a, b] = [graph.input('a'), graph.input('b')]
  const node = graph.nodes[isUnary(op) ? graph.op(op, a) : graph.op(op, a, b)]!
  if (node.kind !== 'op') throw new Error(op)
  return (p, q) => evaluateFloat32(graph, node, (id) => (id === a ? p : q), toFloat32)
}

const bits = new Float32Array(1)
const pattern = new Uint32Array(bits.buffer)
/** Float32 numbers of every exponent, `count` of them, spread evenly over the bit patterns. */
function everywhere(count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    pattern[0] = Math.floor((i * 2 ** 32) / count + ((i * 7919) % 4099))
    return bits[0]!
  })
}
const between = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, i) => fround(from + ((to - from) * i) / (count - 1)))

describe.each(SERIES.filter(isUnary))('%s in float32', (op) => {
  test('is within two units of the last place everywhere', () => {
    const points = [
      ...everywhere(60_000),
      ...between(-1.01, 1.01, 40_000),
      ...between(-10, 10, 40_000),
      ...between(-110, 110, 40_000),
      ...(ANGLES.includes(op) ? between(-2e7, 2e7, 100_000) : []),
    ].filter((a) => known(op, a))
    const graph = new Graph()
    const rows = points.map((a) => [a])
    const node = graph.op(op, graph.input('a'))
    const results = runRows('wasm32', graph, [node], { names: ['a'], rows })
    const wrong = points.map((a, i) => complaint(op, a, 0, results[i]![0]!))
    expect(wrong.filter((line) => line !== null)).toEqual([])
  })

  test('of what is odd is what Math says', () => {
    const value = single(op)
    const wrong = ODD.filter((a) => known(op, a)).map((a) => complaint(op, a, 0, value(a, 0)))
    expect(wrong.filter((line) => line !== null)).toEqual([])
  })

  test('has the same bits in WebAssembly', () => {
    const value = single(op)
    const points = [...ODD, ...everywhere(2000), ...between(-100, 100, 2000)]
    const graph = new Graph()
    const node = graph.op(op, graph.input('a'))
    const rows = points.map((a) => [a])
    const results = runRows('wasm32', graph, [node], { names: ['a'], rows })
    expect(results.flat()).toEqual(points.map((a) => value(a, 0)))
  })
})

describe.each(['pow', 'atan2'] as const)('%s in float32', (op) => {
  const value = single(op)

  test('of what is odd is what Math says', () => {
    const wrong = ODD.flatMap((a) => ODD.map((b) => complaint(op, a, b, value(a, b))))
    expect(wrong.filter((line) => line !== null)).toEqual([])
  })

  test('is within about two units of the last place', () => {
    const float = fc.float({ noDefaultInfinity: true, noNaN: true })
    const usual = fc.float({ min: -30, max: 30, noNaN: true })
    const base = fc.oneof(float, usual, fc.float({ min: fround(0.1), max: 4, noNaN: true }))
    const other = fc.oneof(usual, fc.integer({ min: -40, max: 40 }), float)
    fc.assert(
      fc.property(base, other, (a, b) => {
        // large exponents magnify what the logarithm lost
        expect(complaint(op, a, b, value(a, b), op === 'pow' ? 2.5 : ULPS)).toBe(null)
      }),
      { seed: 5, numRuns: 20_000 },
    )
  })

  test('has the same bits in WebAssembly', () => {
    const points = [...ODD, ...everywhere(60), ...between(-9, 9, 60)]
    const rows = points.flatMap((a) => points.map((b) => [a, b]))
    const graph = new Graph()
    const node = graph.op(op, graph.input('a'), graph.input('b'))
    const results = runRows('wasm32', graph, [node], { names: ['a', 'b'], rows })
    expect(results.flat()).toEqual(rows.map(([a, b]) => value(a!, b!)))
  })
})

describe('a power whose exponent is a number', () => {
  test.each([-1, 0.5, 2, 3, 4])('%s has a short series that keeps to Math.pow', (exponent) => {
    const graph = new Graph()
    const a = graph.input('a')
    const node = graph.nodes[graph.op('pow', a, graph.constant(exponent))]!
    if (node.kind !== 'op') throw new Error('folded')
    expect(seriesOfNode(graph, node)!.inputs).toHaveLength(1)
    const value = (p: number) =>
      evaluateFloat32(graph, node, (id) => (id === a ? p : exponent), toFloat32)
    const points = [...ODD, ...everywhere(20_000), ...between(-30, 30, 5000)]
    const wrong = points.map((p) => complaint('pow', p, exponent, value(p)))
    expect(wrong.filter((line) => line !== null)).toEqual([])
  })

  test('others go through logarithms', () => {
    expect(seriesOf('pow', 2.5)).toBe(seriesOf('pow'))
    expect(seriesOf('pow')!.inputs).toHaveLength(2)
  })
})

describe('what is exact in float64 is exact', () => {
  const wholes = Array.from({ length: 200 }, (_, i) => i - 100)

  test('powers of two and their logarithms', () => {
    const [log2, pow] = [single('log2'), single('pow')]
    expect(wholes.map((n) => log2(2 ** n, 0))).toEqual(wholes)
    expect(wholes.map((n) => pow(2, n))).toEqual(wholes.map((n) => 2 ** n))
  })

  test('cube roots of cubes', () => {
    const cbrt = single('cbrt')
    expect(wholes.map((n) => cbrt(n ** 3, 0))).toEqual(wholes)
  })

  test('exp 0, log 1, sin 0, cos 0, tanh ±∞', () => {
    expect(single('exp')(0, 0)).toBe(1)
    expect(single('log')(1, 0)).toBe(0)
    expect(single('sin')(-0, 0)).toBe(-0)
    expect(single('cos')(0, 0)).toBe(1)
    expect([Infinity, -Infinity].map((a) => single('tanh')(a, 0))).toEqual([1, -1])
  })
})

test('angles whose quarter turns float32 cannot count are no number', () => {
  for (const op of ANGLES)
    expect([3e7, -1e30, Infinity].map((a) => single(op)(a, 0))).toEqual([NaN, NaN, NaN])
})

test('operations that every target rounds exactly have no series', () => {
  const exact = [
    'neg',
    'abs',
    'sign',
    'sqrt',
    'floor',
    'ceil',
    'round',
    'not',
    'add',
    'sub',
  ] as const
  const more = ['mul', 'div', 'mod', 'min', 'max', 'lt', 'eq', 'and', 'or', 'select'] as const
  for (const op of [...exact, ...more]) expect(seriesOf(op)).toBe(undefined)
  expect(SERIES.map((op) => seriesOf(op)!.name)).toEqual(SERIES)
})

test('powers of two and exponents are the bits of a float32', () => {
  const exponents = Array.from({ length: 254 }, (_, i) => i - 126)
  expect(exponents.map(UNARY.twoTo)).toEqual(exponents.map((n) => 2 ** n))
  expect(exponents.map((n) => UNARY.exponentOf(-1.75 * 2 ** n))).toEqual(exponents)
  const graph = new Graph()
  const a = graph.input('a')
  const roots = [graph.op('twoTo', a), graph.op('exponentOf', graph.op('twoTo', a))]
  const rows = exponents.map((n) => [n])
  expect(runRows('wasm32', graph, roots, { names: ['a'], rows })).toEqual(
    exponents.map((n) => [2 ** n, n]),
  )
})

test('subnormal results become zero of their sign where they are flushed', () => {
  const rounded = [1e-40, -1e-40, 2 ** -126, NaN, -0].map(toFloat32Flushed)
  expect(rounded).toEqual([0, -0, 2 ** -126, NaN, -0])
})

import { describe, expect, test } from 'vitest'
import { differentiate } from '#formula/differentiate.ts'
import { Graph } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import { parseExpr } from '#formula/parse.ts'
import { lower } from '#formula/random-formula.fixture.ts'

type Place = Readonly<Record<string, number>>

/** A formula's derivatives by the names given, one after the other, at a place. */
function slope(text: string, by: readonly string[], at: Place): number {
  const graph = new Graph()
  const f = lower(graph, parseExpr(text).ok!, ['x', 'y'])
  const derivative = by.reduce((node, name) => differentiate(graph, node, graph.input(name)), f)
  return evaluate(graph, [derivative], new Map(Object.entries(at)))[0]!
}

describe('the derivative by x', () => {
  test.each<[string, number, number]>([
    ['abs(x)', 0, 0],
    ['abs(x)', -3, -1],
    ['sign(x)', 0, 0],
    ['floor(x)', 1, 0],
    ['ceil(2.5*x)', 1, 0],
    ['round(x)', 0.5, 0],
    ['x > 1', 1, 0],
    ['not x', 1, 0],
    ['x and 1', 1, 0],
    ['mod(x, 3)', 7.5, 1],
    ['mod(7, x)', 3, -2],
    ['mod(x, x)', 3, 0],
    ['x^2', 3, 6],
    ['x^64', 1, 64],
    ['x^-2', 2, -0.25],
    ['x^0', 0, 0],
    ['x^1', 0, 1],
    ['x^3', 0, 0],
    ['x^0.5', 0, Infinity],
    ['x^1.5', 0, 0],
    ['x^2.5', 4, 20],
    ['x^65', 1, 65],
    ['2^x', 3, 8 * Math.LN2],
    ['0^x', 2, 0],
    ['x^x', 1, 1],
    ['x^x', 2, 4 * (1 + Math.LN2)],
    ['sqrt(x)', 0, Infinity],
    ['sqrt(x)', 4, 0.25],
    ['cbrt(x)', 8, 1 / 12],
    ['cbrt(x)', 0, Infinity],
    ['exp(x)', -1000, 0],
    ['log(x)', 4, 0.25],
    ['log2(x)', 1, 1 / Math.LN2],
    ['log10(x)', 1, 1 / Math.LN10],
    ['sin(x)', 0, 1],
    ['cos(x)', 0, -0],
    ['tan(x)', 0, 1],
    ['asin(x)', 0.6, 1.25],
    ['acos(x)', 0.6, -1.25],
    ['atan(x)', 2, 0.2],
    ['atan(x)', Infinity, 0],
    ['sinh(x)', 0, 1],
    ['cosh(x)', 0, 0],
    ['tanh(x)', 0, 1],
    ['tanh(x)', 1000, 0],
    ['sigmoid(x)', 0, 0.25],
    ['sigmoid(x)', -1000, 0],
    ['sigmoid(x)', 1000, 0],
    ['softplus(x)', -1000, 0],
    ['softplus(x)', 1000, 1],
    ['softplus(x)', 0, 0.5],
    ['erf(x)', 0, 2 / Math.sqrt(Math.PI)],
    ['erf(x)', 40, 0],
    ['atan2(x, 2)', 1, 0.4],
    ['atan2(2, x)', 1, -0.4],
    ['1/x', 2, -0.25],
    ['x/3', 7, 1 / 3],
    ['x - 2*x', 5, -1],
    ['-x', 5, -1],
    ['3', 5, 0],
    ['inf', 5, 0],
    ['inf*3 + x', 5, 1],
  ])('of %s at %d is %d', (text, x, wanted) => {
    const value = slope(text, ['x'], { x, y: 0 })
    if (Number.isInteger(wanted) || !Number.isFinite(wanted)) expect(value).toBe(wanted)
    else expect(value).toBeCloseTo(wanted, 14)
  })
})

describe('at a tie min and max share', () => {
  test.each<[string, number, number]>([
    ['min(x, 2)', 2, 0.5],
    ['max(x, 2)', 2, 0.5],
    ['min(x, 2)', 1.9, 1],
    ['max(x, 2)', 1.9, 0],
    ['min(2, x)', 2.1, 0],
    ['max(3*x, 5*x)', 0, 4],
    ['max(x, x)', 1, 1],
    ['max(0, -0*x)', 1, 0],
    ['clamp(x, -1, 1)', 0.5, 1],
    ['clamp(x, -1, 1)', 2, 0],
    ['clamp(x, -1, 1)', 1, 0.5],
    ['min(x, 2, 3)', 2, 0.5],
    ['min(x, x^2, x^3)', 1, 0.5 * (0.5 * (1 + 2) + 3)],
  ])('%s at %d has slope %d', (text, x, wanted) => {
    expect(slope(text, ['x'], { x, y: 0 })).toBe(wanted)
  })
})

describe('a branch not taken never leaks NaN', () => {
  test.each<[string, number, number]>([
    ['x > 0 ? log(x) : 3*x', -1, 3],
    ['x > 0 ? sqrt(x) : 0', 0, 0],
    ['x > 0 ? 0 : 1/x', 1, 0],
    ['x == 0 ? 1 : sin(x)/x', 0, 0],
    ['(x < 0 ? 5 : x^0.5) + x', -1, 1],
    ['x*(x > 0 ? log(x) : 1)', -2, 1],
    ['0/0 ? log(-abs(x)) : x', 2, 1],
    ['x > 0 ? (x > 1 ? log(x - 1) : x) : exp(1/x)', 0.5, 1],
  ])('%s at %d', (text, x, wanted) => {
    expect(slope(text, ['x'], { x, y: 0 })).toBe(wanted)
    expect(slope(text, ['x', 'x'], { x, y: 0 })).not.toBeNaN()
  })

  test('where it is taken, it shows', () => {
    expect(slope('x > 0 ? 1 : log(x)', ['x'], { x: -1, y: 0 })).toBe(-1)
    expect(slope('x > 0 ? 1 : sqrt(x)', ['x'], { x: -1, y: 0 })).toBeNaN()
    expect(slope('sqrt(x^2 + y^2)', ['x'], { x: 0, y: 0 })).toBeNaN()
  })
})

describe('what is zero by structure never meets infinity', () => {
  test.each<[string, number]>([
    ['x + y/0', 1],
    ['x*1 + inf*(y > 3)*0', 1],
    ['x + log(0*y)', 1],
    ['x + floor(1/(x - x))', 1],
  ])('%s', (text, wanted) => {
    expect(slope(text, ['x'], { x: 1, y: 1 })).toBe(wanted)
  })
})

describe('a power with a variable exponent', () => {
  test.each<[string, string[], Place, number]>([
    ['x^y', ['x'], { x: 0, y: 0 }, 0],
    ['x^y', ['x'], { x: 0, y: 1 }, 1],
    ['x^y', ['x'], { x: 0, y: 2 }, 0],
    ['x^y', ['x'], { x: 0, y: 0.5 }, Infinity],
    ['x^y', ['x'], { x: -2, y: 3 }, 12],
    ['x^y', ['y'], { x: 0, y: 0 }, 0],
    ['x^y', ['y'], { x: 0, y: 3 }, 0],
    ['x^y', ['y'], { x: -2, y: 3 }, NaN],
    ['x^y', ['y'], { x: 1, y: 3 }, 0],
    ['x^y', ['x', 'x'], { x: 0, y: 2 }, 2],
    ['x^y', ['x', 'y'], { x: 1, y: 3 }, 1],
    ['x^y', ['y', 'x'], { x: 1, y: 3 }, 1],
    ['x^y', ['y', 'y'], { x: 0, y: 3 }, 0],
    ['x^y', ['x', 'y'], { x: 0, y: 3 }, 0],
  ])('%s by %j at %j', (text, by, at, wanted) => {
    expect(slope(text, by, at)).toBe(wanted)
  })
})

describe('second derivatives', () => {
  test.each<[string, string[], Place, number]>([
    ['x^2*y', ['x', 'x'], { x: 3, y: 5 }, 10],
    ['x^2*y', ['x', 'y'], { x: 3, y: 5 }, 6],
    ['x^2*y', ['y', 'y'], { x: 3, y: 5 }, 0],
    ['abs(x)', ['x', 'x'], { x: 0, y: 0 }, 0],
    ['softplus(x)', ['x', 'x'], { x: 0, y: 0 }, 0.25],
    ['softplus(x)', ['x', 'x'], { x: 1000, y: 0 }, 0],
    ['softplus(x)', ['x', 'x'], { x: -1000, y: 0 }, 0],
    ['tanh(x)', ['x', 'x'], { x: 1000, y: 0 }, -0],
    ['erf(x)', ['x', 'x'], { x: 0, y: 0 }, -0],
    ['x/y', ['x', 'y'], { x: 1, y: 2 }, -0.25],
    ['x/y', ['y', 'y'], { x: 1, y: 2 }, 0.25],
    ['atan2(y, x)', ['x', 'y'], { x: 1, y: 0 }, -1],
    ['max(x, y)^2', ['x', 'x'], { x: 2, y: 2 }, 0.5],
  ])('of %s by %j at %j', (text, by, at, wanted) => {
    expect(slope(text, by, at)).toBeCloseTo(wanted, 14)
  })
})

test('an input that is not read has derivative 0, and itself 1', () => {
  expect([slope('y', ['x'], { x: 1, y: 2 }), slope('x', ['x'], { x: 1, y: 2 })]).toEqual([0, 1])
})

test('each node is differentiated once: squares of squares stay small', () => {
  const graph = new Graph()
  let node = graph.input('x')
  for (let i = 0; i < 200; i++) node = graph.op('add', graph.op('mul', node, node), node)
  const slopeNode = differentiate(graph, node, graph.input('x'))
  expect(graph.reachable([node, slopeNode]).length).toBeLessThan(200 * 8)
})

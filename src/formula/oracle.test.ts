import * as fc from 'fast-check'
import { all, create } from 'mathjs/number'
import { describe, expect, test } from 'vitest'
import { differentiate } from '#formula/differentiate.ts'
import type { Expr } from '#formula/expr.ts'
import { Graph, type NodeId } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import { truthy } from '#formula/op.ts'
import { parseExpr } from '#formula/parse.ts'
import { printExpr } from '#formula/print.ts'
import { ELEMENTWISE, formulas, lower, type Pieces } from '#formula/random-formula.fixture.ts'

/**
 * mathjs, without its tolerance in comparisons. It reads the tree with all brackets (`not` and
 * nested conditions bind otherwise there), we read it as printed, where both mean the same:
 * - mod by zero or infinity is its first argument there and NaN here, so a divisor is 2 + sin(…);
 * - min and max of 0 and −0 are the first there, so zeros are compared without their sign;
 * - whole powers are products here, so random formulas have other exponents and polynomials
 *   are compared to rounding; erf is another approximation: see op.test.ts;
 * - sigmoid, softplus, clamp and round (halves) it has not, or otherwise.
 * True is 1. NaN where it has NaN, infinite where it is infinite.
 */
const math = create(all!, { relTol: Number.MIN_VALUE, absTol: 0 })

const NOT_THERE = new Set(['sigmoid', 'softplus', 'erf', 'round', 'clamp', 'mod'])

const PIECES: Pieces = {
  names: ['x', 'y', 'z'],
  numbers: fc.oneof(
    fc.constantFrom(0, 1, 2, 0.5, 10, 1e-7, 1e22),
    fc.double({ min: 0.01, max: 99, noNaN: true }),
  ),
  functions: ELEMENTWISE.filter(([name]) => !NOT_THERE.has(name)),
  binary: ['+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!=', 'and', 'or'],
  unary: ['-', 'not'],
  exponents: [0, 0.5, 1, 1.5, -0.3, 65.5],
  conditions: true,
}

/** The tree as text that nobody can read in two ways. */
function bracketed(expr: Expr): string {
  switch (expr.kind) {
    case 'num':
      return String(expr.value)
    case 'name':
      return expr.name
    case 'unary':
      return `(${expr.op} ${bracketed(expr.a)})`
    case 'binary':
      return `(${bracketed(expr.a)} ${expr.op} ${bracketed(expr.b)})`
    case 'cond':
      return `(${bracketed(expr.c)} ? ${bracketed(expr.a)} : ${bracketed(expr.b)})`
    case 'call':
      return `${expr.fn}(${expr.args.map(bracketed).join(', ')})`
  }
}

/** Random formulas, some of them mod(…, 2 + sin(…)) or a power of anything. */
const random = fc
  .tuple(formulas(PIECES, 6), formulas(PIECES, 3), fc.nat(9))
  .map(([a, b, way]): Expr => {
    const at = 0
    const name: Expr = { kind: 'name', name: 'x', at }
    const wave: Expr = { kind: 'call', fn: 'sin', args: [b], at }
    const positive: Expr = {
      kind: 'binary',
      op: '+',
      a: { kind: 'num', value: 2, at },
      b: wave,
      at,
    }
    if (way === 1) return { kind: 'call', fn: 'mod', args: [a, positive], at }
    if (way === 2)
      return { kind: 'binary', op: '^', a, b: { kind: 'binary', op: '+', a: b, b: name, at }, at }
    return a
  })

const INPUTS = [
  { x: 0.5, y: 1.25, z: -2 },
  { x: -3.5, y: 0.001, z: 7 },
  { x: 1, y: 1, z: 1 },
  { x: 1e5, y: -1e-3, z: 0.3 },
]

function ours(text: string, inputs: Readonly<Record<string, number>>): number {
  const graph = new Graph()
  return evaluate(
    graph,
    [lower(graph, parseExpr(text).ok!, PIECES.names)],
    new Map(Object.entries(inputs)),
  )[0]!
}

describe('mathjs agrees', () => {
  test('to the last bit on thousands of random formulas', () => {
    let ordinary = 0
    fc.assert(
      fc.property(random, (expr) => {
        const text = printExpr(expr)
        const compiled = math.compile(bracketed(expr))
        for (const inputs of INPUTS) {
          const [mine, theirs] = [ours(text, inputs), Number(compiled.evaluate({ ...inputs }))]
          const same = mine === theirs || (Number.isNaN(mine) && Number.isNaN(theirs))
          expect({ text, mine }).toEqual({ text, mine: same ? mine : theirs })
          if (Number.isFinite(mine) && mine % 1 !== 0) ordinary++
        }
      }),
      { seed: 11, numRuns: 3000, endOnFailure: true },
    )
    expect(ordinary).toBeGreaterThan(2500)
  })

  test('to rounding on polynomials with literal powers', () => {
    const polynomials = formulas({
      ...PIECES,
      functions: [['abs', 1]],
      binary: ['+', '-', '*'],
      unary: ['-'],
      exponents: [0, 1, 2, 3, 5, 8, 13],
      conditions: false,
    })
    const inputs = { x: 0.7, y: -1.3, z: 0.9 }
    fc.assert(
      fc.property(polynomials, (expr) => {
        const text = printExpr(expr)
        const [mine, theirs] = [
          ours(text, inputs),
          Number(math.evaluate(bracketed(expr), { ...inputs })),
        ]
        // what rounding may do is measured by the size of the terms, without their signs
        const size = Number(
          math.evaluate(bracketed(expr).replaceAll('-', '+'), { x: 0.7, y: 1.3, z: 0.9 }),
        )
        const close = Math.abs(mine - theirs) <= 1e-13 * size
        const right =
          close || (!Number.isFinite(size) && Number.isFinite(mine) === Number.isFinite(theirs))
        expect({ text, right }).toEqual({ text, right: true })
      }),
      { seed: 12, numRuns: 1500, endOnFailure: true },
    )
  })

  test.each([2, 3, 7, 20, 63, 64, -1, -2, -5, -64])('on x^%i', (exponent) => {
    for (const x of [0.3, -1.7, 2, -0.999, 1e3]) {
      const theirs = Number(math.evaluate(`x^(${exponent})`, { x }))
      expect(Math.abs(ours(`x^${exponent}`, { x }) / theirs - 1)).toBeLessThan(1e-14)
    }
  })
})

const KINKS = new Set([
  'abs',
  'sign',
  'floor',
  'ceil',
  'round',
  'min',
  'max',
  'mod',
  'select',
  'lt',
  'le',
  'gt',
  'ge',
  'eq',
  'ne',
  'and',
  'or',
  'not',
])

/** Where a derivative is infinite or undefined though the value is not. */
function isSingular(op: string, a: number, b: number, fixed: boolean): boolean {
  if (op === 'asin' || op === 'acos') return Math.abs(a) === 1
  if (op === 'pow' && a < 0) return !fixed
  return a === 0 && (op === 'pow' || op === 'sqrt' || op === 'cbrt' || (op === 'atan2' && b === 0))
}

/**
 * Which way every branch, rounding and comparison goes: equal at two points, nothing changes
 * between. NaN where something is infinite or singular.
 */
function branches(graph: Graph, root: NodeId, inputs: ReadonlyMap<string, number>): string {
  const ids = graph.reachable([root])
  const numbers = evaluate(graph, ids, inputs)
  const values = new Map(ids.map((id, i) => [id, numbers[i]!]))
  const kinks = ids.flatMap((id): (number | boolean)[] => {
    const node = graph.nodes[id]!
    if (node.kind !== 'op') return node.kind === 'const' && Number.isNaN(node.value) ? [NaN] : []
    const value = values.get(id)!
    const [a = 0, b = 0] = node.args.map((arg) => values.get(arg)!)
    const fixed = graph.valueOf(node.args.at(-1)!) !== undefined
    if (isSingular(node.op, a, b, fixed) || !Number.isFinite(value)) return [NaN]
    if (!KINKS.has(node.op)) return []
    if (node.op === 'select') return [truthy(a)]
    if (node.op === 'mod') return [Math.floor(a / b)]
    if (node.op === 'min' || node.op === 'max') return [Math.sign(a - b)]
    return [node.op === 'abs' ? Math.sign(a) : value]
  })
  return kinks.join(' ')
}

type Verdict = 'right' | 'wrong' | 'flat' | 'kink' | 'rough'

/** Compares a derivative with differences at two steps, unless they or the branches say not to. */
function compare(graph: Graph, root: NodeId, at: Readonly<Record<string, number>>): Verdict {
  const near = (x: number) => new Map(Object.entries({ ...at, x }))
  const f = (x: number) => evaluate(graph, [root], near(x))[0]!
  const slope = evaluate(graph, [differentiate(graph, root, graph.input('x'))], near(at.x!))[0]!
  const h = 1e-4 * (1 + Math.abs(at.x!))
  const sides = [-2, -1, 0, 1, 2].map((i) => branches(graph, root, near(at.x! + i * h)))
  if (new Set(sides).size > 1 || sides[0]!.includes('NaN')) return 'kink'
  const wide = (f(at.x! + 2 * h) - f(at.x! - 2 * h)) / (4 * h)
  const narrow = (f(at.x! + h) - f(at.x! - h)) / (2 * h)
  const estimate = narrow + (narrow - wide) / 3
  if (slope === 0 && wide === 0 && narrow === 0) return 'flat'
  const doubt = Math.abs(narrow - wide) + (1e-15 * Math.abs(f(at.x!))) / h
  if (!(doubt <= 1e-4 * Math.abs(estimate) + 1e-9)) return 'rough'
  return Math.abs(slope - estimate) <= doubt + 1e-6 * Math.abs(estimate) + 1e-9 ? 'right' : 'wrong'
}

describe('differences agree with', () => {
  // what is differentiated by stands most often
  const common = {
    ...PIECES,
    names: ['x', 'x', 'x', 'y', 'y', 'z'],
    numbers: fc.double({ min: 0.1, max: 4, noNaN: true }),
    exponents: [2, 3, -1, -2, 0.5, 1.5],
  }
  const rounding = new Set(['sign', 'floor', 'ceil', 'round', 'mod'])
  const smooth: Pieces = {
    ...common,
    functions: ELEMENTWISE.filter(([name]) => !rounding.has(name)),
    binary: ['+', '-', '*', '/', '^'],
    unary: ['-'],
    conditions: false,
  }
  const everything: Pieces = {
    ...common,
    functions: ELEMENTWISE,
    binary: ['*', '/', '^', '<', '>', '=='],
  }
  const places = fc.record({
    x: fc.integer({ min: -99, max: 99 }).map((i) => i / 50 + 0.003),
    y: fc.integer({ min: 10, max: 300 }).map((i) => i / 100 + 0.001),
    z: fc.integer({ min: -99, max: 99 }).map((i) => i / 100 + 0.002),
  })
  const first = (_: Graph, f: NodeId) => f
  const again = (name: string) => (graph: Graph, f: NodeId) =>
    differentiate(graph, f, graph.input(name))

  test.each([
    ['first derivatives of smooth formulas', smooth, first, 700],
    ['second derivatives of smooth formulas', smooth, again('x'), 600],
    ['mixed second derivatives of smooth formulas', smooth, again('y'), 350],
    ['first derivatives of all formulas', everything, first, 200],
    ['second derivatives of all formulas', everything, again('x'), 120],
  ])('%s', (_, pieces, of, least) => {
    const seen: Record<Verdict, number> = { right: 0, wrong: 0, flat: 0, kink: 0, rough: 0 }
    fc.assert(
      fc.property(formulas(pieces, 4), places, (expr, at) => {
        const graph = new Graph()
        const verdict = compare(graph, of(graph, lower(graph, expr, PIECES.names)), at)
        seen[verdict]++
        expect({ text: printExpr(expr), at, verdict }).not.toMatchObject({ verdict: 'wrong' })
      }),
      { seed: 13, numRuns: 2000, endOnFailure: true },
    )
    expect(seen.right).toBeGreaterThan(least)
    expect(seen.rough).toBeLessThan(seen.right / 5)
  })
})

import * as fc from 'fast-check'
import type { BinaryOp, Expr, UnaryOp } from '#formula/expr.ts'
import type { Graph, NodeId } from '#formula/graph.ts'
import { planeMeaning, scalar } from '#formula/plane.ts'
import { walkExpr } from '#formula/walk.ts'

/** What random formulas are made of. */
export type Pieces = {
  readonly names: readonly string[]
  readonly numbers: fc.Arbitrary<number>
  readonly functions: readonly (readonly [name: string, args: number])[]
  readonly binary: readonly BinaryOp[]
  readonly unary: readonly UnaryOp[]
  /** bare exponents, beside those that names and operations make */
  readonly exponents: readonly number[]
  readonly conditions: boolean
}

const at = 0

/** Random trees such as the parser makes: literals are not negative. */
export function formulas(pieces: Pieces, maxDepth = 5): fc.Arbitrary<Expr> {
  const { names, numbers, functions, binary, unary, exponents, conditions } = pieces
  return fc.letrec<{ expr: Expr }>((tie) => {
    const expr = tie('expr')
    const leaf = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(...names).map((name): Expr => ({ kind: 'name', name, at })),
      },
      { weight: 1, arbitrary: numbers.map((value): Expr => ({ kind: 'num', value, at })) },
    )
    const branches: fc.WeightedArbitrary<Expr>[] = [
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom(...binary), expr, expr)
          .map(([op, a, b]): Expr => ({ kind: 'binary', op, a, b, at })),
      },
      {
        weight: 3,
        arbitrary: fc
          .constantFrom(...functions)
          .chain(([fn, count]) =>
            fc
              .tuple(...Array.from({ length: count }, () => expr))
              .map((args): Expr => ({ kind: 'call', fn, args, at })),
          ),
      },
    ]
    if (unary.length > 0) {
      const signs = fc.tuple(fc.constantFrom(...unary), expr)
      branches.push({
        weight: 1,
        arbitrary: signs.map(([op, a]): Expr => ({ kind: 'unary', op, a, at })),
      })
    }
    if (exponents.length > 0) {
      const powers = fc.tuple(expr, fc.constantFrom(...exponents)).map(([a, value]): Expr => {
        const size: Expr = { kind: 'num', value: Math.abs(value), at }
        const b: Expr = value < 0 ? { kind: 'unary', op: '-', a: size, at } : size
        return { kind: 'binary', op: '^', a, b, at }
      })
      branches.push({ weight: 1, arbitrary: powers })
    }
    if (conditions) {
      const choices = fc.tuple(expr, expr, expr)
      branches.push({
        weight: 1,
        arbitrary: choices.map(([c, a, b]): Expr => ({ kind: 'cond', c, a, b, at })),
      })
    }
    return { expr: fc.oneof({ maxDepth, depthSize: 'medium' }, leaf, ...branches) }
  }).expr
}

/** Every elementwise function of the language, with a number of arguments. */
export const ELEMENTWISE: readonly (readonly [string, number])[] = [
  ...'abs sign sqrt cbrt exp log log2 log10 sin cos tan asin acos atan sinh cosh tanh'
    .split(' ')
    .map((name) => [name, 1] as const),
  ...'sigmoid softplus erf floor ceil round'.split(' ').map((name) => [name, 1] as const),
  ['atan2', 2],
  ['mod', 2],
  ['min', 2],
  ['max', 3],
  ['clamp', 3],
]

/** Everything elementwise. */
export const EVERYTHING: Pieces = {
  names: ['x', 'y', 'z'],
  numbers: fc.constantFrom(0, 0.5, 1, 2, 3, 10, 1e-8, 1e8, 0.1),
  functions: ELEMENTWISE,
  binary: ['+', '-', '*', '/', '^', '<', '<=', '>', '>=', '==', '!=', 'and', 'or'],
  unary: ['-', 'not'],
  exponents: [-7, -2, -1, 0, 0.5, 1, 2, 3, 7, 64, 65],
  conditions: true,
}

/** Lowers a formula of the given names into a graph, each name one input. */
export function lower(graph: Graph, expr: Expr, names: readonly string[]): NodeId {
  const env = new Map(names.map((name) => [name, scalar(graph.input(name))]))
  const nothing = new Set<string>()
  const options = { env, outputs: nothing, fixed: nothing, parameters: false, kind: 'surface' }
  return walkExpr(expr, planeMeaning(graph, 1), options).nodes[0]!
}

/** Numbers at the edges of float64, and others: halves to round, ties, signs. */
export const ODD: readonly number[] = [
  NaN,
  0,
  -0,
  Infinity,
  -Infinity,
  5e-324,
  -5e-324,
  2.2e-308,
  1.7e308,
  -1.7e308,
  2 ** 53,
]
export const PLAIN: readonly number[] = [
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -2.5,
  2,
  3,
  -7,
  0.1,
  1e-9,
  100.25,
  -1e10,
  Math.PI,
]

/** Any number, the odd ones often. */
export const someNumber = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...PLAIN) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  { weight: 2, arbitrary: fc.double({ min: -20, max: 20, noNaN: true }) },
  { weight: 1, arbitrary: fc.double() },
)

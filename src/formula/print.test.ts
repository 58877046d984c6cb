import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EXAMPLES } from '#formula/examples.fixture.ts'
import type { BinaryOp, Expr, Line, Program } from '#formula/expr.ts'
import { parse, parseExpr } from '#formula/parse.ts'
import { printExpr, printProgram } from '#formula/print.ts'

const OPS: readonly BinaryOp[] = [
  '+',
  '-',
  '*',
  '/',
  '^',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  'and',
  'or',
]

const num = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }).map((x) => (x === 0 ? 0 : x)),
)
const name = fc.constantFrom('x', 'y', 'theta', 'beta1', 'max', '_a', 'e', 'e3', 'inf')

const { expr } = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    num.map((value): Expr => ({ kind: 'num', value, at: 0 })),
    name.map((id): Expr => ({ kind: 'name', name: id, at: 0 })),
    fc.record({
      kind: fc.constant('unary' as const),
      op: fc.constantFrom('-' as const, 'not' as const),
      a: tie('expr'),
      at: fc.constant(0),
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      op: fc.constantFrom(...OPS),
      a: tie('expr'),
      b: tie('expr'),
      at: fc.constant(0),
    }),
    fc.record({
      kind: fc.constant('cond' as const),
      c: tie('expr'),
      a: tie('expr'),
      b: tie('expr'),
      at: fc.constant(0),
    }),
    fc.record({
      kind: fc.constant('call' as const),
      fn: name,
      args: fc.array(tie('expr'), { maxLength: 3 }),
      at: fc.constant(0),
    }),
  ),
}))

const assign = fc
  .tuple(name, expr)
  .map(([id, value]): Line => ({ kind: 'assign', name: id, value, at: 0 }))
const value = expr.map((bare): Line => ({ kind: 'value', value: bare, at: 0 }))
const state = fc
  .array(fc.record({ name, value: expr, at: fc.constant(0) }), { minLength: 1, maxLength: 3 })
  .map((states): Line => ({ kind: 'state', states, at: 0 }))
const repeat = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.array(fc.oneof(assign, value), { maxLength: 3 }))
  .map(([count, body]): Line => ({ kind: 'repeat', count, body, at: 0 }))
const program = fc.array(fc.oneof(assign, value, state, repeat), { minLength: 1, maxLength: 5 })

/** The tree with every offset 0. */
const placeless = <T extends Expr | Program>(tree: T): T =>
  JSON.parse(JSON.stringify(tree, (key, item: unknown) => (key === 'at' ? 0 : item)))

const short = (text: string) => fc.pre(text.length <= 4000)

describe('what is printed is read as the same tree', () => {
  test('for expressions', () => {
    fc.assert(
      fc.property(expr, (tree) => {
        const text = printExpr(tree)
        short(text)
        expect(placeless(parseExpr(text).ok!)).toEqual(tree)
      }),
      { numRuns: 2000 },
    )
  })

  test('for programs', () => {
    fc.assert(
      fc.property(program, (tree) => {
        const text = printProgram(tree)
        short(text)
        const again = parse(text).ok!
        expect(placeless(again)).toEqual(tree)
        expect(printProgram(again)).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  test.each(Object.keys(EXAMPLES))('for %s', (id) => {
    const tree = parse(EXAMPLES[id]!).ok!
    expect(placeless(parse(printProgram(tree)).ok!)).toEqual(placeless(tree))
  })
})

test('no bracket can be left out', () => {
  const property = fc.property(expr, (tree) => {
    const text = printExpr(tree)
    fc.pre(text.length <= 500)
    return bracketed(text).every((without) => {
      const { ok } = parseExpr(without)
      return !ok || JSON.stringify(placeless(ok)) !== JSON.stringify(placeless(tree))
    })
  })
  expect(fc.check(property)).toMatchObject({ failed: false })
})

/** The text without one pair of its brackets, for each pair that is no call's. */
function bracketed(text: string): string[] {
  const open: number[] = []
  const without: string[] = []
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') open.push(i)
    if (text[i] !== ')') continue
    const start = open.pop()!
    if (/[\w]$/.test(text.slice(0, start)) && !/\b(?:not|and|or)$/.test(text.slice(0, start)))
      continue
    without.push(`${text.slice(0, start)} ${text.slice(start + 1, i)} ${text.slice(i + 1)}`)
  }
  return without
}

test.each([
  ['  (( a ))+b*( c )', 'a + b*c'],
  ['(a*b)/c', 'a*b/c'],
  ['a*(b/c)', 'a*(b/c)'],
  ['a-(b-c)', 'a - (b - c)'],
  ['(2x)^2', '(2*x)^2'],
  ['2^(3^2)', '2^3^2'],
  ['(2^3)^2', '(2^3)^2'],
  ['2^(-x)', '2^-x'],
  ['(-x)^2', '(-x)^2'],
  ['-(x*y)', '-(x*y)'],
  ['(-x)*y', '-x*y'],
  ['(a<b)==c', '(a < b) == c'],
  ['not (a<b)', 'not a < b'],
  ['a?b:(c?d:e)', 'a ? b : c ? d : e'],
  ['(a?b:c)?d:e', '(a ? b : c) ? d : e'],
  ['β₁²·x ≤ ∞', 'beta1^2*x <= inf'],
  ['state m=0,v=1', 'state m = 0, v = 1'],
  ['h=1;repeat 3{h=2h;k=h}h', 'h = 1; repeat 3 { h = 2*h; k = h }; h'],
])('%s prints as %s', (text, expected) => expect(printProgram(parse(text).ok!)).toBe(expected))

test.each([
  [0.1, '0.1'],
  [1e-8, '1e-8'],
  [0.0005, '5e-4'],
  [0.001, '0.001'],
  [1000, '1000'],
  [1e6, '1e6'],
  [1e21, '1e21'],
  [-3, '-3'],
  [-0, '-0'],
  [Infinity, 'inf'],
  [-Infinity, '-inf'],
  [NaN, '0/0'],
])('the number %d prints as %s', (number, text) => {
  const two: Expr = { kind: 'num', value: 2, at: 0 }
  const base: Expr = { kind: 'num', value: number, at: 0 }
  expect(printExpr(base)).toBe(text)
  const bare = /^[a-z\d]/.test(text) && text !== '0/0'
  expect(printExpr({ kind: 'binary', op: '^', a: base, b: two, at: 0 })).toBe(
    bare ? `${text}^2` : `(${text})^2`,
  )
})

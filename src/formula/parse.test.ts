import { describe, expect, test } from 'vitest'
import { EXAMPLES } from '#formula/examples.fixture.ts'
import type { Expr } from '#formula/expr.ts'
import { parse, parseExpr } from '#formula/parse.ts'

/** The tree with a bracket around every operation. */
function shape(expr: Expr): string {
  switch (expr.kind) {
    case 'num':
      return String(expr.value)
    case 'name':
      return expr.name
    case 'unary':
      return `[${expr.op} ${shape(expr.a)}]`
    case 'binary':
      return `[${shape(expr.a)} ${expr.op} ${shape(expr.b)}]`
    case 'cond':
      return `[${shape(expr.c)} ? ${shape(expr.a)} : ${shape(expr.b)}]`
    case 'call':
      return `${expr.fn}(${expr.args.map(shape).join(', ')})`
  }
}

const read = (text: string): string => {
  const { ok, error } = parseExpr(text)
  return error ? error.code : shape(ok)
}

describe('operators bind as in mathematics', () => {
  test.each([
    ['a - b - c', '[[a - b] - c]'],
    ['a + b*c', '[a + [b * c]]'],
    ['a/b*c', '[[a / b] * c]'],
    ['a^b^c', '[a ^ [b ^ c]]'],
    ['-x^2', '[- [x ^ 2]]'],
    ['(-x)^2', '[[- x] ^ 2]'],
    ['2^-x', '[2 ^ [- x]]'],
    ['2^-x^2', '[2 ^ [- [x ^ 2]]]'],
    ['2^-x*y', '[[2 ^ [- x]] * y]'],
    ['-a*b', '[[- a] * b]'],
    ['a*-b', '[a * [- b]]'],
    ['a - -b', '[a - [- b]]'],
    ['--a', '[- [- a]]'],
    ['+a', 'a'],
    ['a + +b', '[a + b]'],
    ['+-+a', '[- a]'],
    ['a + b < c*d', '[[a + b] < [c * d]]'],
    ['(a < b) < c', '[[a < b] < c]'],
    ['not a == b', '[not [a == b]]'],
    ['not not a', '[not [not a]]'],
    ['not(a)', '[not a]'],
    ['a or b and not c', '[a or [b and [not c]]]'],
    ['a and b and c', '[[a and b] and c]'],
    ['a ? b : c ? d : e', '[a ? b : [c ? d : e]]'],
    ['a ? b ? c : d : e', '[a ? [b ? c : d] : e]'],
    ['a or b ? c : d', '[[a or b] ? c : d]'],
    ['i == 1 and p ? x : y', '[[[i == 1] and p] ? x : y]'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected))
})

describe('a number directly before a factor is multiplied, and binds like * written there', () => {
  test.each([
    ['2x', '[2 * x]'],
    ['3sin(x)', '[3 * sin(x)]'],
    ['2(x + 1)', '[2 * [x + 1]]'],
    ['1/2x', '[[1 / 2] * x]'],
    ['2^3x', '[[2 ^ 3] * x]'],
    ['12.5x^2', '[12.5 * [x ^ 2]]'],
    ['-2x', '[[- 2] * x]'],
    ['x²y', '[[x ^ 2] * y]'],
    ['2max', '[2 * max]'],
    ['2e', '[2 * e]'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected))

  test.each([
    ['x y', 2, 'x*y'],
    ['2 x', 2, '2*x'],
    ['x 2', 2, 'x*2'],
    ['(a)(b)', 3, ')*('],
    ['(a) b', 4, ')*b'],
    ['(a)2', 3, ')*2'],
    ['f(a b)', 4, 'a*b'],
    ['a ? b c : d', 6, 'b*c'],
    ['sin x', 4, 'sin(x)'],
    ['β₁ m', 3, 'beta1*m'],
  ])('%s lacks a sign at %i: %s?', (text, at, hint) =>
    expect(parseExpr(text).error).toEqual({ code: 'missing_times', at, args: { hint } }),
  )
})

test('a name before a bracket is a call, and may be a parameter elsewhere', () => {
  expect(read('min + min(a, 1)')).toBe('[min + min(a, 1)]')
  expect(read('xy')).toBe('xy')
  expect(read('x (1)')).toBe('x(1)')
  expect(read('randn()')).toBe('randn()')
})

const kinds = (text: string) => parse(text).ok?.map((line) => line.kind)

describe('lines', () => {
  test.each([
    ['a = 1; b = 2', ['assign', 'assign']],
    ['a = 1\r\nb = 2\n', ['assign', 'assign']],
    [';;\n a = 1;;\n', ['assign']],
    ['x^2', ['value']],
    ['state m = 0, v = 0; m = g', ['state', 'assign']],
    ['h = 1; repeat 2 { h = h*x }; h', ['assign', 'repeat', 'value']],
    ['h = 1; repeat 2 { h = h*x } h', ['assign', 'repeat', 'value']],
    ['h = 1\nrepeat 2 {\n h = h*x\n h = h + 1; }\nh', ['assign', 'repeat', 'value']],
    ['repeat 0 { } repeat 2 { repeat 3 { h = 1 } k = 2 }', ['repeat', 'repeat']],
  ])('%j', (text, expected) => expect(kinds(text)).toEqual(expected))

  test('know where they begin', () => {
    expect(parse('a = 1; state m = 0, v = 1\nrepeat 2 { b = 3 } c').ok).toMatchObject([
      { kind: 'assign', at: 0, value: { at: 4 } },
      { kind: 'state', at: 7, states: [{ at: 13 }, { name: 'v', at: 20, value: { at: 24 } }] },
      { kind: 'repeat', at: 26, count: 2, body: [{ name: 'b', at: 37 }] },
      { kind: 'value', at: 45 },
    ])
  })

  test.each(Object.keys(EXAMPLES))('of %s are read', (id) =>
    expect(parse(EXAMPLES[id]!).error).toBeUndefined(),
  )
})

describe('the first thing wrong is told, where it is', () => {
  test.each([
    ['', 'empty', 0, {}],
    [' ;\n;', 'empty', 0, {}],
    ['a =', 'unexpected', 3, { found: '', expected: 'value' }],
    ['a = \nb = 1', 'unexpected', 4, { found: '', expected: 'value' }],
    ['a + ; b', 'unexpected', 4, { found: ';', expected: 'value' }],
    ['(a + b', 'unexpected', 6, { found: '', expected: ')' }],
    ['(a +\nb)', 'unexpected', 4, { found: '', expected: 'value' }],
    ['a)', 'unexpected', 1, { found: ')', expected: 'end' }],
    ['a = b = c', 'unexpected', 6, { found: '=', expected: 'end' }],
    ['max(a,)', 'unexpected', 6, { found: ')', expected: 'value' }],
    ['max(a; b)', 'unexpected', 5, { found: ';', expected: ')' }],
    ['a ? b', 'unexpected', 5, { found: '', expected: ':' }],
    ['a * * b', 'unexpected', 4, { found: '*', expected: 'value' }],
    ['a and', 'unexpected', 5, { found: '', expected: 'value' }],
    ['a + not b', 'unexpected', 4, { found: 'not', expected: 'value' }],
    ['2*repeat', 'unexpected', 2, { found: 'repeat', expected: 'value' }],
    ['x = 1 y = 2', 'unexpected', 6, { found: 'y', expected: 'end' }],
    ['state', 'unexpected', 5, { found: '', expected: 'name' }],
    ['state m', 'unexpected', 7, { found: '', expected: '=' }],
    ['state 2 = 1', 'unexpected', 6, { found: '2', expected: 'name' }],
    ['state m = 0,', 'unexpected', 12, { found: '', expected: 'name' }],
    ['repeat 2 h = 1', 'unexpected', 9, { found: 'h', expected: '{' }],
    ['repeat 2 { h = 1', 'unexpected', 16, { found: '', expected: '}' }],
    ['a }', 'unexpected', 2, { found: '}', expected: 'end' }],
    ['x y @', 'missing_times', 2, { hint: 'x*y' }],
    ['x @ y z', 'bad_character', 2, { char: '@' }],
    ['x + 1.2.3', 'bad_number', 4, { text: '1.2.3' }],
    ['a < b < c', 'chained_comparison', 6, {}],
    ['a == b != c', 'chained_comparison', 7, {}],
    ['state = 1', 'reserved', 0, { name: 'state' }],
    ['and = 1', 'reserved', 0, { name: 'and' }],
    ['state not = 1', 'reserved', 6, { name: 'not' }],
    ['repeat 101 { }', 'repeat_count', 7, { limit: 100 }],
    ['repeat 1.5 { }', 'repeat_count', 7, { limit: 100 }],
    ['repeat n { }', 'repeat_count', 7, { limit: 100 }],
    ['repeat -1 { }', 'repeat_count', 7, { limit: 100 }],
    ['repeat 2 { state m = 0 }', 'state_place', 11, { name: 'm' }],
  ])('%j', (text, code, at, args) => expect(parse(text).error).toEqual({ code, at, args }))

  test('one expression is one expression', () => {
    expect(parseExpr('\n x + 1\n').ok).toBeDefined()
    expect(parseExpr(' ').error?.code).toBe('empty')
    expect(parseExpr('a; b').error).toMatchObject({ code: 'unexpected', at: 1 })
    expect(parseExpr('a = 1').error).toMatchObject({ code: 'unexpected', at: 2 })
  })
})

const nested = (n: number): [string, string][] => [
  ['brackets', `${'('.repeat(n)}x${')'.repeat(n)}`],
  ['calls', `${'f('.repeat(n)}x${')'.repeat(n)}`],
  ['signs', `${'-'.repeat(n)}x`],
  ['plus signs', `${'+'.repeat(n)}x`],
  ['nots', `${'not '.repeat(n)}x`],
  ['powers', `${'2^'.repeat(n)}x`],
  ['conditions', `${'c ? 1 : '.repeat(n)}x`],
  ['repeats', `${'repeat 1 { '.repeat(n)}x = 1${' }'.repeat(n)}`],
]

describe('limits', () => {
  test.each(nested(64))('64 %s are fine', (_, text) => expect(parse(text).error).toBeUndefined())
  test.each(nested(65))('65 %s are too deep', (_, text) =>
    expect(parse(text).error).toMatchObject({ code: 'too_deep', args: { limit: 64 } }),
  )
  test('65 of mixed kinds are too deep, side by side they are not', () => {
    expect(parse('-(f(c ? 2^'.repeat(13)).error?.code).toBe('too_deep')
    expect(parse(Array.from({ length: 300 }, () => '-(f(x))').join('+')).error).toBeUndefined()
  })
  test('a long sum is not deep', () => {
    expect(parse(Array.from({ length: 1000 }, () => 'x').join(' + ')).error).toBeUndefined()
  })
  test('4,000 characters are read, 4,001 are not', () => {
    expect(parse('x'.repeat(4000)).error).toBeUndefined()
    expect(parse('x'.repeat(4001)).error).toEqual({
      code: 'too_long',
      at: 4000,
      args: { limit: 4000 },
    })
  })
})

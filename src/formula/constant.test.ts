import { describe, expect, test } from 'vitest'
import { constantValue } from '#formula/constant.ts'

describe('a formula of constants is its number', () => {
  test.each<[string, number]>([
    ['1/3', 1 / 3],
    ['2*pi', 2 * Math.PI],
    ['2pi', 2 * Math.PI],
    ['-1.5e-3', -0.0015],
    ['-inf', -Infinity],
    ['0/0', NaN],
    ['2^0.5', Math.SQRT2],
    ['2^10 - 1', 1023],
    ['max(1, 2, 3) + (1 < 2)', 4],
    ['1 > 2 ? 3 : 4', 4],
    ['exp(1)', Math.E],
    ['clamp(7, 0, 5)', 5],
    ['total(4)', 4],
    ['² 3'.slice(2), 3],
    ['5×10⁻²', 0.05],
  ])('%s', (text, value) => {
    expect(constantValue(text)).toEqual({ ok: value })
  })

  test('names that are given have their values', () => {
    expect(constantValue('ceil(T/4) + lr0', { T: 10, lr0: 0.5 }).ok).toBe(3.5)
    expect(constantValue('1/p', { p: -0 }).ok).toBe(-Infinity)
  })
})

describe('anything else is refused', () => {
  test.each([
    ['x + 1', { code: 'unknown_name', at: 0, args: { name: 'x', hint: '' } }],
    ['2*e', { code: 'unknown_name', at: 2, args: { name: 'e', hint: 'exp(1)' } }],
    ['', { code: 'empty' }],
    ['1 +', { code: 'unexpected' }],
    ['1; 2', { code: 'unexpected' }],
    ['a = 1', { code: 'unexpected' }],
    ['randn()', { code: 'not_here', args: { name: 'randn', kind: 'constant' } }],
    ['norm(1)', { code: 'not_here' }],
    ['grad(1)', { code: 'not_here' }],
    ['sin(1, 2)', { code: 'arity' }],
    ['ln(2)', { code: 'unknown_function', args: { hint: 'log' } }],
    ['constructor', { code: 'unknown_name', args: { name: 'constructor', hint: '' } }],
    ['toString()', { code: 'unknown_function' }],
    ['1e999', { code: 'bad_number' }],
    ['('.repeat(65) + '1' + ')'.repeat(65), { code: 'too_deep' }],
    ['1+'.repeat(2001) + '1', { code: 'too_long' }],
  ])('%s', (text, error) => {
    expect(constantValue(text).error).toMatchObject(error)
  })

  test('a long sum is not deep', () => {
    expect(constantValue('1+'.repeat(1999) + '1').ok).toBe(2000)
  })
})

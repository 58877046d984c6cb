import { expect, test } from 'vitest'
import { array, number, pythonExpr, pythonName } from '#export/python-text.ts'
import { pythonNumber, pythonValue } from '#export/python-value.ts'
import { parseExpr } from '#formula/parse.ts'

const names = () =>
  new Map([
    ['x', array('x')],
    ['y', array('y')],
    ['a', number('a')],
    ['list', array('list')],
  ])

const python = (text: string, arrays: 'torch' | 'jnp' = 'torch') => {
  const { ok } = parseExpr(text)
  return ok && pythonExpr(ok, names(), arrays).text
}

test.each([
  ['x^2 + a*y', 'x**2 + a*y'],
  ['-x^2', '-x**2'],
  ['(-x)^2', '(-x)**2'],
  ['2^-x^2', '2**-x**2'],
  ['x - (y - a)', 'x - (y - a)'],
  ['x/(y*a)', 'x/(y*a)'],
  ['sqrt(a)*sin(x)', 'math.sqrt(a)*torch.sin(x)'],
  ['2*pi*x', '2*math.pi*x'],
  ['x > 1 ? x : y', 'torch.where(x > 1, x, y)'],
  ['a > 1 ? x : y', 'x if a > 1 else y'],
  ['(x > 0)*y', '(x > 0)*1.0*y'],
  ['x > 0 and y > 0 ? 1 : 2', 'torch.where((x > 0) & (y > 0), 1, 2)'],
  ['a ? x : y', 'x if a != 0 else y'],
  ['not (a > 1) ? 1 : 2', '1 if not a > 1 else 2'],
  ['max(x, a)', 'torch.maximum(x, torch.tensor(a))'],
  ['min(a, 2, 3)', 'min(min(a, 2), 3)'],
  ['mod(a, 3)', '((a) % (3))'],
  ['2/cbrt(x)', '2/(torch.sign(x)*torch.abs(x)**(1/3))'],
  ['at(list, 0)', 'list[0]'],
  ['at(list, a)', 'list[int(a)]'],
  ['at(2*list, x)', '(2*list)[int(x)]'],
])('%s is %s for torch', (formula, text) => {
  expect(python(formula)).toBe(text)
})

test.each([
  ['asin(x)', 'jnp.arcsin(x)'],
  ['max(x, a)', 'jnp.maximum(x, a)'],
  ['erf(x)', 'jax.scipy.special.erf(x)'],
  ['at(list, 1)', 'list[1]'],
  // a place may be a plain number, which has no methods of arrays
  ['at(list, a - 1)', 'list[jnp.asarray(a - 1).astype(int)]'],
  ['at(list, x)', 'list[jnp.asarray(x).astype(int)]'],
])('%s is %s for JAX', (formula, text) => {
  expect(python(formula, 'jnp')).toBe(text)
})

test('names moved out of the way of Python stay apart from each other', () => {
  const given = ['sum', 'sum_', 'sum__', '_sum', '_', '__', 'summe', 'a', 'a_', '_a', '_a_']
  const moved = given.map(pythonName)
  expect(new Set(moved).size).toBe(given.length)
  expect(moved.slice(0, 3)).toEqual(['sum_', 'sum__', 'sum___'])
  expect(moved).toContain('a')
})

test('values are literals of Python', () => {
  expect(pythonValue([0.9, 1e-8, true, null])).toBe('(0.9, 1e-8, True, None)')
  expect(pythonValue("it's \\")).toBe("'it\\'s \\\\'")
  expect([1e21, -Infinity, NaN].map(pythonNumber)).toEqual([
    '1e21',
    "-float('inf')",
    "float('nan')",
  ])
})

import { describe, expect, test } from 'vitest'
import { type EntryParam, entryProgram } from '#formula/entry-program.ts'
import type { FormulaErrorCode } from '#formula/formula-error.ts'
import type { EntryKind } from '#formula/scope.ts'
import { shapeName } from '#formula/shape.ts'

const list = (name: string, length: number): EntryParam => ({
  name,
  value: Array.from({ length }, (_, i) => i),
})

const program = (kind: EntryKind, text: string, params: readonly EntryParam[] = []) => {
  const { ok, error } = entryProgram(kind, text, params)
  if (error) throw new Error(`${error.code} at ${error.at} ${JSON.stringify(error.args)}`)
  return ok
}

/** The error of a text, its arguments beside its code. */
function wrong(kind: EntryKind, text: string, params: readonly EntryParam[] = []) {
  const { error } = entryProgram(kind, text, params)
  return error ? { code: error.code, at: error.at, ...error.args } : null
}

type Wrong = [
  EntryKind,
  string,
  FormulaErrorCode,
  Record<string, string | number>,
  (readonly EntryParam[])?,
]

describe('shapes', () => {
  const shapes = (text: string, params: readonly EntryParam[] = []) =>
    Object.fromEntries(
      program('rule', text, params).states.map(({ name, shape }) => [name, shapeName(shape)]),
    )

  test('of state are inferred from all that it is given', () => {
    const text = `state m = 0, n = 0, c = 0, l = 0, r = lr, s = theta
      m = m + g;  n = n + norm(g);  c = c + norm_all(g);  l = l + bounds;  r = r*2;  s = s/2
      theta = theta - m*n*c*total(l)*r*s`
    expect(shapes(text, [list('bounds', 3)])).toEqual({
      m: 'param',
      n: 'tensor',
      c: 'scalar',
      l: 'list of 3',
      r: 'tensor',
      s: 'param',
    })
  })

  test('of state grow through other states', () => {
    const text = 'state a = 0, b = 0, c = 0; theta = a; a = b; b = c; c = c + g'
    expect(shapes(text)).toEqual({ a: 'param', b: 'param', c: 'param' })
  })

  test.each<Wrong>([
    ['rule', 'theta = theta - bounds', 'shape', { name: '-', wanted: 'param', given: 'list of 3' }],
    ['rule', 'theta = bounds > 1 ? g : theta', 'shape', { name: '?' }],
    ['rule', 'theta = max(bounds, g)', 'shape', { name: 'max' }],
    ['rule', 'theta = bounds', 'shape', { name: 'theta', wanted: 'param', given: 'list of 3' }],
    ['rule', 'theta = g*total(bounds + more)', 'shape', { given: 'list of 2' }],
    [
      'rule',
      'theta = norm(bounds)',
      'shape',
      { name: 'norm', wanted: 'param', given: 'list of 3' },
    ],
    ['rule', 'theta = grad(bounds)', 'shape', { name: 'grad', wanted: 'param' }],
    ['rule', 'theta = total(g)', 'shape', { name: 'total', wanted: 'list', given: 'param' }],
    ['rule', 'theta = at(theta, g)', 'shape', { name: 'at', wanted: 'list', given: 'param' }],
    ['rule', 'theta = at(g, g)', 'shape', { name: 'at', wanted: 'list', given: 'param' }],
    ['rule', 'theta = at(lr, lr)', 'shape', { name: 'at', wanted: 'list', given: 'tensor' }],
    [
      'rule',
      'theta = at(bounds, bounds)',
      'shape',
      { name: 'at', wanted: 'scalar', given: 'list of 3' },
    ],
    ['rule', 'state m = bounds; m = m*g; theta = g', 'shape', {}],
    ['schedule', 'lr = bounds', 'shape', { name: 'lr', wanted: 'scalar' }],
    ['surface', 'x*bounds', 'shape', { name: 'f', wanted: 'scalar' }],
  ])('%s: %s does not fit', (kind, text, code, args) => {
    const params = [list('bounds', 3), list('more', 2)]
    expect(wrong(kind, text, params)).toMatchObject({ code, ...args })
  })

  test.each<[EntryKind, string]>([
    ['rule', 'theta = theta - at(bounds, t)*total(bounds*bounds > 2*lr0)*g'],
    ['rule', 'theta = at(bounds, g)*lr'],
    ['rule', 'theta = 3'],
    ['rule', 'theta = total(2) + at(3, t)'],
    ['schedule', 'lr = lr*at(bounds, total(t > bounds))'],
    ['surface', 'at(bounds, x) + total(bounds*x)'],
  ])('%s: %s fits', (kind, text) => {
    expect(wrong(kind, text, [list('bounds', 3)])).toBeNull()
  })

  test.each([0, 65])('a list of %d numbers is refused', (length) => {
    expect(wrong('surface', 'x', [list('l', length)])).toMatchObject({ code: 'shape', name: 'l' })
  })
})

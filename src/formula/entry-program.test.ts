import { describe, expect, test } from 'vitest'
import { type EntryParam, entryProgram } from '#formula/entry-program.ts'
import type { FormulaErrorCode } from '#formula/formula-error.ts'
import type { EntryKind } from '#formula/scope.ts'

const number = (name: string, value = 1): EntryParam => ({ name, value })
const word = (name: string, values: readonly string[], value = 0): EntryParam => ({
  name,
  value,
  values,
})

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

describe('names in scope', () => {
  test.each<[EntryKind, string]>([
    ['surface', 'x*y*t*pi + inf'],
    ['schedule', 'lr = t + T + lr0 + lr + loss + momentum + pi'],
    ['rule', 'theta = theta - g*lr*lr0*t*T*loss*pi'],
    ['transform', 'g = theta - g*lr*lr0*t*T*loss*pi'],
  ])('of a %s are those of the language', (kind, text) => {
    expect(wrong(kind, text)).toBeNull()
  })

  test.each<Wrong>([
    ['surface', 'theta', 'unknown_name', { name: 'theta', hint: '' }],
    ['surface', 'x + lr', 'unknown_name', { at: 4, name: 'lr' }],
    ['schedule', 'lr = lr0*theta', 'unknown_name', { at: 9, name: 'theta' }],
    ['schedule', 'lr = g', 'unknown_name', { name: 'g' }],
    ['rule', 'theta = theta - x', 'unknown_name', { name: 'x' }],
    ['rule', 'theta = theta - momentum*g', 'unknown_name', { name: 'momentum' }],
    ['rule', 'm = m + g; theta = m', 'unknown_name', { name: 'm', at: 4 }],
    ['rule', 'theta = average', 'unknown_name', { name: 'average' }],
    ['surface', 'repeat 0 { a = x }; a', 'unknown_name', { name: 'a' }],
  ])('%s: %s is refused', (kind, text, code, args) => {
    expect(wrong(kind, text)).toMatchObject({ code, ...args })
  })

  test.each<[string, string]>([
    ['xy', 'x*y'],
    ['x + xxy', 'x*x*y'],
    ['pix', 'pi*x'],
    ['e^x', 'exp(1)'],
    ['kappa2*x', 'kappa'],
    ['Kappa*x', 'kappa'],
    ['kapa*x', 'kappa'],
    ['unlike + x', ''],
    ['width = x; widht', 'width'],
  ])('an unknown name has a hint: %s', (text, hint) => {
    expect(wrong('surface', text, [number('kappa')])).toMatchObject({ code: 'unknown_name', hint })
  })

  test.each<[string, string]>([
    ['sine(x)', 'sin'],
    ['ln(x)', 'log'],
    ['pow(x, 2)', 'a^b'],
    ['arctan(x)', 'atan'],
    ['x(y + 1)', 'x*(…)'],
    ['quux(x)', ''],
  ])('an unknown function has a hint: %s', (text, hint) => {
    expect(wrong('surface', text)).toMatchObject({ code: 'unknown_function', hint })
  })

  test('a name in a branch that a switch leaves out must be known too', () => {
    const mode = word('mode', ['a', 'b'])
    expect(wrong('surface', 'mode == a ? x : qq', [mode])).toMatchObject({ name: 'qq' })
  })
})

describe('what may be assigned', () => {
  test.each<Wrong>([
    ['surface', 'x = 1; x', 'reserved', { name: 'x' }],
    ['surface', 'y = x', 'reserved', { name: 'y' }],
    ['surface', 'a = x', 'reserved', { name: 'a' }, [number('a')]],
    ['surface', 'pi = 3', 'reserved', { name: 'pi' }],
    ['schedule', 'lr = lr0; t = 0', 'reserved', { name: 't', at: 10 }],
    ['schedule', 'loss = 1; lr = 1', 'reserved', { name: 'loss' }],
    ['schedule', 'lr0 = 1; lr = 1', 'reserved', { name: 'lr0' }],
    ['rule', 'lr = 1; theta = g', 'reserved', { name: 'lr' }],
    ['rule', 'theta = g; beta = 2', 'reserved', { name: 'beta' }, [number('beta')]],
    ['transform', 'T = 3; g = g', 'reserved', { name: 'T' }],
    ['rule', 'state t = 0; theta = g', 'reserved', { name: 't' }],
    ['rule', 'state beta = 0; theta = g', 'reserved', { name: 'beta' }, [number('beta')]],
    ['rule', 'state m = 0, m = 1; theta = g', 'state_place', { name: 'm' }],
    ['rule', 'state m = 0; state m = 1; theta = g', 'state_place', { name: 'm' }],
    [
      'schedule',
      'slow = 1; lr = slow',
      'reserved',
      { name: 'slow' },
      [word('mode', ['fast', 'slow'])],
    ],
    [
      'schedule',
      'state slow = 1; lr = slow',
      'reserved',
      { name: 'slow' },
      [word('mode', ['fast', 'slow'])],
    ],
  ])('%s: %s is refused', (kind, text, code, args, params) => {
    expect(wrong(kind, text, params)).toMatchObject({ code, ...args })
  })

  test.each<[EntryKind, string]>([
    ['rule', 'g = 2*g; theta = theta - lr*g'],
    ['rule', 'theta = theta - lr*g; average = theta'],
    ['transform', 'average = theta'],
    ['schedule', 'momentum = 0.9'],
    ['surface', 'sin = x; sin + sin(x)'],
  ])('%s: %s is allowed', (kind, text) => {
    expect(wrong(kind, text)).toBeNull()
  })
})

describe('a parameter may not be called', () => {
  test.each<[EntryKind, readonly EntryParam[], string]>([
    ['surface', [number('x')], 'x'],
    ['schedule', [number('momentum')], 'momentum'],
    ['rule', [number('theta')], 'theta'],
    ['rule', [number('average')], 'average'],
    ['transform', [number('pi')], 'pi'],
    ['transform', [number('lr')], 'lr'],
    ['schedule', [word('mode', ['up', 't'])], 't'],
    ['schedule', [word('mode', ['up', 'inf'])], 'inf'],
    ['schedule', [word('mode', ['up', 'n']), number('n')], 'n'],
    ['schedule', [word('mode', ['up', 'down']), word('way', ['down', 'up'])], 'down'],
  ])('%s %j', (kind, params, name) => {
    const text = kind === 'surface' ? '1' : kind === 'schedule' ? 'lr = 1' : 'theta = 1'
    expect(wrong(kind, text, params)).toMatchObject({ code: 'reserved', name })
  })

  test('what a function is called, it may; a rule’s lr is its first rate; words may repeat their places', () => {
    expect(
      wrong('transform', 'theta = clamp(theta, min, max)', [number('min'), number('max')]),
    ).toBeNull()
    expect(wrong('rule', 'theta = theta - lr*g', [number('lr')])).toBeNull()
    const modes = [word('mode', ['min', 'max']), word('way', ['min', 'max'])]
    expect(wrong('schedule', 'lr = mode == max ? min(t, 1) : 2', modes)).toBeNull()
  })
})

describe('initial values of state', () => {
  test.each<[EntryKind, string]>([
    [
      'rule',
      'state m = theta, a = T, b = lr0, c = loss, d = lr, e1 = k*pi; theta = m + a + b + c + d + e1',
    ],
    ['transform', 'state a = theta; average = a'],
    ['rule', 'state d = 1e-6*(1 + norm_all(theta)); theta = d*theta'],
    ['schedule', 'state a = T + lr0 + loss + lr + k; lr = a'],
  ])('of a %s read parameters, T, lr0, loss, lr and the start', (kind, text) => {
    expect(wrong(kind, text, [number('k')])).toBeNull()
  })

  test.each<Wrong>([
    ['rule', 'state m = g; theta = m', 'unknown_name', { name: 'g' }],
    ['rule', 'state m = t; theta = m', 'unknown_name', { name: 't' }],
    ['schedule', 'state m = t; lr = m', 'unknown_name', { name: 't' }],
    ['schedule', 'state m = momentum; lr = m', 'unknown_name', { name: 'momentum' }],
    ['rule', 'state m = 0, v = m; theta = m + v', 'unknown_name', { name: 'm' }],
    ['rule', 'state m = grad(theta); theta = m', 'not_here', { name: 'grad' }],
    ['rule', 'state m = randn(); theta = m', 'not_here', { name: 'randn' }],
  ])('%s: %s is refused', (kind, text, code, args) => {
    expect(wrong(kind, text)).toMatchObject({ code, ...args })
  })
})

describe('functions and lines that are out of place', () => {
  test.each<Wrong>([
    ...[
      'norm(x)',
      'dot(x, x)',
      'sum(x)',
      'mean_all(x)',
      'count_all(x)',
      'grad(x)',
      'loss(x)',
      'randn()',
    ].map((text): Wrong => [
      'surface',
      text,
      'not_here',
      { name: text.slice(0, text.indexOf('(')), kind: 'surface' },
    ]),
    ['schedule', 'lr = norm_all(lr)', 'not_here', { name: 'norm_all', kind: 'schedule' }],
    ['schedule', 'lr = randn()', 'not_here', { name: 'randn' }],
    ['surface', 'x; y', 'not_here', { name: 'value', at: 0 }],
    ['surface', 'x; a = y', 'not_here', { name: 'value' }],
    ['surface', 'repeat 2 { x; a = y }', 'not_here', { name: 'value' }],
    ['surface', 'repeat 2 { x }', 'not_here', { name: 'value' }],
    ['surface', 'state a = 1; x', 'not_here', { name: 'state' }],
    ['rule', 'theta = g; theta', 'not_here', { name: 'value', kind: 'rule' }],
    ['rule', 'repeat 2 { theta }; theta = g', 'not_here', { name: 'value' }],
    ['schedule', 'lr0', 'not_here', { name: 'value' }],
  ])('%s: %s', (kind, text, code, args) => {
    expect(wrong(kind, text)).toMatchObject({ code, ...args })
  })

  test.each<Wrong>([
    ['surface', 'sin(x, y)', 'arity', { name: 'sin', min: 1, max: 1, given: 2 }],
    ['surface', 'sin()', 'arity', { given: 0 }],
    ['surface', 'min(x)', 'arity', { name: 'min', min: 2, max: 'any number' }],
    ['surface', 'clamp(x, y)', 'arity', { min: 3, max: 3 }],
    ['rule', 'theta = dot(g)', 'arity', { name: 'dot', min: 2 }],
    ['rule', 'theta = randn(1)', 'arity', { name: 'randn', max: 0 }],
    ['rule', 'theta = norm(g, g)', 'arity', { name: 'norm' }],
  ])('%s: %s has the wrong number of arguments', (kind, text, code, args) => {
    expect(wrong(kind, text)).toMatchObject({ code, ...args })
  })

  test.each<[EntryKind, string]>([
    ['rule', 'm = g'],
    ['rule', 'g = g*2'],
    ['rule', 'average = theta'],
    ['schedule', 'rate = lr0'],
    ['transform', 'n = norm_all(g)'],
    ['surface', 'repeat 0 { a = x }'],
  ])('%s: %s hands nothing on', (kind, text) => {
    expect(wrong(kind, text)).toMatchObject({ code: 'no_output' })
  })
})

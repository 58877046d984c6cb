import { describe, expect, test } from 'vitest'
import { EXAMPLES } from '#formula/examples.fixture.ts'
import { type SwitchValue, dropDead, foldSwitches } from '#formula/fold-switches.ts'
import { parse } from '#formula/parse.ts'
import { printProgram } from '#formula/print.ts'

const MODE = ['triangular', 'triangular2', 'exp_range']
const switches = (settings: Record<string, number | [number, ...string[]]>) =>
  new Map(
    Object.entries(settings).map(([name, setting]): [string, SwitchValue] => {
      const [value, ...words] = typeof setting === 'number' ? [setting, '0', '1'] : setting
      return [name, { value, words }]
    }),
  )

const folded = (text: string, settings: Parameters<typeof switches>[0]) =>
  printProgram(foldSwitches(parse(text).ok!, switches(settings)))

const alive = (text: string, ...outputs: string[]) =>
  printProgram(dropDead(parse(text).ok!, outputs))

describe('a switch is its value, a word its place', () => {
  const k = 'k = mode == triangular2 ? 2^(1 - c) : mode == exp_range ? gamma^t : 1'
  test.each([
    [0, 'k = 1'],
    [1, 'k = 2^(1 - c)'],
    [2, 'k = gamma^t'],
  ])('mode %i', (place, expected) => expect(folded(k, { mode: [place, ...MODE] })).toBe(expected))

  test.each([
    ['s ? a : b', 'a'],
    ['z ? a : b', 'b'],
    ['not s ? a : b', 'b'],
    ['s*x', '1*x'],
    ['1 + 1 + s', '1 + 1 + 1'],
    ['cos(x)*cos', 'cos(x)*1'],
    ['s == 1', '1'],
    ['s != 1', '0'],
    ['-s < 0', '1'],
    ['s and x', 'x and 1'],
    ['x and s', 'x and 1'],
    ['x < y and s', 'x < y'],
    ['s and not x', 'not x'],
    ['z and x', '0'],
    ['x and z', '0'],
    ['x or s', '1'],
    ['s or x', '1'],
    ['z or x', 'x or 0'],
    ['x + y or z', 'x + y or 0'],
    ['z or x and y', 'x and y'],
    ['z or s', '1'],
    ['s and x ? a : b', 'x ? a : b'],
    ['i == 1 and s ? a : b', 'i == 1 ? a : b'],
    ['(z or x) and y', 'x and y'],
    ['not (z or x)', 'not x'],
    ['x ? s ? a : b : c', 'x ? a : c'],
    ['max(s ? a : b, c)', 'max(a, c)'],
    ['repeat 2 { h = s ? a : b }', 'repeat 2 { h = a }'],
    ['state m = s ? a : b', 'state m = a'],
  ])('%s becomes %s', (text, expected) =>
    expect(folded(text, { s: 1, z: 0, anneal: [0, 'linear', 'cos'] })).toBe(expected),
  )

  test('without switches a text stays as it is written', () => {
    for (const id of ['adam.torch', 'lessard', 'rprop.torch', 'lookahead', 'cliff']) {
      const program = parse(EXAMPLES[id]!).ok!
      expect(foldSwitches(program, new Map())).toEqual(program)
    }
  })

  test('a momentum that is left alone is not assigned', () => {
    const text = 'lr = lr0; momentum = s ? 1 - t : momentum'
    expect(folded(text, { s: 1 })).toBe('lr = lr0; momentum = 1 - t')
    expect(folded(text, { s: 0 })).toBe('lr = lr0')
    expect(folded('momentum = momentum', {})).toBe('momentum = momentum')
  })
})

describe('what reaches no output goes', () => {
  test.each([
    ['a = 1; theta = g', 'theta = g'],
    ['a = 1; b = a; theta = b', 'a = 1; b = a; theta = b'],
    ['a = 1; a = 2; theta = a', 'a = 2; theta = a'],
    ['a = 1; b = a; a = 2; theta = b', 'a = 1; b = a; theta = b'],
    ['theta = 1; theta = g', 'theta = g'],
    ['theta = 1; theta = theta + g', 'theta = 1; theta = theta + g'],
    ['theta = g; a = theta', 'theta = g'],
    ['average = g; theta = 1', 'average = g; theta = 1'],
    ['state m = 0, v = 0; m = m + g; theta = m', 'state m = 0; m = m + g; theta = m'],
    ['state m = 0; theta = m; m = g', 'state m = 0; theta = m; m = g'],
    ['state m = 0; m = m + g; theta = g', 'theta = g'],
    ['state m = 0; m = g; theta = m', 'm = g; theta = m'],
    ['state a = 0, b = 0; theta = a; a = b; b = g', 'state a = 0, b = 0; theta = a; a = b; b = g'],
    ['state a = 0, b = 0; a = b; b = a; theta = g', 'theta = g'],
    ['x = 1; y = 2; x', 'x = 1; x'],
    ['repeat 2 { h = 1 }; theta = g', 'theta = g'],
    ['repeat 0 { theta = 1 }; theta = g', 'theta = g'],
    ['h = 1; repeat 1 { h = 2 }; theta = h', 'repeat 1 { h = 2 }; theta = h'],
    ['h = 1; repeat 2 { h = 2h; k = h }; theta = h', 'h = 1; repeat 2 { h = 2*h }; theta = h'],
    [
      'a = 1; b = 1; c = 1; repeat 3 { theta = a; a = b; b = c; c = g }',
      'a = 1; b = 1; c = 1; repeat 3 { theta = a; a = b; b = c; c = g }',
    ],
    ['a = 1; repeat 1 { theta = a; a = g }', 'a = 1; repeat 1 { theta = a }'],
    [
      'a = 1; repeat 3 { repeat 2 { theta = a } a = g }',
      'a = 1; repeat 3 { repeat 2 { theta = a }; a = g }',
    ],
  ])('%s', (text, expected) => expect(alive(text, 'theta', 'g', 'average')).toBe(expected))

  test('where no output is named, the last line is one', () => {
    expect(alive('a = 1; b = 2; f = a')).toBe('a = 1; f = a')
    expect(alive('a = 1; repeat 2 { f = a; k = f }')).toBe('a = 1; repeat 2 { f = a; k = f }')
    expect(alive('a = 1; b = 2; a^2')).toBe('a = 1; a^2')
  })

  test('a switch takes with it the lines and state only it wanted', () => {
    const text = EXAMPLES['rmsprop.torch']!
    const off = dropDead(foldSwitches(parse(text).ok!, switches({ centered: 0 })), ['theta'])
    expect(printProgram(off)).toBe(
      'state v = 0, b = 0; v = alpha*v + (1 - alpha)*g^2; ' +
        'b = momentum*b + g/(sqrt(v) + eps); theta = theta - lr*b',
    )
    const on = dropDead(foldSwitches(parse(text).ok!, switches({ centered: 1 })), ['theta'])
    expect(printProgram(on)).toContain('sqrt(v - a^2)')
    expect(printProgram(on)).toContain('state v = 0, a = 0, b = 0')
  })

  test.each(Object.keys(EXAMPLES))('%s as written has no dead line', (id) => {
    const program = parse(EXAMPLES[id]!).ok!
    const outputs = ['theta', 'g', 'lr', 'momentum', 'average'].filter((name) =>
      EXAMPLES[id]!.includes(`${name} = `),
    )
    expect(dropDead(program, outputs)).toEqual(program)
  })
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { entries } from '#catalog/find-entry.ts'
import { parse } from '#formula/parse.ts'
import { compactFormula, mentions } from '#setup/formula-text.ts'

test.each([
  ['x^2 + y^2', 'x^2+y^2'],
  [' a = 1 ;\n\n b = a ', 'a=1;b=a'],
  ['state m = 0, v = 0\nm = beta*m', 'state m=0,v=0;m=beta*m'],
  ['x > 1 and not y < 2', 'x>1 and not y<2'],
  ['repeat 3 {\n  h = h^2\n}\nh', 'repeat 3{h=h^2};h'],
  ['2 x', '2 x'],
  ['x < = 1', 'x< =1'],
  ['β₁ × θ − π', 'beta₁*theta-pi'],
  ['  ', ''],
])('%j is kept as %j', (text, compact) => {
  expect(compactFormula(text)).toBe(compact)
  expect(compactFormula(compact)).toBe(compact)
})

/** A program without the places in its text. */
const meaning = (text: string) =>
  JSON.stringify(parse(text).ok, (key, value: unknown) => (key === 'at' ? undefined : value))

test('a compact formula means the same: the whole catalogue', () => {
  const texts = entries.flatMap((entry) =>
    entry.kind === 'surface' ? [entry.formula] : entry.dialects.map(({ formula }) => formula),
  )
  expect(texts.map((text) => meaning(compactFormula(text)))).toEqual(texts.map(meaning))
})

test('a compact formula means the same: any pieces', () => {
  const pieces =
    'x y 2 3. .5 1e5 + - * / ^ < <= == = ! ( ) , ; ? : { } and not repeat state sin β ² ₁ ·'
  const texts = fc
    .array(fc.tuple(fc.constantFrom(...pieces.split(' ')), fc.constantFrom('', ' ', '\n', '\t ')))
    .map((list) => list.flat().join(''))
  fc.assert(
    fc.property(texts, (text) => {
      expect(meaning(compactFormula(text))).toBe(meaning(text))
    }),
    { numRuns: 5000, seed: 1 },
  )
})

test.each([
  ['2beta1*m', 'beta1', true],
  ['beta1', 'beta1', true],
  ['xbeta1 + beta12 + beta', 'beta1', false],
  ['min(x, 1)', 'min', true],
])('%s mentions %s: %s', (formula, name, expected) => {
  expect(mentions(formula, name)).toBe(expected)
})

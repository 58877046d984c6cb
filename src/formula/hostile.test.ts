import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dropDead, foldSwitches } from '#formula/fold-switches.ts'
import { parse, parseExpr } from '#formula/parse.ts'
import { printProgram } from '#formula/print.ts'
import { texProgram } from '#formula/tex.ts'

/** Does all that is done with a text before it is lowered; true if what came of it makes sense. */
function readThrough(text: string): boolean {
  parseExpr(text)
  const { ok, error } = parse(text)
  if (error) return error.at >= 0 && error.at <= text.length
  texProgram(ok)
  dropDead(foldSwitches(ok, new Map([['x', { value: 1, words: ['a', 'b'] }]])), ['x'])
  const again = parse(printProgram(ok))
  return again.ok !== undefined || again.error.code === 'too_long'
}

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
const OTHERS = [
  ...Array.from('×²⁻₁θ∞≤（！√½😀𝜃\u200B\u202E\uFEFF\u0301'),
  '\uD800',
  '\uDFFF',
  '\uFFFF',
]
const PIECES = [
  '2^',
  'x*',
  'x+',
  'x/',
  '-x',
  '2x',
  'f(',
  'f()',
  '()',
  ')(',
  'a?b:',
  'a?',
  'not ',
  'a and ',
  'a<',
  'repeat 2{',
  'repeat 99{x=1}',
  'state ',
  'state a=0;',
  'a=',
  'a=1;',
  'a,',
  '1e',
  '1e9',
  '1.',
  '.1',
  'x²',
  'β₁',
  '= ',
  '}',
  '{',
  ';',
  '\n',
  'x ? x : ',
  'abs(x)/',
  'x == 1 or ',
  'x^2*',
  '1/x*x',
]

describe('any text gives a value, at once', () => {
  test.each([...ASCII, ...OTHERS, ...PIECES].map((piece) => [piece]))(
    '%j over and over',
    (piece) => {
      // What would take for ever fails by the runner's own time limit.
      for (const end of ['', 'x', '1']) {
        const text = piece.repeat(Math.floor((4000 - end.length) / piece.length)) + end
        expect(readThrough(text)).toBe(true)
      }
    },
  )

  test('of random characters', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    expect(fc.check(fc.property(text, readThrough))).toMatchObject({ failed: false })
  })

  test('of random pieces', () => {
    const text = fc.array(fc.constantFrom(...ASCII, ...OTHERS, ...PIECES), { maxLength: 60 })
    const property = fc.property(text, (pieces) => readThrough(pieces.join('')))
    expect(fc.check(property, { numRuns: 2000 })).toMatchObject({ failed: false })
  })

  test('of names that objects have', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(readThrough(`${name} = ${name}(${name}) + ${name}_1`)).toBe(true)
      expect(parse(`a ${name} b`).error?.code).toBe('missing_times')
    }
  })

  test('of repeats in repeats, each reading what the next assigns', () => {
    const names = Array.from({ length: 60 }, (_, i) => `a${i}`)
    const lines = names.map((name, i) => `${name}=${names[i + 1] ?? 'x'};`)
    const within = `${'repeat 2{'.repeat(60)}${lines.join('')}x=a0${'}'.repeat(60)}`
    expect(readThrough(within)).toBe(true)
    const between = lines.map((line) => `repeat 2{${line}`).join('') + '}'.repeat(60)
    expect(readThrough(between)).toBe(true)
  })
})

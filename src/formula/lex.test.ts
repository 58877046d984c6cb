import { describe, expect, test } from 'vitest'
import { lex } from '#formula/lex.ts'

const texts = (text: string) =>
  lex(text)
    .map((token) => (token.kind === 'bad' ? token.why.error.code : token.text))
    .slice(0, -1)
    .join(' ')

test.each([
  ['1', 1],
  ['.5', 0.5],
  ['2.', 2],
  ['1e-3', 1e-3],
  ['1E5', 1e5],
  ['12.5e+2', 1250],
  ['007', 7],
  ['１２', 12],
  ['𝟏𝟐', 12],
])('%s is the number %d', (text, value) => {
  expect(lex(text)[0]).toMatchObject({ kind: 'num', value, at: 0 })
  expect(lex(text)).toHaveLength(2)
})

test.each([
  ['2e', '2 * e'],
  ['2e-', '2 * e -'],
  ['2.x', '2. * x'],
  ['2e3x', '2e3 * x'],
  ['2^3x', '2 ^ 3 * x'],
  ['2sin(x)', '2 * sin ( x )'],
  ['2(x)', '2 * ( x )'],
  ['2 x', '2 x'],
  ['2 (x)', '2 ( x )'],
  ['2or 3', '2 or 3'],
  ['x2', 'x2'],
  ['a<=b', 'a <= b'],
  ['a<-b', 'a < - b'],
  ['x=-1', 'x = - 1'],
])('%s is read as %s', (text, expected) => expect(texts(text)).toBe(expected))

describe('what is pasted becomes ASCII', () => {
  test.each([
    ['a × b · c ∙ d ⋅ e ÷ f', 'a * b * c * d * e / f'],
    ['a − b – c', 'a - b - c'],
    ['x² + y³', 'x ^ 2 + y ^ 3'],
    ['x¹²', 'x ^ 12'],
    ['x⁻¹', 'x ^ - 1'],
    ['x⁻¹y', 'x ^ - 1 * y'],
    ['2³x', '2 ^ 3 * x'],
    ['x²2', 'x ^ 2 2'],
    ['x²e3', 'x ^ 2 * e3'],
    ['β₁', 'beta1'],
    ['x₁₀²', 'x10 ^ 2'],
    ['θ ϑ π ε ϵ λ α', 'theta theta pi eps eps lambda alpha'],
    ['µ μ φ ϕ σ ς', 'mu mu phi phi sigma sigma'],
    ['2π', '2 * pi'],
    ['β_m', 'beta_m'],
    ['Δx', 'Deltax'],
    ['𝜃 − 𝜂𝑔', 'theta - etag'],
    ['a ≤ b ≥ c ≠ d', 'a <= b >= c != d'],
    ['−∞', '- inf'],
    ['（ａ＋ｂ）', '( a + b )'],
    ['a\u00A0+\u2009b', 'a + b'],
  ])('%s → %s', (text, expected) => expect(texts(text)).toBe(expected))
})

test('offsets count in the text as typed', () => {
  expect(lex('𝜃≤β₁²x').map(({ at }) => at)).toEqual([0, 2, 3, 5, 5, 6, 6, 7])
})

test.each([
  ['√x', 0, 'bad_character', { char: '√' }],
  ['x + ½', 4, 'bad_character', { char: '½' }],
  ['x 😀', 2, 'bad_character', { char: '😀' }],
  ['x\0', 1, 'bad_character', { char: 'U+0000' }],
  ['x\uD800', 1, 'bad_character', { char: 'U+D800' }],
  ['x\u200B', 1, 'bad_character', { char: 'U+200B' }],
  ['₁', 0, 'bad_character', { char: '₁' }],
  ['β₁ᵗ', 2, 'bad_character', { char: 'ᵗ' }],
  ['2₁', 1, 'bad_character', { char: '₁' }],
  ['x²⁻¹', 2, 'bad_character', { char: '⁻' }],
  ['a & b', 2, 'bad_character', { char: '&' }],
  ['!a', 0, 'bad_character', { char: '!' }],
  ['1.2.3', 0, 'bad_number', { text: '1.2.3' }],
  ['1..2', 0, 'bad_number', { text: '1..2' }],
  ['1e999', 0, 'bad_number', { text: '1e999' }],
])('%j stops at %i', (text, at, code, args) => {
  const last = lex(text).at(-1)!
  expect(last.kind === 'bad' && last.why.error).toEqual({ code, at, args })
})

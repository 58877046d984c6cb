import { expect, test } from 'vitest'
import { measured, typed } from '#panels/number-text.ts'

test.each([
  [0, '0'],
  [4.46996, '4.470'],
  [-0.0810885, '−0.08109'],
  [0.00942799, '0.009428'],
  [6.7462e-5, '6.746e−5'],
  [99_999.9, '100000'],
  [1_234_567, '1.235e6'],
  [9.99996, '10.00'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
  [NaN, '–'],
  [undefined, '–'],
])('%d is shown as %s', (value, text) => {
  expect(measured(value)).toBe(text)
})

test('a typed number is shown whole', () => {
  expect([0.1, 1e-7, 1e21, -2.5].map(typed)).toEqual(['0.1', '1e-7', '1e21', '-2.5'])
})

import { expect, test } from 'vitest'
import { readLimited } from '#setup/read-value.ts'
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

test.each([
  [0, '0'],
  [0.1, '0.1'],
  [-2.5, '-2.5'],
  [0.00025, '0.00025'],
  [0.0001, '0.0001'],
  [0.00001, '1e-5'],
  [1e-6, '1e-6'],
  [100_000, '100000'],
  [1e6, '1e6'],
  [-1e12, '-1e12'],
  [-2_500_000, '-2.5e6'],
  [1_234_567, '1234567'],
  [1e21, '1e21'],
  [0.1 + 0.2, '0.30000000000000004'],
  [1.7976931348623157e308, '1.7976931348623157e308'],
  [5e-324, '5e-324'],
])('%d is typed as %s, and read back as itself', (value, text) => {
  expect(typed(value)).toBe(text)
  expect(readLimited(typed(value), 'x', {}).value).toBe(value)
})

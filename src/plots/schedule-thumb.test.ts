import { expect, test } from 'vitest'
import { scaleOf } from '#plots/schedule-thumb.ts'

test('a rate is drawn from 0 up, by ratio where it stays more than three decades down', () => {
  expect(scaleOf([0.1, 0.05, 0.001])).toEqual({ low: 0, high: 0.1, log: false })
  expect(scaleOf([1, 1e-2, 1e-4])).toEqual({ low: 1e-4, high: 1, log: true })
  // A rate that ends in an exact 0 says nothing of its decades.
  expect(scaleOf([0.5, 0.25, 0])).toEqual({ low: 0, high: 0.5, log: false })
  const cosine = Array.from({ length: 500 }, (_, k) => 0.02 * (1 + Math.cos((Math.PI * k) / 500)))
  expect(scaleOf(cosine).log).toBe(false)
  expect(scaleOf(cosine.map((_, k) => 0.98 ** k)).log).toBe(true)
  expect(scaleOf([])).toEqual({ low: 0, high: 1, log: false })
  expect(scaleOf([0, 0])).toEqual({ low: 0, high: 1, log: false })
})

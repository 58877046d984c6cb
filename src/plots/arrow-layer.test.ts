import { expect, test } from 'vitest'
import { arrowLength, SHORTEST_PART } from '#plots/arrow-layer.ts'

test('arrows are as long as the logarithm of their gradient says', () => {
  const [whole, middle, least] = [1, Math.sqrt(SHORTEST_PART), SHORTEST_PART].map((norm) =>
    arrowLength(norm * 1e200, 1e200),
  )
  expect(whole).toBeCloseTo(1, 12)
  expect(middle).toBeCloseTo((1 + least!) / 2, 12)
  expect(least).toBeGreaterThan(0.1)
})

test('what is less than the shortest is as long as the shortest', () => {
  expect(arrowLength(1e-300, 1)).toBe(arrowLength(SHORTEST_PART / 2, 1))
})

import { array, assert, double, property } from 'fast-check'
import { expect, test } from 'vitest'
import { spreadLabels } from '#plots/label-layout.ts'

test('labels that do not meet stay where they are', () => {
  expect(spreadLabels([10, 40, 90], 13, 0, 100)).toEqual([10, 40, 90])
})

test('labels that meet move apart about their middle', () => {
  expect(spreadLabels([50, 50], 10, 0, 100)).toEqual([45, 55])
})

test('labels stay inside', () => {
  expect(spreadLabels([-5, 0, 100], 10, 0, 100)).toEqual([0, 10, 100])
})

test('labels never collide, never leave, never change order', () => {
  const wishes = array(double({ min: -50, max: 150, noNaN: true }), { maxLength: 11 })
  assert(
    property(wishes, (wanted) => {
      const placed = spreadLabels(wanted, 10, 0, 100)
      const order = wanted.map((_, i) => i).toSorted((a, b) => wanted[a]! - wanted[b]! || a - b)
      const sorted = order.map((i) => placed[i]!)
      for (const at of sorted) expect(Math.abs(at - 50)).toBeLessThanOrEqual(50 + 1e-9)
      for (const [k, at] of sorted.slice(1).entries())
        expect(at - sorted[k]!).toBeGreaterThanOrEqual(10 - 1e-9)
    }),
  )
})

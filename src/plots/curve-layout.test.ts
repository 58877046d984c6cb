import { expect, test } from 'vitest'
import { innerBox, panelBoxes } from '#plots/curve-layout.ts'

const NAMES = ['SGD', 'Momentum', 'Nesterov momentum 0.001']

test.each([1, 2, 3, 4, 5])('%d panels fit beside the stage without scrolling', (count) => {
  expect(panelBoxes(count, 348, 820 - 48, NAMES).height).toBeLessThanOrEqual(820 - 48)
})

test.each([
  [7, 348, 772],
  [7, 720, 688],
  [3, 720, 352],
  [7, 500, 1052],
  [1, 348, 200],
  [0, 348, 772],
])('%d panels in %d × %d px do not overlap and leave room to draw', (count, width, height) => {
  const { boxes, height: tall } = panelBoxes(count, width, height, NAMES)
  expect(boxes).toHaveLength(count)
  for (const [i, box] of boxes.entries()) {
    expect(box.left + box.width).toBeLessThanOrEqual(width)
    expect(box.top + box.height).toBeLessThanOrEqual(tall)
    const inner = innerBox(box)
    expect(inner.width).toBeGreaterThan(140)
    expect(inner.height).toBeGreaterThan(70)
    for (const other of boxes.slice(0, i)) {
      const apart =
        other.left + other.width <= box.left ||
        box.left + box.width <= other.left ||
        other.top + other.height - 16 <= box.top ||
        box.top + box.height - 16 <= other.top
      expect(apart).toBe(true)
    }
  }
})

test('every column has the numbers of the step axis once', () => {
  const { boxes } = panelBoxes(7, 720, 688, NAMES)
  expect(boxes.filter(({ axis }) => axis)).toHaveLength(2)
})

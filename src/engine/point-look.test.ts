import { describe, expect, test } from 'vitest'
import { colorAt, levelColors, pointLook, rgbOf } from '#engine/point-look.ts'
import type { SwarmView } from '#engine/swarm-protocol.ts'

const viewOf = (levels: readonly number[], palette: readonly string[]): SwarmView => ({
  rect: [0, 1, 0, 1],
  width: 1,
  height: 1,
  ratio: 1,
  by: 'loss',
  runs: [],
  levels,
  palette,
})

describe('points', () => {
  test('are visible dots where they are few, a haze where they are many', () => {
    expect(pointLook(256, 'faint').size).toBeCloseTo(2.2)
    expect(pointLook(256, 'faint').alpha).toBeCloseTo(0.45, 2)
    expect(pointLook(2 ** 18, 'full').size).toBeCloseTo(1)
    expect(pointLook(2 ** 18, 'full').alpha).toBeLessThan(0.35)
  })

  test('never grow or gain weight with their number', () => {
    for (const strength of ['faint', 'full'] as const)
      for (let n = 1; n < 2 ** 20; n *= 2) {
        const [few, more] = [pointLook(n, strength), pointLook(2 * n, strength)]
        expect(more.size).toBeLessThanOrEqual(few.size)
        expect(more.alpha).toBeLessThanOrEqual(few.alpha)
        expect(more.alpha).toBeGreaterThan(0.1)
      }
  })
})

test.each([
  ['#ff8000', [1, 128 / 255, 0]],
  ['#ff800080', [1, 128 / 255, 0]],
  ['#f80', [1, 136 / 255, 0]],
  ['rgb(51, 102, 255)', [0.2, 0.4, 1]],
  ['rgb(51 102 255)', [0.2, 0.4, 1]],
  ['something', [0.5, 0.5, 0.5]],
])('%s is read', (text, rgb) => {
  rgbOf(text).forEach((value, i) => expect(value).toBeCloseTo(rgb[i]!, 6))
})

describe('the colour of a loss', () => {
  const table = levelColors(viewOf([0, 1, 10, 100], ['#000000', '#ffffff']))

  test.each([
    [0, 0],
    [0.5, 1 / 6],
    [1, 1 / 3],
    [5.5, 0.5],
    [10, 2 / 3],
    [55, 5 / 6],
    [100, 1],
    [1e9, 1],
    [Infinity, 1],
    [-5, 0],
    [-Infinity, 0],
  ])('%d stands at %d of the palette', (loss, place) => {
    const rgb = colorAt(table, loss)!
    for (const channel of rgb) expect(channel).toBeCloseTo(place, 5)
  })

  test('is not told without a loss or levels', () => {
    expect(colorAt(table, NaN)).toBeNull()
    expect(colorAt(levelColors(viewOf([], ['#000'])), 1)).toBeNull()
  })

  test('passes through every colour of the palette, however many levels there are', () => {
    const colors = ['#ff0000', '#00ff00', '#0000ff']
    const five = levelColors(viewOf([0, 1, 2, 3, 4], colors))
    expect(colorAt(five, 2)).toEqual([0, 1, 0])
    const two = levelColors(viewOf([0, 1], colors))
    expect([colorAt(two, 0), colorAt(two, 1)]).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ])
    expect(colorAt(levelColors(viewOf([3], colors)), 7)).toEqual([1, 0, 0])
  })
})

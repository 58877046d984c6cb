import { describe, expect, test } from 'vitest'
import { themes } from '#plots/colors.ts'
import { contrast, luminance } from '#plots/contrast.fixture.ts'
import { lossPalette } from '#plots/loss-palette.ts'

describe.each([themes.light, themes.dark])('points by loss in the $name theme', (theme) => {
  const colors = lossPalette(theme.name, 21)

  test('stand out from the surface by 3:1, the low ones most', () => {
    const worst = (color: string) =>
      Math.min(...theme.surface.map((ground) => contrast(color, ground)))
    for (const color of colors) expect(worst(color)).toBeGreaterThanOrEqual(3)
    const each = colors.map(worst)
    expect(each).toEqual(each.toSorted((a, b) => b - a))
  })

  test('are told apart by lightness alone', () => {
    const light = colors.map(luminance)
    expect(Math.max(...light) / Math.min(...light)).toBeGreaterThan(2.5)
    const rising = light.toSorted((a, b) => a - b)
    expect(theme.name === 'light' ? light : light.toReversed()).toEqual(rising)
  })
})

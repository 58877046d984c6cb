import { lab } from 'd3'
import { describe, expect, test } from 'vitest'
import { contrast, luminance } from '#plots/contrast.fixture.ts'
import { RAMP, runColor, surfaceRamp, type Theme, themes } from '#plots/colors.ts'

/** CIE L* over D65. */
const lightness = (color: string) => 116 * Math.cbrt(luminance(color)) - 16

const pairs = (theme: Theme) =>
  theme.runs.flatMap((run) => theme.surface.map((ground) => [run, ground] as const))

describe.each([themes.light, themes.dark])('the $name theme', (theme) => {
  test.each(pairs(theme))('%s stands out from %s by 3:1', (run, ground) => {
    expect(contrast(run, ground)).toBeGreaterThanOrEqual(3)
  })

  test('has eight hues that differ', () => {
    const colors = theme.runs.map((run) => lab(run))
    expect(colors).toHaveLength(8)
    for (const [i, a] of colors.entries())
      for (const b of colors.slice(i + 1))
        expect(Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b)).toBeGreaterThan(25)
  })

  test('writes text that can be read', () => {
    expect(contrast(theme.text, theme.background)).toBeGreaterThanOrEqual(7)
    expect(contrast(theme.quiet, theme.background)).toBeGreaterThanOrEqual(4.5)
    for (const ground of theme.surface)
      expect(contrast(theme.quiet, ground)).toBeGreaterThanOrEqual(3)
  })

  test('has a ramp that rises evenly from valleys to high ground', () => {
    const ramp = surfaceRamp(theme)
    const at = (i: number) => lightness(`rgb(${ramp.slice(4 * i, 4 * i + 3).join(',')})`)
    const middle = (at(0) + at(RAMP - 1)) / 2
    expect(Math.abs(at(RAMP / 2) - middle)).toBeLessThan(1)
  })
})

test('the light surface goes from near-white to no darker than L* 85', () => {
  expect(lightness(themes.light.surface[0])).toBeGreaterThan(97)
  expect(lightness(themes.light.surface[1])).toBeGreaterThanOrEqual(85)
})

test('the dark surface goes from near-black to no lighter than L* 30', () => {
  expect(lightness(themes.dark.surface[0])).toBeLessThan(8)
  expect(lightness(themes.dark.surface[1])).toBeLessThanOrEqual(30)
})

test('hues repeat after eight runs', () => {
  expect(runColor(themes.light, 9)).toBe(themes.light.runs[1])
})

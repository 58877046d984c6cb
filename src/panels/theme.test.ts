import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { themes } from '#plots/colors.ts'
import { contrast } from '#plots/contrast.fixture.ts'

const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8')

/** The colours that a block of the style sheet declares. */
function tokens(selector: string): ReadonlyMap<string, string> {
  const begin = css.indexOf(`${selector} {`)
  const block = css.slice(begin, css.indexOf('\n}', begin))
  return new Map(
    Array.from(block.matchAll(/--([\w-]+): (#[\da-f]{6});/g), ([, name = '', color = '']) => [
      name,
      color,
    ]),
  )
}

/** What is written on what, and the least contrast it needs there: 4.5 for words, 3 for shapes. */
const uses: readonly (readonly [ink: string, grounds: readonly string[], least: number])[] = [
  ['text', ['background', 'raised', 'sunk', 'warn-ground'], 7],
  ['text-quiet', ['background', 'raised', 'sunk'], 4.5],
  ['focus', ['background', 'raised', 'sunk'], 4.5],
  ['warn', ['background', 'raised', 'warn-ground'], 4.5],
  // the button that plays, and the same under a pointer
  ['background', ['text', 'text-quiet'], 4.5],
  // tracks of sliders, and panels that are folded away
  ['edge', ['background', 'raised'], 3],
]

describe.each([
  { name: 'light', selector: ':root' },
  { name: 'dark', selector: ":root[data-theme='dark']" },
] as const)('the $name theme', ({ name, selector }) => {
  const colors = tokens(selector)
  const color = (token: string) => {
    const found = colors.get(token)
    if (!found) throw new Error(`theme.css has no --${token}`)
    return found
  }
  const pairs = uses.flatMap(([ink, grounds, least]) =>
    grounds.map((ground) => ({ ink, ground, least })),
  )

  test.each(pairs)('$ink on $ground has a contrast of $least', ({ ink, ground, least }) => {
    expect(contrast(color(ink), color(ground))).toBeGreaterThanOrEqual(least)
  })

  test('plots have the same colours', () => {
    const { text, quiet, hairline, background } = themes[name]
    expect([text, quiet, hairline, background]).toEqual(
      ['text', 'text-quiet', 'hairline', 'background'].map(color),
    )
  })
})

test('contrast is measured as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3)
})

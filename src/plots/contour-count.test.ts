import { describe, expect, test } from 'vitest'
import { surfaces } from '#catalog/surfaces.ts'
import { contourLines } from '#plots/contour-lines.ts'
import { spreadLevels } from '#plots/levels.ts'
import type { Rect } from '#plots/plot.ts'
import { defaultView, squareUnits } from '#plots/view.ts'
import { FieldEngine } from '#race/field.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyOf } from '#store/ready.ts'
import { DOMAIN_CELLS, pictureCells } from '#store/grids.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

const [WIDTH, HEIGHT] = [690, 596]
const engine = new FieldEngine()

const plane = surfaces
  .map(({ id, stretch = false }) => ({
    id,
    stretch,
    surface: readyOf(decodeLink(`#v=1&f=${id}`).setup).surface,
  }))
  .filter(({ surface }) => surfaceFacts(surface).dims === 2)

test('the catalogue is looked at whole', () => {
  expect(plane.length).toBeGreaterThan(40)
})

describe.each(plane)('$id in its default view', ({ stretch, surface }) => {
  const { domain } = surface
  const { minima, fmin } = surface
  const overDomain = engine.field({ surface, rect: domain, ...DOMAIN_CELLS, t: 1 })
  const levels = spreadLevels(overDomain, minima.length > 0 ? fmin : null)
  const home = defaultView(domain)
  const rect: Rect = stretch ? home : squareUnits(home, WIDTH, HEIGHT)
  const cells = pictureCells(surface, { rect, coarse: false, aspect: WIDTH / HEIGHT })
  const field = { ...cells, values: engine.field({ surface, ...cells, t: 1 }) }
  const drawn = contourLines(field, levels).filter(({ pieces }) => pieces.length > 0)

  test('has at least eight lines of different height', () => {
    expect(drawn.length).toBeGreaterThanOrEqual(8)
  })

  test('has every fifth of them strong', () => {
    const strong = drawn.flatMap((line, i) => (line.strong ? [i] : []))
    expect(strong.length).toBeGreaterThan(0)
    expect(strong.length).toBeLessThanOrEqual(Math.ceil(drawn.length / 5))
  })
})

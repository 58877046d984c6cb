import { type Theme, surfaceColor } from '#plots/colors.ts'
import { formatValue } from '#plots/format.ts'
import type { Levels } from '#plots/levels.ts'
import type { Group } from '#plots/svg.ts'

/** The bar's height, and the most of its length, in pixels. */
export const BAR = 8
const ABOVE = 28
export const LENGTH = 280
export const STOPS = 8
const CHARACTER = 6.4
/** How far a number may stand out over the bar's end. */
const OVER = 6

let made = 0

/** What a colour is worth: the surface's scale with its strong lines' values, above the picture at its right. */
export function legend(parent: Group) {
  const group = parent.append('g').attr('font-size', 11)
  const id = `surface-scale-${made++}`
  const gradient = group.append('linearGradient').attr('id', id)
  const bar = group.append('rect').attr('height', BAR).attr('fill', `url(#${id})`)
  const word = group.append('text').attr('text-anchor', 'end').attr('font-style', 'italic')
  const numbers = group.append('g').attr('text-anchor', 'middle')
  group.style('font-variant-numeric', 'tabular-nums')

  return {
    draw(levels: Levels, title: string, right: number, theme: Theme) {
      const length = Math.min(LENGTH, right * 0.6)
      group
        .attr('display', levels.length < 2 ? 'none' : null)
        .attr('transform', `translate(${right},${-ABOVE})`)
      if (levels.length < 2) return
      gradient
        .selectAll('stop')
        .data(Array.from({ length: STOPS + 1 }, (_, i) => i / STOPS))
        .join('stop')
        .attr('offset', (place) => place)
        .attr('stop-color', (place) => surfaceColor(theme, place))
      bar
        .attr('x', -length)
        .attr('width', length)
        .attr('stroke', theme.contour[1])
        .attr('stroke-width', 0.75)
      word
        .attr('x', -length - 10)
        .attr('y', BAR)
        .attr('fill', theme.quiet)
        .text(title)
      numbers
        .selectAll<SVGGElement, Mark>('g')
        .data(marks(levels, length))
        .join((enter) => {
          const mark = enter.append('g')
          mark.append('line').attr('y2', BAR)
          mark.append('text').attr('y', BAR + 12)
          return mark
        })
        .attr('transform', ({ x }) => `translate(${x},0)`)
        .call((mark) => mark.select('line').attr('stroke', theme.contour[1]))
        .call((mark) =>
          mark
            .select('text')
            .attr('fill', theme.quiet)
            .attr('x', ({ shift }: Mark) => shift)
            .text(({ text }: Mark) => text),
        )
    },
  }
}

type Mark = { readonly x: number; readonly text: string; readonly shift: number }

/**
 * Every fifth level, as on the stage, at its place along a bar that ends at 0; where numbers would touch,
 * the later one is left out.
 */
export function marks(levels: Levels, length: number): Mark[] {
  const last = levels.length - 1
  let free = -Infinity
  const kept: Mark[] = []
  for (let i = 0; i < levels.length; i += 5) {
    const text = formatValue(
      levels[i]!,
      Math.abs(levels[Math.min(i + 1, last)]! - levels[Math.max(0, i - 1)]!) / 2,
    )
    const x = -length + (i / last) * length
    const half = (text.length * CHARACTER) / 2
    // Neither end of a number stands out far over the bar's.
    const shift = Math.max(Math.min(0, OVER - x - half), half - x - length - OVER)
    if (x + shift - half < free || 2 * half > length) continue
    free = x + shift + half + 6
    kept.push({ x, text, shift })
  }
  return kept
}

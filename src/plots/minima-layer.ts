import type { Theme } from '#plots/colors.ts'
import { formatValue } from '#plots/format.ts'
import { type Frame, near, pixelX, pixelY } from '#plots/frame.ts'
import type { Minimum } from '#plots/stage-props.ts'
import type { Group } from '#plots/svg.ts'

const POINTS = 5
const [OUTER, INNER] = [6, 2.6]

const STAR = `M${Array.from({ length: 2 * POINTS }, (_, i) => {
  const angle = (Math.PI * i) / POINTS
  const radius = i % 2 === 0 ? OUTER : INNER
  return `${(radius * Math.sin(angle)).toFixed(2)},${(-radius * Math.cos(angle)).toFixed(2)}`
}).join('L')}Z`

/**
 * The known minima as small hollow stars, drawn in `below` so that the runs pass over them; in `above` an
 * unseen disc takes the pointer and tells place and value.
 */
export function minimaLayer(below: Group, above: Group) {
  const [stars, discs] = [below.append('g'), above.append('g')]
  return {
    draw(frame: Frame, minima: readonly Minimum[], words: Words, theme: Theme) {
      const known = minima.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
      const place = ({ x, y }: Minimum) =>
        `translate(${near(pixelX(frame, x))},${near(pixelY(frame, y))})`
      stars
        .selectAll<SVGPathElement, Minimum>('path')
        .data(known)
        .join((enter) => enter.append('path').attr('d', STAR).attr('stroke-width', 1.1))
        .attr('transform', place)
        .attr('fill', theme.surface[0])
        .attr('stroke', theme.text)
        .attr('stroke-linejoin', 'round')
        .attr('stroke-dasharray', ({ found }) => (found ? '2.4 1.6' : null))
      discs
        .selectAll<SVGCircleElement, Minimum>('circle')
        .data(known)
        .join((enter) => {
          const disc = enter
            .append('circle')
            .attr('r', OUTER + 3)
            .attr('fill', 'transparent')
          disc.append('title')
          return disc
        })
        .attr('transform', place)
        .select('title')
        .text((minimum) => tip(frame, minimum, words))
    },
  }
}

type Words = { readonly minimum: string; readonly found: string }

function tip({ rect }: Frame, { x, y, value, found }: Minimum, words: Words): string {
  // Of a place, what is nothing beside the view's width is rounding; of a value, every digit counts.
  const place = [x, y].map((v, i) =>
    formatValue(v, Math.max(Math.abs(v) / 1e5, (rect[2 * i + 1]! - rect[2 * i]!) * 1e-9)),
  )
  return `${found ? words.found : words.minimum}: ${place.join(', ')} · ${formatValue(value, Math.abs(value) / 1e5)}`
}

import type { Theme } from '#plots/colors.ts'
import { type Frame, pixelX, pixelY } from '#plots/frame.ts'
import type { Group } from '#plots/svg.ts'

/** A start to point at, on the plane. */
export type Outside = {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly color: string
  /** what it is and where: 'Start: −40, 3' */
  readonly text: string
}

const INSET = 16
const ARROW = 'M9,0L-6,7L-2,0L-6,-7Z'
/** Past this many pixels a start on the edge is outside. */
const OVER = 1

/** Where on the edge of the view the line from its middle to a place goes out; null if that is in view. */
export function edgeToward(frame: Frame, x: number, y: number) {
  const { width, height } = frame
  const [px, py] = [pixelX(frame, x), pixelY(frame, y)]
  const inside = px >= -OVER && px <= width + OVER && py >= -OVER && py <= height + OVER
  if (inside || Number.isNaN(px) || Number.isNaN(py)) return null
  const [dx, dy] = [px - width / 2, py - height / 2]
  const [rx, ry] = [width / 2 - INSET, height / 2 - INSET]
  // The longer of the two ways out decides; infinite ones go straight.
  const over = Math.max(Math.abs(dx) / rx, Math.abs(dy) / ry)
  const part = (d: number) =>
    Number.isFinite(over) ? d / over : Number.isFinite(d) ? 0 : Math.sign(d) * Math.min(rx, ry)
  return {
    x: width / 2 + part(dx),
    y: height / 2 + part(dy),
    angle: Math.atan2(
      Number.isFinite(dy) ? dy : Math.sign(dy),
      Number.isFinite(dx) ? dx : Math.sign(dx),
    ),
  }
}

/** An arrow at the edge for every start that is not in view; pressed, it asks for it. */
export function edgePointers(parent: Group, wanted: (x: number, y: number) => void) {
  const group = parent.append('g').attr('font-size', 12)
  return {
    draw(frame: Frame, starts: readonly Outside[], theme: Theme, hint: string) {
      const shown = starts.flatMap((start) => {
        const edge = edgeToward(frame, start.x, start.y)
        return edge ? [{ start, edge }] : []
      })
      group
        .selectAll<SVGGElement, (typeof shown)[number]>('g')
        .data(shown, ({ start }) => start.id)
        .join((enter) => {
          const pointer = enter.append('g').attr('role', 'button').attr('tabindex', 0)
          pointer.style('cursor', 'pointer').style('pointer-events', 'all')
          pointer.append('circle').attr('r', 18).attr('fill', 'transparent')
          pointer
            .append('path')
            .attr('d', ARROW)
            .attr('stroke-width', 3)
            .attr('paint-order', 'stroke')
          pointer
            .append('text')
            .attr('dy', '0.35em')
            .attr('stroke-width', 4)
            .attr('paint-order', 'stroke')
          pointer.append('title')
          const press = (event: Event, { start }: (typeof shown)[number]) => {
            event.stopPropagation()
            event.preventDefault()
            wanted(start.x, start.y)
          }
          return pointer
            .on('pointerdown mousedown', (event: Event) => event.stopPropagation())
            .on('click', press)
            .on('keydown', (event: KeyboardEvent, datum) => {
              if (event.key === 'Enter' || event.key === ' ') press(event, datum)
            })
        })
        .attr('transform', ({ edge }) => `translate(${edge.x},${edge.y})`)
        .attr('aria-label', ({ start }) => `${start.text}. ${hint}`)
        .call((pointer) =>
          pointer
            .select('path')
            .attr('transform', ({ edge }) => `rotate(${(edge.angle * 180) / Math.PI})`)
            .attr('fill', ({ start }) => start.color)
            .attr('stroke', theme.surface[0]),
        )
        .call((pointer) =>
          pointer
            .select('text')
            .attr('x', ({ edge }) => (edge.x > frame.width / 2 ? -16 : 16))
            .attr('text-anchor', ({ edge }) => (edge.x > frame.width / 2 ? 'end' : 'start'))
            .attr('fill', theme.text)
            .attr('stroke', theme.surface[0])
            .text(({ start }) => start.text),
        )
        .select('title')
        .text(hint)
    },
  }
}

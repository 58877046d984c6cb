import { GAP, axisTexts, thinTicks } from '#plots/axis-texts.ts'
import type { Theme } from '#plots/colors.ts'
import { type Frame, pixelX, pixelY } from '#plots/frame.ts'
import { evenTicks } from '#plots/nice.ts'
import type { Group } from '#plots/svg.ts'

const FONT = 12
const MARK = 4
/** Characters that the left margin has room for. */
const LONGEST = 6
/** Width of a digit, and the longest number along the lower edge. */
const [CHARACTER, MOST] = [7, 10]

/** Ticks and numbers along the left and lower edge of the stage, and a hairline around it. */
export function axisLayer(parent: Group) {
  const group = parent.append('g').attr('aria-hidden', 'true').attr('font-size', FONT)
  const border = group.append('rect').attr('fill', 'none').attr('shape-rendering', 'crispEdges')
  const [bottom, left] = [group.append('g'), group.append('g').attr('text-anchor', 'end')]
  const unit = group
    .append('text')
    .attr('x', 6)
    .attr('y', FONT + 4)
  const unitAcross = group.append('text').attr('text-anchor', 'end')

  return {
    draw(frame: Frame, theme: Theme) {
      const { rect, width, height } = frame
      group.style('font-variant-numeric', 'tabular-nums')
      border.attr('width', width).attr('height', height).attr('stroke', theme.hairline)
      const across = evenTicks(rect[0], rect[1], Math.max(2, width / 80))
      const up = evenTicks(rect[2], rect[3], Math.max(2, height / 80))
      const spacing = (width * ((across[1] ?? Infinity) - (across[0] ?? 0))) / (rect[1] - rect[0])
      const told = axisTexts(across, Math.min(MOST, Math.floor((spacing - GAP) / CHARACTER)))
      // A number must not stick out over the corner into the other axis or the panel's edge.
      const fits = (x: number) => x > 8 && x < width - 8
      axis(
        bottom,
        thinTicks(across, told, spacing, CHARACTER).filter((value) => fits(pixelX(frame, value))),
        told.texts,
        theme,
      )
        .attr('transform', (value) => `translate(${pixelX(frame, value)},${height})`)
        .call((tick) => tick.select('line').attr('y2', MARK))
        .call((tick) =>
          tick
            .select('text')
            .attr('y', MARK + FONT + 1)
            .attr('text-anchor', 'middle'),
        )
      unitAcross
        .attr('x', width - 6)
        .attr('y', height - 6)
        .attr('fill', theme.quiet)
        .text(told.unit)
      const { texts, unit: power } = axisTexts(up, LONGEST)
      unit.attr('fill', theme.quiet).text(power)
      axis(left, up, texts, theme)
        .attr('transform', (value) => `translate(0,${pixelY(frame, value)})`)
        .call((tick) => tick.select('line').attr('x2', -MARK))
        .call((tick) =>
          tick
            .select('text')
            .attr('x', -MARK - 4)
            .attr('dy', '0.35em'),
        )
    },
  }
}

function axis(
  group: Group,
  values: readonly number[],
  texts: ReadonlyMap<number, string>,
  theme: Theme,
) {
  return group
    .selectAll<SVGGElement, number>('g')
    .data(values)
    .join((enter) => {
      const tick = enter.append('g')
      tick.append('line')
      tick.append('text')
      return tick
    })
    .call((tick) => tick.select('line').attr('stroke', theme.quiet).attr('opacity', 0.6))
    .call((tick) =>
      tick
        .select('text')
        .attr('fill', theme.quiet)
        .text((value) => texts.get(value) ?? ''),
    )
}

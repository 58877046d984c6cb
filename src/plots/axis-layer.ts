import type { Theme } from '#plots/colors.ts'
import { formatValue } from '#plots/format.ts'
import { type Frame, pixelX, pixelY } from '#plots/frame.ts'
import { evenTicks } from '#plots/nice.ts'
import type { Group } from '#plots/svg.ts'

const FONT = 12
const MARK = 4
/** Characters that the left margin has room for. */
const LONGEST = 6

/** Ticks and numbers along the left and lower edge of the stage, and a hairline around it. */
export function axisLayer(parent: Group) {
  const group = parent.append('g').attr('aria-hidden', 'true').attr('font-size', FONT)
  const border = group.append('rect').attr('fill', 'none').attr('shape-rendering', 'crispEdges')
  const [bottom, left] = [group.append('g'), group.append('g').attr('text-anchor', 'end')]
  const unit = group
    .append('text')
    .attr('x', 6)
    .attr('y', FONT + 4)

  return {
    draw(frame: Frame, theme: Theme) {
      const { rect, width, height } = frame
      group.style('font-variant-numeric', 'tabular-nums')
      border.attr('width', width).attr('height', height).attr('stroke', theme.hairline)
      const across = evenTicks(rect[0], rect[1], Math.max(2, width / 80))
      const up = evenTicks(rect[2], rect[3], Math.max(2, height / 80))
      // A number must not stick out over the corner into the other axis or the panel's edge.
      const fits = (x: number) => x > 8 && x < width - 8
      axis(
        bottom,
        across.filter((value) => fits(pixelX(frame, value))),
        textsOf(across),
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
      const { texts, power } = withoutPower(up)
      unit.attr('fill', theme.quiet).text(power === null ? '' : `× 1e${power}`.replace('-', '−'))
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

const gapOf = (values: readonly number[]) =>
  values.length > 1 ? values[1]! - values[0]! : undefined

const textsOf = (values: readonly number[]) => {
  const gap = gapOf(values)
  return new Map(values.map((value) => [value, formatValue(value, gap)]))
}

/** Numbers too long for the margin lose their power of ten, which is then told once. */
function withoutPower(values: readonly number[]) {
  const texts = textsOf(values)
  if ([...texts.values()].every(({ length }) => length <= LONGEST)) return { texts, power: null }
  const power = Math.floor(Math.log10(Math.max(...values.map(Math.abs))))
  // Through its digits: 10 to the power may be out of range.
  const [gap = 0] = values.length > 1 ? [gapOf(values)] : []
  const short = values.map(
    (value) => [value, formatValue(shifted(value, power), shifted(gap, power))] as const,
  )
  return { texts: new Map(short), power }
}

const shifted = (value: number, power: number) => {
  const [digits, own = '0'] = value.toExponential(12).split('e')
  return Number(`${digits}e${Number(own) - power}`)
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

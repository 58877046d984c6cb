import type { Theme } from '#plots/colors.ts'
import type { CurvePanel } from '#plots/curve-props.ts'
import { formatValue } from '#plots/format.ts'
import type { Group } from '#plots/svg.ts'
import type { Tick, ValueScale } from '#plots/value-scale.ts'

export type PanelFrame = {
  readonly panel: CurvePanel
  readonly scale: ValueScale
  readonly stepTicks: readonly number[]
  readonly steps: number
  readonly box: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  readonly theme: Theme
  /** the word under the step axis; null: no numbers there */
  readonly axis: string | null
}

/** What stands still in a panel: title, thin grid lines, numbers and floor. */
export function panelFrame(parent: Group) {
  const title = parent.append('text').attr('font-size', 13).attr('font-weight', 500).attr('y', 18)
  const unit = title.append('tspan').attr('font-weight', 400).attr('font-size', 12)
  const group = parent.append('g').attr('font-size', 11).attr('aria-hidden', 'true')
  group.style('font-variant-numeric', 'tabular-nums')
  const [levels, steps] = [
    group.append('g').attr('text-anchor', 'end'),
    group.append('g').attr('text-anchor', 'middle'),
  ]
  const word = group.append('text')
  title.insert('tspan', 'tspan').attr('class', 'title')

  return {
    draw({ panel, scale, stepTicks, steps: T, box, theme, axis }: PanelFrame) {
      const { left, top, width, height } = box
      title.attr('x', 12).attr('fill', theme.text).select('.title').text(panel.title)
      unit.attr('fill', theme.quiet).text(panel.unit ? `  ${panel.unit}` : '')
      group.attr('transform', `translate(${left},${top})`)
      const inside = scale.ticks
        .map((tick) => Object.assign(tick, { at: scale.at(tick.value) }))
        .filter(({ at }) => at >= -1 && at <= height + 1)
      grid(levels, scale.floor ? [...inside, { value: 0, ...scale.floor }] : inside, theme)
        .attr('transform', ({ at }) => `translate(0,${at})`)
        .call((tick) => tick.select('line').attr('x2', width))
        .call((tick) => tick.select('text').attr('x', -6).attr('dy', '0.35em'))
      grid(
        steps,
        stepTicks.map((value) => ({ value, text: axis === null ? '' : formatValue(value, 1) })),
        theme,
      )
        .attr('transform', ({ value }) => `translate(${T > 0 ? (value / T) * width : 0},0)`)
        .call((tick) => tick.select('line').attr('y2', height))
        .call((tick) => tick.select('text').attr('y', height + 16))
      word
        .attr('x', width + 22)
        .attr('y', height + 16)
        .attr('fill', theme.quiet)
        .text(axis ?? '')
    },
  }
}

function grid<T extends Tick>(group: Group, values: readonly T[], theme: Theme) {
  return group
    .selectAll<SVGGElement, T>('g')
    .data(values)
    .join((enter) => {
      const tick = enter.append('g')
      tick.append('line').attr('shape-rendering', 'crispEdges')
      const text = tick.append('text')
      text.append('tspan').attr('class', 'base')
      // Fonts seldom have all superscript digits alike.
      text.append('tspan').attr('class', 'power').attr('font-size', 8).attr('dy', '-0.5em')
      return tick
    })
    .call((tick) => tick.select('line').attr('stroke', theme.hairline))
    .call((tick) => tick.select('text').attr('fill', theme.quiet))
    .call((tick) => tick.select('.base').text(({ text }: T) => text))
    .call((tick) => tick.select('.power').text(({ power }: T) => power ?? ''))
}

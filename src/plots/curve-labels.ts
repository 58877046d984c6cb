import type { Theme } from '#plots/colors.ts'
import { runColor } from '#plots/colors.ts'
import { dressMark } from '#plots/curve-cursor.ts'
import type { CurveRun } from '#plots/curve-props.ts'
import { spreadLabels } from '#plots/label-layout.ts'
import type { Group } from '#plots/svg.ts'
import { fitted, numberWidth, textWidth } from '#plots/text-width.ts'

const FONT = 11
const GAP = 13
const [LEADER, MARK] = [8, 7]
const EDGE = 6
const APART = 6
/** Letters of a name that no number displaces. */
const NAMED = 6

/** Where a run's line ends, in pixels. */
export type LineEnd = {
  readonly run: CurveRun
  readonly x: number
  readonly y: number
  /** it leaves the panel there for good, upwards or downwards */
  readonly leaves: 'up' | 'down' | null
}

/** A label; without an end it counts the runs for which there is no room. */
type Placed = LineEnd & { readonly at: number }

/** What the labels are drawn with. */
export type LabelBox = {
  readonly width: number
  readonly height: number
  /** pixels to the right of the panel */
  readonly room: number
  readonly hover: string | null
  readonly theme: Theme
}

/** The names of the runs beside the ends of their lines, moved apart where they would collide. */
export function curveLabels(parent: Group) {
  const group = parent.append('g').attr('font-size', FONT).attr('aria-hidden', 'true')
  group.style('font-variant-numeric', 'tabular-nums')
  const more = group.append('text').attr('class', 'curve-more')
  let wide = 0
  let font = ''
  let told: (run: CurveRun) => readonly string[] = () => []

  /** Numbers lose digits before names become hard to tell apart; then names give way. */
  function write() {
    group.selectAll<SVGGElement, Placed>('g').each(function one({ run }) {
      const values = told(run)
      const wanted = fitted(run.name, 0, font, NAMED)
      const roomFor = (value: string) => wide - numberWidth(value, font) - APART
      const value =
        values.find((way) => textWidth(wanted, font) <= roomFor(way)) ?? values.at(-1) ?? ''
      const [name, number] = [this.querySelector('.name'), this.querySelector('.value')]
      const left = value ? roomFor(value) : wide
      const text = fitted(run.name, left, font)
      if (name && name.textContent !== text) name.textContent = text
      if (number && number.textContent !== value) number.textContent = value
    })
  }

  return {
    /** Returns the runs that have a label. */
    draw(ends: readonly LineEnd[], box: LabelBox): ReadonlySet<string> {
      const { width, height, room, hover, theme } = box
      wide = room - LEADER - 2 * MARK + 2 - EDGE
      font ||= `400 ${FONT}px ${getComputedStyle(parent.node()!).fontFamily}`
      const labels = placed(ends, height, hover)
      const hidden = ends.length - labels.length
      more
        .attr('x', width + LEADER + 2 * MARK - 2)
        .attr('y', height - 2)
        .attr('dy', '0.35em')
        .attr('fill', theme.quiet)
        .text(hidden > 0 ? `+${hidden}` : '')
      group
        .selectAll<SVGGElement, Placed>('g')
        .data(labels, ({ run }) => run.id)
        .join((enter) => {
          const label = enter.append('g').attr('data-run', ({ run }) => run.id)
          for (const part of ['leader', 'end', 'mark']) label.append('path').attr('class', part)
          label.append('text').attr('class', 'name').attr('dy', '0.35em')
          const value = label.append('text').attr('class', 'value').attr('dy', '0.35em')
          value.attr('text-anchor', 'end')
          return label
        })
        .attr('opacity', ({ run }) => (hover !== null && hover !== run.id ? 0.3 : 1))
        .call((label) => {
          label
            .select('.leader')
            .attr('d', (end) => leader(end, width))
            .attr('fill', 'none')
            .attr('stroke-width', 0.75)
            .attr('stroke-dasharray', ({ run }) => (run.early ? '1 3' : null))
            .attr('stroke', ({ run }) => (run.early ? theme.quiet : runColor(theme, run.index)))
          dressMark(label.select<SVGPathElement>('.mark'), 3, theme).attr(
            'transform',
            ({ at }) => `translate(${width + LEADER + MARK / 2},${at})`,
          )
          endMarks(label.select<SVGPathElement>('.end'), theme)
          label
            .select('.name')
            .attr('x', width + LEADER + 2 * MARK - 2)
            .attr('y', ({ at }) => at)
            .attr('fill', theme.text)
            .attr('font-weight', ({ run }) => (run.id === hover ? 600 : 400))
          label
            .select('.value')
            .attr('x', width + room - EDGE)
            .attr('y', ({ at }) => at)
            .attr('fill', theme.quiet)
        })
      write()
      return new Set(labels.map(({ run }) => run.id))
    },
    /** Writes a number beside each name: the first way of writing it that leaves the name room; or none. */
    tell(value: (run: CurveRun) => readonly string[]) {
      told = value
      write()
    },
  }
}

/** A run that ended early ends with its marker; one that left the panel with an arrow. */
function endMarks(marks: Parameters<typeof dressMark<Placed>>[0], theme: Theme) {
  dressMark(marks, 3.2, theme)
    .attr('display', ({ run, leaves }) => (run.early || leaves ? null : 'none'))
    .attr('transform', ({ x, y, leaves }) => `translate(${x},${inset(y, leaves)})`)
  marks
    .filter(({ leaves }) => leaves !== null)
    .attr('d', ({ leaves }) => (leaves === 'up' ? 'M-4,4L0,-1L4,4' : 'M-4,-4L0,1L4,-4'))
    .attr('fill', 'none')
    .attr('stroke', ({ run }) => runColor(theme, run.index))
    .attr('stroke-width', 1.75)
}

const inset = (y: number, leaves: LineEnd['leaves']) =>
  leaves === 'up' ? y + 2 : leaves === 'down' ? y - 2 : y

/** From a line's end to its label; over the steps that were never made it goes level and dotted. */
function leader({ run, x, y, leaves, at }: Placed, width: number): string {
  const to = `${width + LEADER - 1},${at}`
  if (!run.early) return leaves ? '' : `M${Math.min(x, width) + 1},${y}L${to}`
  const level = leaves === 'up' ? y + 4 : leaves === 'down' ? y - 4 : y
  return `M${Math.min(x + 7, width)},${level}H${width}L${to}`
}

/** As many labels as fit, the one under the pointer always; the last place counts the others. */
function placed(ends: readonly LineEnd[], height: number, hover: string | null): Placed[] {
  const fits = Math.max(1, Math.floor((height - 4) / GAP) + 1)
  const all = ends.length <= fits
  const first = ends.filter(({ run }) => run.id === hover)
  const ordered = [...first, ...ends.filter(({ run }) => run.id !== hover)]
  const shown = all ? ordered : ordered.slice(0, Math.max(1, fits - 1))
  const heights = spreadLabels(
    shown.map(({ y }) => y),
    GAP,
    2,
    height - 2 - (all ? 0 : GAP),
  )
  return shown.map((end, i) => ({ ...end, at: heights[i]! }))
}

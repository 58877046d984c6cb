import type { Theme } from '#plots/colors.ts'
import { runColor } from '#plots/colors.ts'
import type { CurveRun } from '#plots/curve-props.ts'
import { spreadLabels } from '#plots/label-layout.ts'
import { isHollow, markerPath } from '#plots/run-marks.ts'
import type { Group } from '#plots/svg.ts'

const FONT = 11
const GAP = 13
const [LEADER, MARK] = [8, 7]

/** Where a run's line ends, in pixels. */
export type LineEnd = {
  readonly run: CurveRun
  readonly x: number
  readonly y: number
  /** it is not in the picture: the label has nothing to point at */
  readonly out: boolean
}

type Placed = LineEnd & { readonly at: number }

/** The names of the runs beside the ends of their lines, moved apart where they would collide. */
export function curveLabels(parent: Group) {
  const group = parent.append('g').attr('font-size', FONT).attr('aria-hidden', 'true')
  return {
    draw(
      ends: readonly LineEnd[],
      width: number,
      height: number,
      room: number,
      hover: string | null,
      theme: Theme,
    ) {
      const letters = Math.max(1, Math.floor((room - LEADER - 2 * MARK - 4) / (FONT * 0.56)))
      group
        .selectAll<SVGGElement, Placed>('g')
        .data(placed(ends, height, hover), ({ run }) => run.id)
        .join((enter) => {
          const label = enter.append('g')
          label
            .append('path')
            .attr('class', 'leader')
            .attr('fill', 'none')
            .attr('stroke-width', 0.75)
          label.append('path').attr('class', 'mark').attr('stroke-width', 1.5)
          label.append('text').attr('dy', '0.35em')
          label.append('title')
          return label
        })
        .attr('opacity', ({ run }) => (hover !== null && hover !== run.id ? 0.3 : 1))
        .call((label) =>
          label
            .select('.leader')
            .attr(
              'd',
              ({ x, y, at }) => `M${Math.min(x, width) + 1},${y}L${width + LEADER - 1},${at}`,
            )
            .attr('stroke', ({ run }) => runColor(theme, run.index))
            .attr('opacity', ({ x, out }) => (out ? 0 : x < width - 2 ? 0.35 : 0.7)),
        )
        .call((label) =>
          label
            .select('.mark')
            .attr('d', ({ run }) => markerPath(run.index, 3))
            .attr('transform', ({ at }) => `translate(${width + LEADER + MARK / 2},${at})`)
            .attr('fill', ({ run }) =>
              isHollow(run.index) ? theme.background : runColor(theme, run.index),
            )
            .attr('stroke', ({ run }) =>
              isHollow(run.index) ? runColor(theme, run.index) : 'none',
            ),
        )
        .call((label) =>
          label
            .select('text')
            .attr('x', width + LEADER + 2 * MARK - 2)
            .attr('y', ({ at }) => at)
            .attr('fill', theme.text)
            .attr('font-weight', ({ run }) => (run.id === hover ? 600 : 400))
            .text(({ run }) => shortened(run.name, letters)),
        )
        .select('title')
        .text(({ run }) => run.name)
    },
  }
}

const shortened = (name: string, letters: number) =>
  name.length > letters
    ? `${name.slice(0, Math.max(1, letters - 1)).replace(/[\s.,·]+$/, '')}…`
    : name

/** As many labels as fit, the one under the pointer always. */
function placed(ends: readonly LineEnd[], height: number, hover: string | null): Placed[] {
  const fits = Math.max(1, Math.floor((height - 4) / GAP) + 1)
  const front = ends.filter(({ run }) => run.id === hover)
  const shown = [...front, ...ends.filter(({ run }) => run.id !== hover)].slice(0, fits)
  const heights = spreadLabels(
    shown.map(({ y }) => y),
    GAP,
    2,
    height - 2,
  )
  return shown.map((end, i) => ({
    run: end.run,
    x: end.x,
    y: end.y,
    out: end.out,
    at: heights[i]!,
  }))
}

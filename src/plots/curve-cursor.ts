import { type Theme, runColor } from '#plots/colors.ts'
import type { CurveRun } from '#plots/curve-props.ts'
import { isHollow, markerPath } from '#plots/run-marks.ts'
import type { Group } from '#plots/svg.ts'

/** A run's series as the cursor reads it. */
export type CursorSeries = {
  readonly run: CurveRun
  readonly values: ArrayLike<number>
  readonly length: number
  readonly at: (value: number) => number
}

/** The cross-hair that is the clock, and each run's marker where its line meets it. */
export function curveCursor(parent: Group) {
  const group = parent.append('g').attr('pointer-events', 'none')
  const hair = group.append('line').attr('stroke-width', 1)
  const marks = group.append('g')

  return {
    /** New series or colours: the markers are made anew. */
    dress(series: readonly CursorSeries[], height: number, hover: string | null, theme: Theme) {
      hair.attr('y2', height).attr('stroke', theme.quiet).attr('opacity', 0.8)
      marks
        .selectAll<SVGPathElement, CursorSeries>('path')
        .data(series, ({ run }) => run.id)
        .join('path')
        .attr('d', ({ run }) => markerPath(run.index, 3.2))
        .attr('fill', ({ run }) =>
          isHollow(run.index) ? theme.background : runColor(theme, run.index),
        )
        .attr('stroke', ({ run }) =>
          isHollow(run.index) ? runColor(theme, run.index) : theme.background,
        )
        .attr('stroke-width', ({ run }) => (isHollow(run.index) ? 1.5 : 1))
        .attr('opacity', ({ run }) => (hover !== null && hover !== run.id ? 0.25 : 1))
    },
    move(step: number, x: number, height: number) {
      hair.attr('transform', `translate(${x},0)`)
      marks.selectAll<SVGPathElement, CursorSeries>('path').each(function place(series) {
        const y = heightAt(series, step)
        const seen = y >= -1 && y <= height + 1
        this.setAttribute('visibility', seen ? 'visible' : 'hidden')
        if (seen) this.setAttribute('transform', `translate(${x.toFixed(1)},${y.toFixed(1)})`)
      })
    },
  }
}

/** The pixel of a series at a fractional step; NaN before its beginning and after its end. */
function heightAt({ values, length, at }: CursorSeries, step: number): number {
  const k = Math.floor(step)
  const last = Math.min(length, values.length) - 1
  // A series of T values over T steps ends one step before the clock does.
  if (k < 0 || k > last + 1 || last < 0) return NaN
  const y = at(values[Math.min(k, last)]!)
  return k < last && step > k ? y + (step - k) * (at(values[k + 1]!) - y) : y
}

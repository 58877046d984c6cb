import type { Selection } from 'd3'
import { type Theme, runColor } from '#plots/colors.ts'
import type { CurveRun } from '#plots/curve-props.ts'
import { isHollow, markerPath } from '#plots/run-marks.ts'
import type { Group } from '#plots/svg.ts'

/** A run's series as the cursor reads it. */
export type CursorSeries = {
  readonly run: CurveRun
  readonly values: ArrayLike<number>
  readonly length: number
  /** its marker stands at the end of its line already: there the cursor draws no second one */
  readonly marked: boolean
}

/** A run's marker in its colour; hollow for runs 9 … 16. */
export const dressMark = <D extends { readonly run: CurveRun }>(
  marks: Selection<SVGPathElement, D, SVGGElement, undefined>,
  radius: number,
  theme: Theme,
) =>
  marks
    .attr('d', ({ run }) => markerPath(run.index, radius))
    .attr('fill', ({ run }) =>
      isHollow(run.index) ? theme.background : runColor(theme, run.index),
    )
    .attr('stroke', ({ run }) =>
      isHollow(run.index) ? runColor(theme, run.index) : theme.background,
    )
    .attr('stroke-width', ({ run }) => (isHollow(run.index) ? 1.5 : 1))

/** The cross-hair that is the clock, and each run's marker where its line meets it. */
export function curveCursor(parent: Group) {
  const group = parent.append('g').attr('pointer-events', 'none')
  const hair = group.append('line').attr('stroke-width', 1)
  const marks = group.append('g')
  let at: (value: number) => number = () => NaN

  return {
    /** New series or colours: the markers are made anew. */
    dress(
      series: readonly CursorSeries[],
      scale: (value: number) => number,
      height: number,
      hover: string | null,
      theme: Theme,
    ) {
      at = scale
      hair.attr('y2', height).attr('stroke', theme.quiet).attr('opacity', 0.8)
      const dressed = marks
        .selectAll<SVGPathElement, CursorSeries>('path')
        .data(series, ({ run }) => run.id)
        .join('path')
        .attr('opacity', ({ run }) => (hover !== null && hover !== run.id ? 0.25 : 1))
      dressMark(dressed, 3.2, theme)
    },
    move(step: number, x: number, height: number) {
      hair.attr('transform', `translate(${x},0)`)
      marks.selectAll<SVGPathElement, CursorSeries>('path').each(function place(series) {
        const y = heightAt(series, step, at)
        const seen = y >= -1 && y <= height + 1
        this.setAttribute('visibility', seen ? 'visible' : 'hidden')
        if (seen) this.setAttribute('transform', `translate(${x.toFixed(1)},${y.toFixed(1)})`)
      })
    },
  }
}

/**
 * What a series says at a whole step: undefined after its end. One of T values over T steps ends one
 * step before the clock does and says its last then.
 */
export function valueAt(
  { values, length }: Pick<CursorSeries, 'values' | 'length'>,
  step: number,
): number | undefined {
  const last = Math.min(length, values.length) - 1
  return step < 0 || step > last + 1 ? undefined : values[Math.min(step, last)]
}

/** The pixel of a series at a fractional step; NaN before its beginning and after its end. */
function heightAt(series: CursorSeries, step: number, at: (value: number) => number): number {
  const { values, length, marked } = series
  const k = Math.floor(step)
  const last = Math.min(length, values.length) - 1
  const value = valueAt(series, k)
  if (value === undefined || (marked && k >= last)) return NaN
  const y = at(value)
  return k < last && step > k ? y + (step - k) * (at(values[k + 1]!) - y) : y
}

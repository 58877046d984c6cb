import type { LineEnd } from '#plots/curve-labels.ts'
import type { CurvePanel, CurveRun } from '#plots/curve-props.ts'
import type { Polyline } from '#plots/decimate.ts'

/** A series with its run and its line in pixels, as a panel draws it. */
export type Shown = {
  readonly run: CurveRun
  readonly values: Float64Array
  readonly length: number
  readonly limit: boolean
  /** the axis is not made for it */
  readonly diverged: boolean
  readonly path: Polyline
}

/** The series of a panel whose runs are known and not muted; `buffer` lends the lines their memory. */
export function seriesOf(
  panel: CurvePanel,
  runs: readonly CurveRun[],
  buffer: (key: string) => Polyline,
): Shown[] {
  const byId = new Map(runs.map((run) => [run.id, run]))
  return panel.series.flatMap(({ run: id, values, length, limit = false }) => {
    const run = byId.get(id)
    if (!run || run.mute) return []
    const count = Math.max(0, Math.min(length, values.length))
    const diverged = limit || run.diverged === true
    const path = buffer(limit ? `${id} limit` : id)
    return [{ run, values, length: count, limit, diverged, path }]
  })
}

/** The same with the run under the pointer last. */
export const front = (shown: readonly Shown[], hover: string | null) =>
  shown.toSorted((a, b) => Number(a.run.id === hover) - Number(b.run.id === hover))

/** Where each line ends: its last point, or where it leaves the panel for good. */
export function lineEnds(shown: readonly Shown[], height: number): LineEnd[] {
  return shown.flatMap(({ run, path, limit }): LineEnd[] => {
    const { at, count } = path
    if (count === 0 || limit) return []
    const [x, y] = [at[2 * count - 2]!, at[2 * count - 1]!]
    if (y >= 0 && y <= height) return [{ run, x, y, leaves: null }]
    let last = count - 1
    while (last > 0 && !(at[2 * last - 1]! >= 0 && at[2 * last - 1]! <= height)) last--
    const edge = y < 0 ? 0 : height
    const leaves = y < 0 ? 'up' : 'down'
    if (last === 0) return [{ run, x, y: edge, leaves }]
    // Between its last point inside and the next one it crosses the edge.
    const [x0, y0] = [at[2 * last - 2]!, at[2 * last - 1]!]
    const [x1, y1] = [at[2 * last]!, at[2 * last + 1]!]
    const share = y1 === y0 ? 0 : Math.min(1, Math.max(0, (edge - y0) / (y1 - y0)))
    return [{ run, x: x0 + share * (x1 - x0), y: edge, leaves }]
  })
}

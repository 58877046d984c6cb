import type { LineEnd } from '#plots/curve-labels.ts'
import type { CurvePanel, CurveRun } from '#plots/curve-props.ts'
import type { Polyline } from '#plots/decimate.ts'

/** A series with its run, as a panel draws it; `at` is its place on the scale. */
export type Shown = {
  readonly run: CurveRun
  readonly values: Float64Array
  readonly length: number
  readonly diverged: boolean
  at: (value: number) => number
}

/** The series of a panel whose runs are known and not muted. */
export function seriesOf(panel: CurvePanel, runs: readonly CurveRun[]): Shown[] {
  const byId = new Map(runs.map((run) => [run.id, run]))
  return panel.series.flatMap(({ run: id, values, length }) => {
    const run = byId.get(id)
    if (!run || run.mute) return []
    const count = Math.max(0, Math.min(length, values.length))
    return [{ run, values, length: count, diverged: run.diverged === true, at: () => NaN }]
  })
}

/** The same with the run under the pointer last. */
export const front = (shown: readonly Shown[], hover: string | null) =>
  shown.toSorted((a, b) => Number(a.run.id === hover) - Number(b.run.id === hover))

/** The last point of each line, held inside the panel. */
export function lineEnds(
  shown: readonly Shown[],
  paths: Map<string, Polyline>,
  height: number,
): LineEnd[] {
  return shown.flatMap(({ run }) => {
    const { at, count } = paths.get(run.id)!
    if (count === 0) return []
    const [x, y] = [at[2 * count - 2]!, at[2 * count - 1]!]
    return [{ run, x, y: Math.min(height, Math.max(0, y)), out: y < 0 || y > height }]
  })
}

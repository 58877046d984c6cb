import type { Words } from '#i18n/en.ts'
import { words } from '#i18n/words.ts'
import type { CurvePanel, CurveRun, CurvesProps } from '#plots/curve-props.ts'
import { plotTheme } from '#panels/stage-reading.ts'
import { lastOf } from '#store/memo.ts'
import { type ShownRun, shownRuns } from '#store/shown-runs.ts'
import type { State } from '#store/state.ts'

const curveRuns = lastOf((runs: readonly ShownRun[]): readonly CurveRun[] =>
  runs.map(({ id, name, index, mute, trajectory }) => ({
    id,
    name,
    index,
    mute,
    diverged: trajectory.status === 'diverged',
  })),
)

const panelsOf = lastOf(
  (runs: readonly ShownRun[], known: boolean, text: Words['curves']): readonly CurvePanel[] => {
    const series = (read: (run: ShownRun) => Float64Array, entries = 1) =>
      runs.map((run) => ({
        run: run.id,
        values: read(run),
        length: run.trajectory.n + entries,
      }))
    return [
      {
        id: 'loss',
        title: known ? text.gap : text.loss,
        scale: known ? 'log' : 'symlog',
        zeroFloor: known,
        series: series(({ gap }) => gap),
      },
      {
        id: 'lr',
        title: text.rate,
        scale: 'log',
        zeroFloor: true,
        series: series(({ trajectory }) => trajectory.lr, 0),
      },
      {
        id: 'gradient',
        title: text.gradient,
        scale: 'log',
        zeroFloor: true,
        series: series(({ trajectory }) => trajectory.gradNorm),
      },
    ]
  },
)

const labelsOf = lastOf(({ clock, step }: Words['curves']) => ({ clock, step }))

/** What the curves draw. */
export function curvesProps(state: State): CurvesProps {
  const { setup, view, results } = state
  const runs = shownRuns(state)
  const text = words(view.lang).curves
  return {
    theme: plotTheme(view.theme),
    runs: curveRuns(runs),
    panels: panelsOf(runs, (results.race?.surface.fmin ?? null) !== null, text),
    steps: results.race?.T ?? setup.T,
    step: view.step,
    hover: view.hover,
    labels: labelsOf(text),
  }
}

import type { Words } from '#i18n/en.ts'
import { words } from '#i18n/words.ts'
import { curvePanelOf } from '#panels/curve-panels.ts'
import { plotTheme } from '#panels/stage-reading.ts'
import type { CurvePanel, CurveRun, CurvesProps } from '#plots/curve-props.ts'
import { drawnCurves } from '#store/curve-drift.ts'
import type { CurveId } from '#store/curve-ids.ts'
import { lastOf } from '#store/memo.ts'
import { type ShownRun, shownRuns } from '#store/shown-runs.ts'
import type { Results, State } from '#store/state.ts'

const curveRuns = lastOf((runs: readonly ShownRun[], steps: number): readonly CurveRun[] =>
  runs.map(({ id, name, index, mute, trajectory: { status, n } }) => ({
    id,
    name,
    index,
    mute,
    diverged: status === 'diverged',
    early: n < steps,
  })),
)

const panelsOf = lastOf(
  (
    curves: readonly CurveId[],
    linear: readonly CurveId[],
    runs: readonly ShownRun[],
    wanted: number,
    race: Results['race'],
    trajectories: Results['trajectories'],
    minima: Results['minima'],
    sharpness: Results['sharpness'],
    pair: Results['pair'],
    reference: Results['reference'],
    text: Words,
  ): readonly CurvePanel[] => {
    const facts = { runs, race, trajectories, minima, sharpness, pair, reference }
    const { noRuns, allMute } = text.curveTools
    const silent = runs.length > 0 && runs.every(({ mute }) => mute)
    const note = wanted === 0 ? noRuns : silent ? allMute : null
    return curves.map((id) => {
      const panel = dressed(id, curvePanelOf(id, facts, text), linear.includes(id), text)
      return note === null ? panel : { ...panel, note }
    })
  },
)

/** The panel with its switch, on the axis that the reader wants. */
function dressed(id: CurveId, own: Omit<CurvePanel, 'id'>, linear: boolean, text: Words) {
  const panel: CurvePanel = { id, ...own }
  if (own.scale === 'linear') return panel
  const { curveTools } = text
  const scale = linear ? ('linear' as const) : own.scale
  const toggle = {
    text: curveTools[scale],
    name: curveTools.axis(own.title, curveTools[scale]),
    tip: linear ? curveTools.toLog : curveTools.toLinear,
  }
  return { ...panel, scale, toggle }
}

const labelsOf = lastOf(({ clock, step }: Words['curves']) => ({ clock, step }))

/** What the curves draw. */
export function curvesProps(state: State): CurvesProps {
  const { setup, view, results } = state
  const { race, trajectories, minima, sharpness, pair, reference } = results
  const curves = drawnCurves(state)
  // Nothing else hangs on these: other curves are not made anew for them.
  const compared = curves.includes('drift') ? ([pair, reference] as const) : ([null, null] as const)
  const runs = shownRuns(state)
  const text = words(view.lang)
  const steps = race?.T ?? setup.T
  return {
    theme: plotTheme(view.theme),
    runs: curveRuns(runs, steps),
    panels: panelsOf(
      ...([curves, view.linear, runs, setup.runs.length] as const),
      ...([race, trajectories, minima, sharpness] as const),
      ...compared,
      text,
    ),
    steps,
    step: view.step,
    hover: view.hover,
    readout: !view.playing,
    labels: labelsOf(text.curves),
  }
}

import { words } from '#i18n/words.ts'
import { readTheme, type ThemeName } from '#plots/colors.ts'
import type { Rect } from '#plots/plot.ts'
import type { Minimum, OwnStart, StageLabels, StageProps, StageRun } from '#plots/stage-props.ts'
import type { ReadyRun, ReadySurface } from '#race/ready.ts'
import { surfaceEntry } from '#setup/objective-values.ts'
import type { Objective, Setup } from '#setup/setup.ts'
import { lastOf } from '#store/memo.ts'
import { readyOf } from '#store/ready.ts'
import { runTitle } from '#store/run-title.ts'
import { runId, runIndex, type ShownRun, shownRuns } from '#store/shown-runs.ts'
import type { Results, State } from '#store/state.ts'
import { surfaceFacts } from '#store/surface-facts.ts'
import { isLocked } from '#store/teacher.ts'

/** The theme as plots want it; read from the page once for each theme. */
export const plotTheme = lastOf((name: ThemeName) => readTheme(name, document.documentElement))

const stageRuns = lastOf((runs: readonly ShownRun[]): readonly StageRun[] =>
  runs.map(
    ({ id, name, index, mute, trajectory: { theta, loss, lr, gradNorm, n, status, at } }) => ({
      id,
      name,
      index,
      mute,
      theta,
      loss,
      lr,
      gradNorm,
      n,
      status,
      at,
    }),
  ),
)

/** What the catalogue knows, or else what was found. */
const minimaOf = lastOf(
  ({ minima, fmin }: ReadySurface, found: Results['minima']): readonly Minimum[] =>
    minima.length > 0
      ? minima.map(([x, y]) => ({ x, y, value: fmin ?? NaN }))
      : (found ?? []).map(({ x, y, value }) => ({ x, y, value, found: true })),
)

const ownStarts = lastOf((setup: Setup, lang: State['view']['lang']): readonly OwnStart[] =>
  setup.runs.flatMap(({ start }, place) => {
    if (!start) return []
    const label = words(lang).stageTools.startOf(runTitle(setup, place))
    return [{ id: runId(place), index: runIndex(setup, place), x: start[0], y: start[1], label }]
  }),
)

const labelsOf = lastOf((lang: State['view']['lang']): StageLabels => {
  const { stage, stageTools } = words(lang)
  const { start, minimum, value } = stage
  const { found, valueHere, outside, bring, wheel } = stageTools
  const own = { stage: stage.name, start, minimum, value }
  return { ...own, found, valueHere, outside, bring, wheel }
})

/** The box that a projection keeps a run in, the first run's that has one, or null. */
const boxOf = lastOf((runs: readonly ReadyRun[]): Rect | null => {
  const boxes = runs.map(({ before, after }) => {
    const stage = [...before, ...after].find(({ id }) => id === 'project')
    const [min, max] = ['min', 'max'].map((name) =>
      stage?.params.find((each) => each.name === name),
    )
    return typeof min?.value === 'number' && typeof max?.value === 'number'
      ? ([min.value, max.value, min.value, max.value] as const)
      : null
  })
  return boxes.find((box) => box !== null) ?? null
})

const stretches = (objective: Objective) =>
  objective.kind === 'catalog' && surfaceEntry(objective.id).stretch === true

const lockedBy = lastOf((start: boolean, view: boolean) => ({ start, view }))

/** What the stage draws. */
export function stageProps(state: State): StageProps {
  const { setup, view, results } = state
  const { surface, runs } = readyOf(setup)
  return {
    theme: plotTheme(view.theme),
    dims: surfaceFacts(surface).dims,
    domain: surface.domain,
    view: view.rect,
    stretch: stretches(setup.objective),
    field: results.field,
    levels: results.levels,
    respread: view.respread,
    arrows: results.arrows,
    minima: minimaOf(surface, results.minima),
    box: boxOf(runs),
    runs: stageRuns(shownRuns(state)),
    step: view.step,
    ahead: !view.playing,
    hasty: view.dragging,
    start: setup.start,
    common: setup.runs.length === 0 || setup.runs.some((run) => !run.start),
    own: ownStarts(setup, view.lang),
    hover: view.hover,
    locked: lockedBy(isLocked(state, 'start'), isLocked(state, 'view')),
    labels: labelsOf(view.lang),
  }
}

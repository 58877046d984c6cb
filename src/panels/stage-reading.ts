import { words } from '#i18n/words.ts'
import { readTheme, type ThemeName } from '#plots/colors.ts'
import type { Rect } from '#plots/plot.ts'
import type { Minimum, StageLabels, StageProps, StageRun } from '#plots/stage-props.ts'
import type { ReadyRun, ReadySurface } from '#race/ready.ts'
import { surfaceEntry } from '#setup/objective-values.ts'
import type { Objective } from '#setup/setup.ts'
import { lastOf } from '#store/memo.ts'
import { readyOf } from '#store/ready.ts'
import { type ShownRun, shownRuns } from '#store/shown-runs.ts'
import type { State } from '#store/state.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

/** The theme as plots want it; read from the page once for each theme. */
export const plotTheme = lastOf((name: ThemeName) => readTheme(name, document.documentElement))

const stageRuns = lastOf((runs: readonly ShownRun[]): readonly StageRun[] =>
  runs.map(({ id, name, index, mute, trajectory: { theta, loss, n, status, at } }) => ({
    id,
    name,
    index,
    mute,
    theta,
    loss,
    n,
    status,
    at,
  })),
)

const minimaOf = lastOf((surface: ReadySurface): readonly Minimum[] =>
  surface.minima.map(([x, y]) => ({ x, y, value: surface.fmin ?? NaN })),
)

const labelsOf = lastOf((lang: State['view']['lang']): StageLabels => {
  const { stage } = words(lang)
  const { start, minimum, value } = stage
  return { stage: stage.name, start, minimum, value }
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

const lockedBy = lastOf((lock: readonly string[]) => ({
  start: lock.includes('start'),
  view: lock.includes('view'),
}))

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
    minima: minimaOf(surface),
    box: boxOf(runs),
    runs: stageRuns(shownRuns(state)),
    step: view.step,
    ahead: !view.playing,
    start: setup.start,
    hover: view.hover,
    locked: lockedBy(view.link.lock),
    labels: labelsOf(view.lang),
  }
}

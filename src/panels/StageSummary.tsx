import { measured } from '#panels/number-text.ts'
import { Live } from '#panels/Live.tsx'
import { stageProps } from '#panels/stage-reading.ts'
import { words } from '#i18n/words.ts'
import { shownRuns, stepOf } from '#store/shown-runs.ts'
import type { State } from '#store/state.ts'
import { readyOf } from '#store/ready.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

/** What the stage shows, in words, for those who hear it; it waits while the clock runs. */
export function StageSummary() {
  return (
    <figcaption className="spoken">
      <Live read={summary} />
    </figcaption>
  )
}

function summary(state: State): string {
  const { setup, view } = state
  const { stage, timeline } = words(view.lang)
  if (view.playing) return ''
  const { dims } = surfaceFacts(readyOf(setup).surface)
  const runs = shownRuns(state).map((run) => {
    const k = stepOf(run, view.step)
    const { theta, loss } = run.trajectory
    const y = dims === 1 ? null : measured(theta[2 * k + 1])
    return `${run.name}: ${stage.at(measured(theta[2 * k]), y, measured(loss[k]))}`
  })
  return [timeline.now(Math.floor(view.step), setup.T), ...minimaText(state, dims), ...runs].join(
    '; ',
  )
}

function minimaText(state: State, dims: 1 | 2): string[] {
  const { minima } = stageProps(state)
  const [first] = minima
  if (!first) return []
  const { stage, stageTools } = words(state.view.lang)
  const y = dims === 1 ? null : measured(first.y)
  return [stageTools.minima(minima.length, stage.at(measured(first.x), y, measured(first.value)))]
}

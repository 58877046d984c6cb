import { useMemo } from 'react'
import { Draw } from '#panels/Draw.tsx'
import { EntryPicker } from '#panels/EntryPicker.tsx'
import { Icon } from '#panels/Icon.tsx'
import { NumberField } from '#panels/NumberField.tsx'
import { StageEdit } from '#panels/StageEdit.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { words as wordsIn } from '#i18n/words.ts'
import { runColor, themes } from '#plots/colors.ts'
import { type ScheduleThumb, scheduleThumb } from '#plots/schedule-thumb.ts'
import {
  firstRate,
  hasOwnLength,
  type RunValues,
  type ScheduleValues,
} from '#setup/parameter-values.ts'
import { addStage, setLength } from '#store/edit-runs.ts'
import { lastOf } from '#store/memo.ts'
import { runIndex, shownRunAt } from '#store/shown-runs.ts'
import type { State } from '#store/state.ts'

type Props = { place: number; name: string; values: RunValues }

/** The learning rate's schedules, one after the other, with the curve that they really made. */
export function RunSchedules({ place, name, values }: Props) {
  const words = useWords().runs
  const locked = useLock('stages')
  const given = useApp(({ setup }) => setup.runs[place]?.schedules.length ?? 0)
  const read = useMemo(() => thumbOf(place), [place])
  const lr0 = firstRate(values)
  const stages = given === 0 ? [] : values.schedules
  const keyed = stages.map((stage, at) => ({ stage, at, key: `${at} ${stage.entry.id}` }))
  return (
    <div className="part-group">
      <div className="part-head">
        <h4>{words.schedule}</h4>
        <EntryPicker
          kind="schedule"
          name={given === 0 ? words.chooseSchedule : words.next}
          {...(given === 0 ? { current: 'constant' } : {})}
          className={given === 0 ? 'button pick-add pick-first' : 'button pick-add'}
          disabled={locked}
          onPick={(id) => addStage(place, 'schedules', id)}
        >
          {given === 0 ? words.constant : <Icon name="plus" />}
          {given === 0 && <Icon name="chevron" />}
        </EntryPicker>
      </div>
      <Draw chart={scheduleThumb} read={read} className="rate-thumb" />
      {keyed.map(({ stage, at, key }) => (
        <StageEdit
          key={key}
          place={{ run: place, slot: 'schedules', at }}
          kind="schedule"
          values={stage}
          count={keyed.length}
          of={name}
          about={{ T: Math.max(1, stage.steps), lr0 }}
        >
          {keyed.length > 1 && (
            <Length place={place} at={at} stage={stage} last={at === keyed.length - 1} />
          )}
        </StageEdit>
      ))}
    </div>
  )
}

type LengthProps = { place: number; at: number; stage: ScheduleValues; last: boolean }

/** How long a schedule of a sequence lasts; the last one has what is left. */
function Length({ place, at, stage, last }: LengthProps) {
  const words = useWords().runs
  const locked = useLock('params')
  const len = useApp(({ setup }) => setup.runs[place]?.schedules[at]?.len)
  if (last) return <p className="quiet">{words.rest(stage.steps)}</p>
  // Its own parameter says it already.
  if (hasOwnLength(stage.entry) && len === undefined) return null
  return (
    <div className="param length">
      <span className="field-label" aria-hidden="true">
        {words.length}
      </span>
      <NumberField
        quiet
        label={words.lengthOf(stage.entry.title)}
        value={stage.steps}
        by={10}
        limits={{ min: 1, integer: true }}
        disabled={locked}
        onCommit={(steps) => setLength(place, at, steps)}
      />
      <span className="quiet">{words.steps}</span>
    </div>
  )
}

/** What the thumbnail shows; the same object while nothing of it changes. */
function thumbOf(place: number): (state: State) => ScheduleThumb {
  const make = lastOf((lr: Float64Array | null, T: number, color: string, lang: 'en' | 'zh') => {
    const { log, thumb } = wordsIn(lang).runs
    return { lr, T, color, words: { log, name: thumb } }
  })
  return (state) => {
    const { setup, view } = state
    const color = runColor(themes[view.theme], runIndex(setup, place))
    return make(shownRunAt(state, place)?.trajectory.lr ?? null, setup.T, color, view.lang)
  }
}

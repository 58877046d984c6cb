import { NumberField } from '#panels/NumberField.tsx'
import { EntryPicker } from '#panels/EntryPicker.tsx'
import { Icon } from '#panels/Icon.tsx'
import { RunCloud } from '#panels/RunCloud.tsx'
import { RunProof } from '#panels/RunProof.tsx'
import { RunSchedules } from '#panels/RunSchedules.tsx'
import { StageDialect } from '#panels/StageDialect.tsx'
import { StageEdit } from '#panels/StageEdit.tsx'
import { StageParams } from '#panels/StageParams.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { firstRate, type RunValues } from '#setup/parameter-values.ts'
import { addStage, replaceStage, setRunStart } from '#store/edit-runs.ts'

type Props = { place: number; name: string; values: RunValues }

/** Everything that can be changed in a run. */
export function RunDetails({ place, name, values }: Props) {
  const words = useWords().runs
  const locked = useLock('stages')
  const T = useApp(({ setup }) => setup.T)
  const { rule } = values
  const at = { run: place, slot: 'rule', at: 0 } as const
  const lr0 = firstRate(values)
  return (
    <>
      <div className="part-edit">
        <div className="part-head">
          <EntryPicker
            kind="rule"
            name={words.replace(rule.entry.title)}
            current={rule.entry.id}
            className="button entry-pick pick-rule"
            disabled={locked}
            onPick={(id) => replaceStage(at, id)}
          >
            {rule.entry.title}
            <Icon name="chevron" />
          </EntryPicker>
          <StageDialect place={at} values={rule} />
        </div>
        <RunProof values={rule} />
        <StageParams place={at} values={rule} of={name} about={{ T, lr0 }} />
      </div>
      <RunSchedules place={place} name={name} values={values} />
      <Transforms slot="before" place={place} name={name} values={values} />
      <Transforms slot="after" place={place} name={name} values={values} />
      <OwnStart place={place} name={name} />
      <RunCloud place={place} name={name} />
    </>
  )
}

/** The transforms on one side of the rule. */
function Transforms({ slot, place, name, values }: Props & { slot: 'before' | 'after' }) {
  const words = useWords().runs
  const locked = useLock('stages')
  const T = useApp(({ setup }) => setup.T)
  const lr0 = firstRate(values)
  const stages = values[slot].map((stage, at) => ({ stage, at, key: `${at} ${stage.entry.id}` }))
  return (
    <div className="part-group">
      <div className="part-head">
        <h4>{words[slot]}</h4>
        <EntryPicker
          kind="transform"
          name={slot === 'before' ? words.addBefore : words.addAfter}
          className="button pick-add"
          disabled={locked}
          onPick={(id) => addStage(place, slot, id)}
        >
          <Icon name="plus" />
        </EntryPicker>
      </div>
      {stages.map(({ stage, at, key }) => (
        <StageEdit
          key={key}
          place={{ run: place, slot, at }}
          kind="transform"
          values={stage}
          count={stages.length}
          of={name}
          about={{ T, lr0 }}
        />
      ))}
    </div>
  )
}

/** A start of the run's own, in place of the setup's. */
function OwnStart({ place, name }: { place: number; name: string }) {
  const words = useWords().runs
  const locked = useLock('start')
  const common = useApp(({ setup }) => setup.start)
  const own = useApp(({ setup }) => setup.runs[place]?.start)
  const [x, y] = own ?? common
  return (
    <div className="own-start">
      <label className="check" title={words.startTip}>
        <input
          type="checkbox"
          checked={own !== undefined}
          disabled={locked}
          onChange={(event) => setRunStart(place, event.target.checked ? common : null)}
        />
        {words.ownStart}
      </label>
      {own && (
        <>
          <NumberField
            quiet
            label={words.startOf('x', name)}
            by={0.1}
            value={x}
            disabled={locked}
            onCommit={(next) => setRunStart(place, [next, y])}
          />
          <NumberField
            quiet
            label={words.startOf('y', name)}
            by={0.1}
            value={y}
            disabled={locked}
            onCommit={(next) => setRunStart(place, [x, next])}
          />
        </>
      )}
    </div>
  )
}

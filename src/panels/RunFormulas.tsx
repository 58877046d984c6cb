import { memo } from 'react'
import { Formula } from '#panels/Formula.tsx'
import { texLines } from '#panels/tex-lines.ts'
import { useCalm, useWords } from '#panels/use-app.ts'
import { Values } from '#panels/Values.tsx'
import type { Words } from '#i18n/en.ts'
import type { EntryKind } from '#formula/scope.ts'
import type { RunValues, StageValues } from '#setup/parameter-values.ts'
import { valuesOf } from '#store/run-title.ts'

/** The typeset formulas of exactly what runs, in the order in which it happens; calm while a hand moves it. */
export const RunFormulas = memo(function RunFormulas({ place }: { place: number }) {
  const words = useWords()
  const values = useCalm(({ setup }) => valuesOf(setup, place))
  if (!values) return null
  return stagesOf(values, words.setup).map(({ key, text }) => <StageText key={key} {...text} />)
})

/** A run's stages in their order; one that changes nothing is left out. */
function stagesOf({ before, rule, after, schedules }: RunValues, words: Words['setup']) {
  const several = schedules.length > 1
  const list: StageTextProps[] = [
    ...before.map((stage) => ({ stage, kind: 'transform' as const, note: words.before })),
    { stage: rule, kind: 'rule' as const },
    ...after.map((stage) => ({ stage, kind: 'transform' as const, note: words.after })),
    ...schedules
      .filter(({ entry, dialect }) => several || entry.id !== 'constant' || dialect.id !== 'plain')
      .map((stage) => ({
        stage,
        kind: 'schedule' as const,
        note: several ? words.lasting(stage.steps) : undefined,
      })),
  ]
  return list.map((text, i) => ({ key: `${i} ${text.stage.entry.id}`, text }))
}

type StageTextProps = {
  stage: StageValues
  kind: EntryKind
  note?: string | undefined
}

/** A stage of a run: its formula; its title and parameters too, where the card does not show them. */
function StageText({ stage: { entry, dialect, params }, kind, note }: StageTextProps) {
  const words = useWords()
  const stage = { id: entry.id, formula: dialect.formula, params }
  const { initial, lines } = texLines(kind, stage, words.setup.otherwise)
  const bare = kind === 'rule'
  return (
    <div className="stage-text">
      {!bare && (
        <h4>
          {entry.title} {note && <span className="quiet">{note}</span>}
        </h4>
      )}
      <Formula lines={lines} />
      {!bare && <Values params={params} initial={initial} />}
    </div>
  )
}

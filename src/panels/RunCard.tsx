import { memo } from 'react'
import { Formula } from '#panels/Formula.tsx'
import { NumberField } from '#panels/NumberField.tsx'
import { RunMark } from '#panels/RunMark.tsx'
import { RunEnd } from '#panels/RunEnd.tsx'
import { LogSlider } from '#panels/Slider.tsx'
import { texLines } from '#panels/tex-lines.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { Values } from '#panels/Values.tsx'
import type { Words } from '#i18n/en.ts'
import type { EntryKind } from '#formula/scope.ts'
import type { Param } from '#catalog/entry.ts'
import type { RunValues, StageValues } from '#setup/parameter-values.ts'
import { hover } from '#store/actions.ts'
import { setParam } from '#store/edit-runs.ts'
import { runTitle, valuesOf } from '#store/run-title.ts'
import { runId, runIndex } from '#store/shown-runs.ts'

/** Track of a learning rate whose entry names no limits. */
const RATES: readonly [number, number] = [1e-5, 10]

/** One run: what it is, its learning rate, and how it ended. */
export const RunCard = memo(function RunCard({ place }: { place: number }) {
  const words = useWords()
  const id = runId(place)
  const values = useApp(({ setup }) => valuesOf(setup, place))
  const name = useApp(({ setup }) => runTitle(setup, place))
  const index = useApp(({ setup }) => runIndex(setup, place))
  const away = useApp(({ view }) => view.hover !== null && view.hover !== id)
  if (!values) return null
  const { rule, lr0 } = values
  const rate = rule.entry.params.find((param) => param.name === 'lr')
  const usual = typeof rate?.default === 'number' ? rate.default : 0.01
  return (
    <li
      className="card"
      data-away={away || undefined}
      onPointerEnter={() => hover(id)}
      onPointerLeave={() => hover(null)}
    >
      <header>
        <RunMark index={index} />
        <h3>{name}</h3>
        <RunEnd place={place} />
      </header>
      {stagesOf(values, words.setup).map(({ key, text }) => (
        <StageText key={key} {...text} />
      ))}
      {typeof lr0 === 'number' && (
        <div className="rate">
          <span className="field-label" aria-hidden="true">
            {words.setup.rate}
          </span>
          <LogSlider
            name={words.setup.rateOf(name)}
            value={lr0}
            range={rangeOf(rate)}
            usual={usual}
            onChange={(value, phase) =>
              setParam({ run: place, slot: 'rule', at: 0 }, 'lr', value, phase)
            }
          />
          <NumberField
            quiet
            label={words.setup.rateOf(name)}
            log
            by={1.25}
            value={lr0}
            limits={{ min: rate?.min ?? 0 }}
            onCommit={(value) => setParam({ run: place, slot: 'rule', at: 0 }, 'lr', value)}
          />
        </div>
      )}
    </li>
  )
})

const rangeOf = (rate: Param | undefined): readonly [number, number] => [
  rate?.min && rate.min > 0 ? rate.min : RATES[0],
  rate?.max ?? RATES[1],
]

/** A run's stages in the order in which they happen; one that changes nothing is left out. */
function stagesOf({ before, rule, after, schedules }: RunValues, words: Words['setup']) {
  const several = schedules.length > 1
  const list: StageTextProps[] = [
    ...before.map((stage) => ({ stage, kind: 'transform' as const, note: words.before })),
    { stage: rule, kind: 'rule' as const, bare: true },
    ...after.map((stage) => ({ stage, kind: 'transform' as const, note: words.after })),
    ...schedules
      .filter(({ entry }) => several || entry.id !== 'constant')
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
  bare?: boolean
}

/** A stage of a run: its title, its formula, its parameters. */
function StageText({ stage: { entry, dialect, params }, kind, note, bare }: StageTextProps) {
  const words = useWords()
  const stage = { id: entry.id, formula: dialect.formula, params }
  const { initial, lines } = texLines(kind, stage, words.setup.otherwise)
  const others = params.filter(({ name }) => !(kind === 'rule' && name === 'lr'))
  return (
    <div className="stage-text">
      {!bare && (
        <h4>
          {entry.title} {note && <span className="quiet">{note}</span>}
        </h4>
      )}
      <Formula lines={lines} />
      <Values params={others} initial={initial} />
    </div>
  )
}

import { memo } from 'react'
import { Icon } from '#panels/Icon.tsx'
import { ParamField } from '#panels/ParamField.tsx'
import { RunDetails } from '#panels/RunDetails.tsx'
import { RunFormulas } from '#panels/RunFormulas.tsx'
import { RunGrip } from '#panels/RunGrip.tsx'
import { RunHeader } from '#panels/RunHeader.tsx'
import { RunUnfit } from '#panels/RunUnfit.tsx'
import { Tex } from '#panels/Formula.tsx'
import { texLines, valueTex } from '#panels/tex-lines.ts'
import { useApp, useCalm, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import type { RunValues } from '#setup/parameter-values.ts'
import { usualValue } from '#setup/usual-value.ts'
import { hover } from '#store/actions.ts'
import { resetParam, setParam } from '#store/edit-runs.ts'
import { runTitle, valuesOf } from '#store/run-title.ts'
import { runId } from '#store/shown-runs.ts'
import { look, store } from '#store/store.ts'
import { isHidden } from '#store/teacher.ts'

/** More runs than this, and closed cards keep their formula for when they are opened. */
const MANY = 6

/** One run: what it is, its learning rate, how it ended; opened, all that can be changed in it. */
export const RunCard = memo(function RunCard({ place }: { place: number }) {
  const words = useWords().runs
  const id = runId(place)
  const values = useApp(({ setup }) => valuesOf(setup, place))
  const name = useApp(({ setup }) => runTitle(setup, place))
  const away = useApp(({ view }) => view.hover !== null && view.hover !== id)
  const mute = useApp(({ setup }) => setup.runs[place]?.look?.mute ?? false)
  const open = useApp(({ view }) => view.opened.includes(place))
  const many = useApp(({ setup }) => setup.runs.length > MANY)
  const formulas = useApp((state) => !isHidden(state, 'formulas'))
  if (!values) return null
  const details = `details-${place}`
  return (
    <li
      className="card"
      data-place={place}
      data-away={away || undefined}
      data-mute={mute || undefined}
      onPointerEnter={() => hover(id)}
      onPointerLeave={() => hover(null)}
    >
      <RunGrip place={place} />
      <RunHeader place={place} name={name} mute={mute} />
      {formulas && !many && <RunFormulas place={place} />}
      <Rate place={place} name={name} values={values} />
      <div className="card-summary">
        <button
          type="button"
          className="card-toggle"
          aria-label={words.details(name)}
          aria-expanded={open}
          aria-controls={open ? details : undefined}
          onClick={() => toggle(place)}
        >
          <Icon name="chevron" />
        </button>
        <Summary place={place} brief={many} />
      </div>
      <RunUnfit place={place} />
      {open && (
        <div className="card-details" id={details}>
          {formulas && many && <RunFormulas place={place} />}
          <RunDetails place={place} name={name} values={values} />
        </div>
      )}
    </li>
  )
})

/** Opens a card's details, or closes them. */
function toggle(place: number): void {
  const { opened } = store.getState().view
  const open = opened.includes(place)
  look({ opened: open ? opened.filter((each) => each !== place) : [...opened, place] })
}

/** The rule's other parameters with their values, and unless brief what its state begins with. */
const Summary = memo(function Summary({ place, brief }: { place: number; brief: boolean }) {
  const words = useWords()
  const values = useCalm(({ setup }) => valuesOf(setup, place))
  if (!values) return null
  const { entry, dialect, params } = values.rule
  const stage = { id: entry.id, formula: dialect.formula, params }
  const { initial } = texLines('rule', stage, words.setup.otherwise)
  const others = valueTex(params.filter(({ name }) => name !== 'lr'))
  const all = brief ? others : [...others, ...initial]
  if (all.length === 0) return <span className="quiet">{words.runs.nothing}</span>
  return (
    <span className="values">
      {all.map((tex, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a value that changes keeps its place
        <Tex key={i} tex={tex} />
      ))}
    </span>
  )
})

type RateProps = { place: number; name: string; values: RunValues }

/** The learning rate, always at hand. */
function Rate({ place, name, values: { rule, lr0 } }: RateProps) {
  const words = useWords().setup
  const T = useApp(({ setup }) => setup.T)
  const locked = [useLock('rate'), useLock('params')].includes(true)
  const param = rule.entry.params.find((each) => each.name === 'lr')
  if (!param || typeof lr0 !== 'number') return null
  const at = { run: place, slot: 'rule', at: 0 } as const
  return (
    <ParamField
      param={param}
      label={words.rate}
      name={words.rateOf(name)}
      value={lr0}
      usual={usualValue(rule, 'lr', { T, lr0 }) ?? lr0}
      steps={T}
      disabled={locked}
      onChange={(value, phase) => setParam(at, 'lr', value, phase)}
      onReset={() => resetParam(at, 'lr')}
    />
  )
}

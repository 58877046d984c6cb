import { useState } from 'react'
import type { Param, Value } from '#catalog/entry.ts'
import type { Phase } from '#plots/plot.ts'
import { texNames } from '#formula/tex-names.ts'
import { IconButton } from '#panels/IconButton.tsx'
import { ParamField } from '#panels/ParamField.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { mentions } from '#setup/formula-text.ts'
import { objectiveValues, surfaceEntry } from '#setup/objective-values.ts'
import type { Objective } from '#setup/setup.ts'
import { sliderRange } from '#setup/slider-range.ts'
import { removeOwnParam, resetSurfaceParam, setSurfaceParam } from '#store/edit-objective.ts'

/** Every parameter of the surface with a slider and a field. */
export function SurfaceParams({ objective }: { objective: Objective }) {
  const { params: words } = useWords().objective
  const rows = objective.kind === 'typed' ? ownRows(objective) : catalogRows(objective)
  const names = texNames(new Set(rows.map(({ param }) => param.name)))
  if (rows.length === 0) return null
  return (
    <ul className="surface-params" aria-label={words.label}>
      {rows.map((row) => {
        const { name } = row.param
        const tex = names.of(name)
        if (objective.kind !== 'typed')
          return (
            <li key={name}>
              <Field {...row} tex={tex} />
            </li>
          )
        return (
          // Another formula is another parameter of that name.
          <li key={`${name} ${objective.formula}`}>
            <OwnField {...row} tex={tex} />
            <Remove objective={objective} name={name} />
          </li>
        )
      })}
    </ul>
  )
}

type Row = { readonly param: Param; readonly value: Value; readonly usual: Value }

type FieldProps = Row & {
  tex: string | undefined
  /** hears of every change, before it is made */
  onHand?: (next: Value, phase?: Phase) => void
}

function Field({ param, value, usual, tex, onHand }: FieldProps) {
  const { params: words } = useWords().objective
  const T = useApp(({ setup }) => setup.T)
  const locked = useLock('surface')
  return (
    <ParamField
      param={param}
      tex={tex}
      name={words.of(param.name)}
      value={value}
      usual={usual}
      steps={T}
      disabled={locked}
      onChange={(next, phase) => {
        onHand?.(next, phase)
        setSurfaceParam(param.name, next, phase)
      }}
      onReset={() => resetSurfaceParam(param.name, usual)}
    />
  )
}

/**
 * A reader's own parameter has no default and no limits: its slider has room around the value it was
 * made or typed with, and around another only once the thumb was let go at an end.
 */
function OwnField(row: Omit<FieldProps, 'onHand'>) {
  const { param, value, usual: first } = row
  const [middle, put] = useState(first)
  const usual = typeof value === typeof middle ? middle : first
  const own = { name: param.name, default: usual }
  const onHand = (next: Value, phase?: Phase) => {
    if (typeof next !== 'number' || phase === undefined) return put(roomAround(next))
    if (phase === 'move' || typeof usual !== 'number') return
    const { low, high } = sliderRange(own, usual, 1)
    if (next <= low || next >= high) put(roomAround(next))
  }
  return <Field {...row} param={own} usual={usual} onHand={onHand} />
}

function catalogRows(objective: Objective & { kind: 'catalog' }): readonly Row[] {
  const usual = objectiveValues({ ...objective, args: {} }).params
  const { params } = objectiveValues(objective)
  return surfaceEntry(objective.id).params.map((param, i) => ({
    param,
    value: params[i]?.value ?? 0,
    usual: usual[i]?.value ?? 0,
  }))
}

/** What an own parameter's range is about; a value near 0 must not leave the thumb without room. */
const roomAround = (value: Value): Value =>
  typeof value === 'number' && Math.abs(value) < 1 ? 1 : value

const ownRows = ({ params }: Objective & { kind: 'typed' }): readonly Row[] =>
  params.map(({ name, value }) => {
    const usual = roomAround(value)
    return { param: { name, default: usual }, value, usual }
  })

function Remove({ objective, name }: { objective: Objective & { kind: 'typed' }; name: string }) {
  const { own: words } = useWords().objective
  const locked = useLock('surface')
  const inUse = mentions(objective.formula, name)
  return (
    <IconButton
      icon="close"
      name={words.remove(name)}
      tip={inUse ? words.inUse(name) : words.remove(name)}
      disabled={locked || inUse}
      onClick={() => removeOwnParam(name)}
    />
  )
}

import { useId } from 'react'
import type { Limits } from '#setup/number-text.ts'
import { readLimited } from '#setup/read-value.ts'
import { typed } from '#panels/number-text.ts'
import { useDraft } from '#panels/use-draft.ts'

type Props = {
  /** what it is, beside the field; hidden but spoken where `quiet` */
  label: string
  quiet?: boolean
  tip?: string | undefined
  value: number
  limits?: Limits
  /** what an arrow key adds, or its factor where `log` */
  by?: number
  log?: boolean
  disabled?: boolean | undefined
  onCommit: (value: number) => void
}

/** Characters that the narrowest field shows. */
const SHOWN = 6

/** A number, typed as a decimal or a formula, taken over by Enter or on leaving the field. */
export function NumberField(props: Props) {
  const { label, quiet, tip, value, limits = {}, by = 1, log, disabled, onCommit } = props
  const id = useId()
  const full = typed(value)
  const { field, wrong } = useDraft({
    value,
    shown: full,
    read: (text) => readLimited(text, label, limits),
    onCommit,
    stepped: (way) => typed(stepped(value, way, by, log)),
  })
  return (
    <div className="field" title={tip}>
      <label className={quiet ? 'spoken' : 'field-label'} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="number"
        inputMode="decimal"
        // The field may be narrower than all its digits.
        title={full.length > SHOWN ? full : undefined}
        disabled={disabled}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        {...field}
      />
      {wrong && (
        <span className="wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </span>
      )}
    </div>
  )
}

function stepped(value: number, way: number, by: number, log = false): number {
  if (log) return Number((value * by ** way).toPrecision(2))
  return Number((value + way * by).toPrecision(12))
}

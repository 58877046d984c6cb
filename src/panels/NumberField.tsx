import { type KeyboardEvent, useId, useState } from 'react'
import { problemText } from '#i18n/problem-text.ts'
import type { Limits } from '#setup/number-text.ts'
import { readLimited } from '#setup/read-value.ts'
import { useApp } from '#panels/use-app.ts'
import { typed } from '#panels/number-text.ts'

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
  disabled?: boolean
  onCommit: (value: number) => void
}

/** A number, typed as a decimal or a formula, taken over by Enter or on leaving the field. */
export function NumberField(props: Props) {
  const { label, quiet, tip, value, limits = {}, by = 1, log, disabled, onCommit } = props
  const [draft, setDraft] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const lang = useApp(({ view }) => view.lang)
  const id = useId()

  function commit(text: string) {
    const read = readLimited(text, label, limits)
    if (read.wrong) {
      setWrong(problemText({ given: text, used: value, ...read.wrong }, lang))
      return
    }
    setDraft(null)
    setWrong(null)
    if (read.value !== value) onCommit(read.value)
  }

  function keys(event: KeyboardEvent) {
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (event.key === 'Enter') commit(draft ?? typed(value))
    else if (event.key === 'Escape') {
      setDraft(null)
      setWrong(null)
    } else if (way !== 0) commit(typed(stepped(value, way, by, log)))
    else return
    event.preventDefault()
  }

  return (
    <div className="field" title={tip}>
      <label className={quiet ? 'spoken' : 'field-label'} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="number"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? typed(value)}
        disabled={disabled}
        data-draft={draft !== null || undefined}
        aria-invalid={wrong !== null || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => draft !== null && commit(draft)}
        onKeyDown={keys}
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

import { useId } from 'react'
import type { Param } from '#catalog/entry.ts'
import { readValue } from '#setup/read-value.ts'
import { typed } from '#panels/number-text.ts'
import { useDraft } from '#panels/use-draft.ts'
import { useWords } from '#panels/use-app.ts'

type Props = {
  name: string
  /** what each of its numbers must keep to */
  param: Param
  value: readonly number[]
  usual: readonly number[]
  disabled?: boolean | undefined
  onCommit: (value: readonly number[]) => void
  onReset: () => void
}

/** A list of numbers, typed between semicolons. */
export function ListField({ name, param, value, usual, disabled, onCommit, onReset }: Props) {
  const id = useId()
  const { runs: words, setup } = useWords()
  const { field, wrong } = useDraft({
    value,
    shown: listText(value),
    read: (text) => readList(text, { ...param, name }),
    onCommit,
  })
  return (
    <div className="field list-field">
      <input
        className="number"
        aria-label={name}
        title={`${words.listTip}. ${setup.reset(listText(usual))}`}
        disabled={disabled}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onDoubleClick={onReset}
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

const listText = (value: readonly number[]) => value.map(typed).join('; ')

/** A list of numbers; one number alone is a list of one. */
function readList(text: string, param: Param) {
  const read = readValue(text, { ...param, default: [] })
  if (read.wrong) return read
  return { value: typeof read.value === 'number' ? [read.value] : read.value }
}

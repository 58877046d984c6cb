import { type KeyboardEvent, useState } from 'react'
import { problemText } from '#i18n/problem-text.ts'
import type { Value } from '#catalog/entry.ts'
import type { Read } from '#setup/read-value.ts'
import { useApp } from '#panels/use-app.ts'

type Props<V extends Value> = {
  value: V
  /** the value as the field shows it */
  shown: string
  read: (text: string) => Read<V>
  onCommit: (value: V) => void
  /** what an arrow key makes of the value */
  stepped?: ((way: 1 | -1) => string) | undefined
}

/** A field that is typed in at leisure and taken over by Enter or on leaving it. */
export function useDraft<V extends Value>({ value, shown, read, onCommit, stepped }: Props<V>) {
  const [draft, setDraft] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const lang = useApp(({ view }) => view.lang)

  function commit(text: string) {
    const { wrong: offence, value: next } = read(text)
    if (offence) {
      setWrong(problemText({ given: text, used: value, ...offence }, lang))
      return
    }
    setDraft(null)
    setWrong(null)
    if (JSON.stringify(next) !== JSON.stringify(value)) onCommit(next)
  }

  function keys(event: KeyboardEvent) {
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (event.key === 'Enter') commit(draft ?? shown)
    else if (event.key === 'Escape') {
      setDraft(null)
      setWrong(null)
    } else if (way !== 0 && stepped) commit(stepped(way))
    else return
    event.preventDefault()
  }

  return {
    wrong,
    field: {
      autoComplete: 'off',
      spellCheck: false,
      value: draft ?? shown,
      'data-draft': draft !== null || undefined,
      'aria-invalid': wrong !== null || undefined,
      onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
      onBlur: () => {
        if (draft !== null) commit(draft)
      },
      onKeyDown: keys,
    },
  }
}

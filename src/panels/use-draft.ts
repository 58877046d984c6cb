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

/** A text as typed, what the field showed when it was, and why it was refused, if it was. */
type Draft = { readonly text: string; readonly of: string; readonly wrong: string | null }

/**
 * A field that is typed in at leisure and taken over by Enter or on leaving it. What was refused stays
 * until the value changes by another hand: then the field shows the value.
 */
export function useDraft<V extends Value>({ value, shown, read, onCommit, stepped }: Props<V>) {
  const [kept, setDraft] = useState<Draft | null>(null)
  const lang = useApp(({ view }) => view.lang)
  const draft = kept?.of === shown ? kept : null
  // For good: an Undo that brings the value back must not bring the text back.
  if (kept !== draft) setDraft(null)

  function commit(text: string) {
    const { wrong: offence, value: next } = read(text)
    if (offence) {
      const wrong = problemText({ given: text, used: value, ...offence }, lang)
      setDraft({ text, of: shown, wrong })
      return
    }
    setDraft(null)
    if (JSON.stringify(next) !== JSON.stringify(value)) onCommit(next)
  }

  function keys(event: KeyboardEvent) {
    // These keys are for the choice of characters.
    if (event.nativeEvent.isComposing) return
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (event.key === 'Enter') commit(draft?.text ?? shown)
    else if (event.key === 'Escape') setDraft(null)
    else if (way !== 0 && stepped) commit(stepped(way))
    else return
    event.preventDefault()
  }

  return {
    wrong: draft?.wrong ?? null,
    field: {
      autoComplete: 'off',
      spellCheck: false,
      value: draft?.text ?? shown,
      'data-draft': draft !== null || undefined,
      'aria-invalid': Boolean(draft?.wrong) || undefined,
      onChange: ({ target }: { target: { value: string } }) =>
        setDraft({ text: target.value, of: shown, wrong: draft?.wrong ?? null }),
      onBlur: () => {
        if (draft !== null) commit(draft.text)
      },
      onKeyDown: keys,
    },
  }
}

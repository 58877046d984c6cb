import { useEffect, useRef, useState } from 'react'
import { focusCard } from '#panels/card-focus.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { renameRun } from '#store/edit-runs.ts'

type Props = { place: number; name: string; onDone: () => void }

/** A run's name while it is written: Enter takes it over, Escape leaves it as it was. */
export function RunName({ place, name, onDone }: Props) {
  const words = useWords().runs
  const label = useApp(({ setup }) => setup.runs[place]?.label ?? '')
  const [text, setText] = useState(label || name)
  const input = useRef<HTMLInputElement>(null)
  const over = useRef(false)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])

  function finish(taken: boolean) {
    if (over.current) return
    over.current = true
    // A title that nobody wrote is not made a label by looking at it.
    if (taken && text !== (label || name)) renameRun(place, text)
    onDone()
  }

  return (
    <input
      ref={input}
      className="number card-name"
      aria-label={words.name(name)}
      value={text}
      data-draft
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        finish(event.key === 'Enter')
        focusCard(place, 'name')
      }}
    />
  )
}

import { useEffect, useRef } from 'react'
import { words } from '#i18n/words.ts'
import { useWords } from '#panels/use-app.ts'
import { scrub } from '#store/clock.ts'
import type { State } from '#store/state.ts'
import { store } from '#store/store.ts'

/** The slider of steps, 0 … `last`; it follows the clock without React. */
export function Scrubber({ last, disabled }: { last: number; disabled: boolean }) {
  const { timeline } = useWords()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const node = input.current
    if (!node) return
    const write = ({ view, setup }: State) => {
      const text = words(view.lang).timeline.now(Math.floor(view.step), setup.T)
      if (node.ariaValueText === text) return
      node.ariaValueText = text
      node.value = String(Math.floor(view.step))
      node.style.setProperty('--share', String(Math.floor(view.step) / setup.T))
    }
    write(store.getState())
    return store.subscribe(write)
  }, [])
  return (
    <input
      ref={input}
      className="scrubber"
      type="range"
      min={0}
      max={last}
      step={1}
      defaultValue={0}
      disabled={disabled}
      aria-label={timeline.scrub}
      onInput={(event) => scrub(event.currentTarget.valueAsNumber)}
    />
  )
}

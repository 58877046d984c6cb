import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Phase } from '#plots/plot.ts'
import { typed } from '#panels/number-text.ts'
import { useWords } from '#panels/use-app.ts'

type Props = {
  name: string
  value: number
  /** ends of the track; a value beyond widens it */
  range: readonly [number, number]
  /** what a reset goes back to; marked on the track */
  usual: number
  disabled?: boolean
  onChange: (value: number, phase: Phase) => void
}

/** Places on the track for each factor of ten. */
const PLACES = 40

/** A slider over orders of magnitude: each place is the same ratio from the next. */
export function LogSlider({ name, value, range, usual, disabled, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const words = useWords()
  const low = Math.floor(Math.log10(value > 0 ? Math.min(range[0], value) : range[0]))
  const high = Math.ceil(Math.log10(Math.max(range[1], value)) - 1e-9)
  const last = (high - low) * PLACES
  const placeOf = (number: number) => (number > 0 ? (Math.log10(number) - low) * PLACES : 0)
  // Two digits that count are as fine as the track, and read well.
  const valueAt = (place: number) => Number((10 ** (low + place / PLACES)).toPrecision(2))

  // React's onChange is the DOM's `input`; the DOM's `change` ends the gesture.
  useEffect(() => {
    const node = input.current!
    const end = () => onChange(valueAt(Number(node.value)), 'end')
    node.addEventListener('change', end)
    return () => node.removeEventListener('change', end)
  })

  const reset = () => onChange(usual, 'end')
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return
    event.preventDefault()
    reset()
  }

  return (
    <span className="slider" style={{ '--usual': placeOf(usual) / last } as object}>
      <input
        ref={input}
        type="range"
        min={0}
        max={last}
        step={1}
        aria-label={name}
        aria-valuetext={typed(value)}
        title={words.setup.reset(typed(usual))}
        value={placeOf(value)}
        disabled={disabled}
        onChange={(event) => onChange(valueAt(Number(event.target.value)), 'move')}
        onDoubleClick={reset}
        onKeyDown={keys}
      />
    </span>
  )
}

import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Phase } from '#plots/plot.ts'
import { typed } from '#panels/number-text.ts'
import { useWords } from '#panels/use-app.ts'
import type { Limits } from '#setup/number-text.ts'
import type { SliderRange } from '#setup/slider-range.ts'
import type { Setup } from '#setup/setup.ts'
import { trackOf } from '#setup/slider-track.ts'
import { replaceSteps } from '#store/replace-steps.ts'
import { store } from '#store/store.ts'

type Props = {
  name: string
  value: number
  /** the track; a value beyond widens it */
  range: SliderRange
  limits?: Limits
  /** what a reset goes back to; marked on the track */
  usual: number
  disabled?: boolean | undefined
  onChange: (value: number, phase: Phase) => void
  /** Gives the default back; without it `usual` is set. */
  onReset?: (() => void) | undefined
}

/** How near a tap must come to the default's mark, and how still it must be, in pixels. */
const [NEAR, STILL] = [7, 3]

/** A slider with its default marked; double-click, Backspace or a tap on the mark go back to it. */
export function Slider(props: Props) {
  const { name, value, range, limits, usual, disabled, onChange, onReset } = props
  const input = useRef<HTMLInputElement>(null)
  const press = useRef<{ pointer: number; x: number } | null>(null)
  const onMark = useRef(false)
  /** the setup as it was before each of the last two presses */
  const before = useRef<readonly Setup[]>([])
  const words = useWords()
  // A track that changed under the hand would make the thumb jump.
  const [held, hold] = useState<ReturnType<typeof trackOf> | null>(null)
  const track = held ?? trackOf(range, value, limits)
  const mark = Math.min(1, Math.max(0, track.of(usual) / track.last))
  const reset = onReset ?? (() => onChange(usual, 'end'))

  // React's onChange is the DOM's `input`; the DOM's `change` ends the gesture.
  const ended = useEffectEvent((place: number) => {
    hold(null)
    if (onMark.current) reset()
    else onChange(track.at(place), 'end')
    onMark.current = false
  })
  const settled = useEffectEvent(() => {
    hold(null)
    if (onMark.current) reset()
    onMark.current = false
  })
  // Comes before `change`, which comes only where the thumb is not where it was.
  const released = useEffectEvent((event: PointerEvent, node: HTMLInputElement) => {
    if (press.current?.pointer !== event.pointerId) return
    const { x: from } = press.current
    press.current = null
    if (event.type === 'pointerup' && Math.abs(event.clientX - from) <= STILL) {
      const box = node.getBoundingClientRect()
      const x = box.left + THUMB / 2 + (box.width - THUMB) * mark
      onMark.current = Math.abs(event.clientX - x) <= NEAR
    }
    // Where it is, nothing else comes.
    setTimeout(() => settled())
  })

  useEffect(() => {
    const node = input.current
    if (!node) return
    const over = new AbortController()
    const { signal } = over
    const letGo = (event: PointerEvent) => released(event, node)
    node.addEventListener('change', () => ended(Number(node.value)), { signal })
    // The pointer may be let go beside the track.
    window.addEventListener('pointerup', letGo, { signal })
    window.addEventListener('pointercancel', letGo, { signal })
    return () => over.abort()
  }, [])

  // What the presses of a double-click did to the thumb and the reset are one step of Undo.
  const twice = () => {
    const [first] = before.current
    if (first) replaceSteps(first, reset)
    else reset()
  }

  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return
    event.preventDefault()
    reset()
  }

  return (
    <span className="slider" style={{ '--usual': mark } as object}>
      <input
        ref={input}
        type="range"
        min={0}
        max={track.last}
        step={1}
        aria-label={name}
        aria-valuetext={typed(value)}
        title={words.setup.reset(typed(usual))}
        value={Math.round(track.of(value))}
        disabled={disabled}
        onPointerDown={(event) => {
          press.current = { pointer: event.pointerId, x: event.clientX }
          before.current = [...before.current.slice(-1), store.getState().setup]
        }}
        onChange={(event) => {
          hold(track)
          onChange(track.at(Number(event.target.value)), 'move')
        }}
        onBlur={() => hold(null)}
        onDoubleClick={twice}
        onKeyDown={keys}
      />
    </span>
  )
}

/** Width of the thumb: its middle runs from half of it to half of it before the end. */
const THUMB = 14

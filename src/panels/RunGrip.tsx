import { useEffect, useRef } from 'react'
import { Icon } from '#panels/Icon.tsx'
import { useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { moveRun } from '#store/edit-runs.ts'

/** Drags a card to another place; by keys the menu's "Move up" and "Move down" do the same. */
export function RunGrip({ place }: { place: number }) {
  return useLock('runs') ? null : <Grip place={place} />
}

function Grip({ place }: { place: number }) {
  const words = useWords().runs
  const drag = useRef<Drag | null>(null)
  useEffect(
    () => () => {
      drag.current?.stop()
      drag.current = null
    },
    [],
  )
  const end = (to: number | null) => {
    drag.current?.stop()
    drag.current = null
    if (to !== null) moveRun(place, to)
  }
  const mine = ({ pointerId }: { pointerId: number }) => drag.current?.pointer === pointerId
  return (
    <span
      className="card-grip"
      title={words.grip}
      aria-hidden="true"
      onPointerDown={(event) => {
        const list = event.currentTarget.closest('.cards')
        // A second finger is no second drag.
        if (event.button !== 0 || !list || drag.current) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = beginDrag(list, place, event.pointerId, () => end(null))
      }}
      onPointerMove={(event) => mine(event) && drag.current?.move(event.clientY)}
      onPointerUp={(event) => mine(event) && end(drag.current?.to() ?? null)}
      onLostPointerCapture={(event) => mine(event) && end(null)}
    >
      <Icon name="grip" />
    </span>
  )
}

type Drag = {
  readonly pointer: number
  readonly move: (y: number) => void
  /** the place under the pointer */
  readonly to: () => number
  readonly stop: () => void
}

/** Follows a card that is dragged among the others; a line shows where it would be put. */
function beginDrag(list: Element, from: number, pointer: number, cancel: () => void): Drag {
  const rest = [...list.querySelectorAll<HTMLElement>('.card')].filter((_, i) => i !== from)
  let to = from
  const unmark = () => {
    for (const card of rest) delete card.dataset['drop']
  }
  const escape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') cancel()
  }
  window.addEventListener('keydown', escape)
  return {
    pointer,
    move(y) {
      to = rest.filter((card) => middle(card) < y).length
      unmark()
      if (to === from) return
      const next = rest[to]
      const last = rest.at(-1)
      if (next) next.dataset['drop'] = 'before'
      else if (last) last.dataset['drop'] = 'after'
    },
    to: () => to,
    stop() {
      unmark()
      window.removeEventListener('keydown', escape)
    },
  }
}

function middle(card: Element): number {
  const { top, height } = card.getBoundingClientRect()
  return top + height / 2
}

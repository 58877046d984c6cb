import { useEffect, useRef } from 'react'
import type { Plot } from '#plots/plot.ts'
import type { State } from '#store/state.ts'
import { store } from '#store/store.ts'

type Props<P> = {
  /** makes the plot in a node */
  chart: (node: HTMLElement) => Plot<P>
  /** what it draws; the same object while nothing changes */
  read: (state: State) => P
  className: string
  /** while a gesture lasts, wait for the pointer to rest, but no longer than this many milliseconds */
  patience?: number
}

/** The one way from the store to a plot: past React, as often as the store changes. */
export function Draw<P>({ chart, read, className, patience = 0 }: Props<P>) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const plot = chart(host.current!)
    let drawn = 0
    let later: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      clearTimeout(later)
      later = undefined
      drawn = performance.now()
      plot.update(read(store.getState()))
    }
    const changed = () => {
      const wait = drawn + patience - performance.now()
      if (patience === 0 || wait <= 0 || !store.getState().view.dragging) draw()
      else later ??= setTimeout(draw, wait)
    }
    draw()
    const stop = store.subscribe(changed)
    return () => {
      clearTimeout(later)
      stop()
      plot.destroy()
    }
  }, [chart, read, patience])
  return <div ref={host} className={className} />
}

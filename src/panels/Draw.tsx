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
}

/** The one way from the store to a plot: past React, as often as the store changes. */
export function Draw<P>({ chart, read, className }: Props<P>) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const plot = chart(host.current!)
    const draw = () => plot.update(read(store.getState()))
    draw()
    const stop = store.subscribe(draw)
    return () => {
      stop()
      plot.destroy()
    }
  }, [chart, read])
  return <div ref={host} className={className} />
}

import { useEffect, useRef } from 'react'
import type { Plot } from '#plots/plot.ts'
import type { State } from '#store/state.ts'
import type { Readable } from '#store/calm.ts'
import { store } from '#store/store.ts'

type Props<P> = {
  /** makes the plot in a node */
  chart: (node: HTMLElement) => Plot<P>
  /** what it draws; the same object while nothing changes */
  read: (state: State) => P
  className: string
  /** where it reads, where not every change is to be drawn */
  from?: Readable
}

/** The one way from the store to a plot: past React, as often as the store changes. */
export function Draw<P>({ chart, read, className, from = store }: Props<P>) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const plot = chart(host.current!)
    const draw = () => plot.update(read(from.getState()))
    draw()
    const stop = from.subscribe(draw)
    return () => {
      stop()
      plot.destroy()
    }
  }, [chart, read, from])
  return <div ref={host} className={className} />
}

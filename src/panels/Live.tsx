import { useLayoutEffect, useRef } from 'react'
import type { State } from '#store/state.ts'
import { store } from '#store/store.ts'

/** Text that follows the clock: written into the page without React. Keep `read` the same function. */
export function Live({ read, className }: { read: (state: State) => string; className?: string }) {
  const host = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    let shown: string | null = null
    const write = () => {
      const text = read(store.getState())
      if (text === shown) return
      shown = text
      host.current!.textContent = text
    }
    write()
    return store.subscribe(write)
  }, [read])
  return <span ref={host} className={className} />
}

import { useLayoutEffect, useRef } from 'react'
import { frameOnce } from '#plots/frame.ts'
import type { State } from '#store/state.ts'
import { calm } from '#store/calm.ts'

// All at once and with the frame: written as answers come, they would be laid out twice.
const texts = new Set<() => void>()
const frame = frameOnce(() => {
  for (const write of texts) write()
})
calm.subscribe(() => frame.request())

/** Text that follows the clock: written into the page without React. Keep `read` the same function. */
export function Live({ read, className }: { read: (state: State) => string; className?: string }) {
  const host = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    let shown: string | null = null
    const write = () => {
      const text = read(calm.getState())
      if (text === shown) return
      shown = text
      host.current!.textContent = text
    }
    write()
    texts.add(write)
    return () => {
      texts.delete(write)
    }
  }, [read])
  return <span ref={host} className={className} />
}

import { useEffect, useState } from 'react'

/** Milliseconds for which a button says that it worked. */
const SAID = 2000

/** Puts text on the clipboard and says for a while how that went, by the name of its words. */
export function useCopy() {
  const [told, setTold] = useState<{ readonly said: 'copied' | 'copyFailed' } | null>(null)
  useEffect(() => {
    if (!told) return
    const timer = setTimeout(() => setTold(null), SAID)
    return () => clearTimeout(timer)
  }, [told])
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      setTold({ said: 'copied' })
    } catch {
      setTold({ said: 'copyFailed' })
    }
  }
  return { said: told?.said ?? null, copy }
}

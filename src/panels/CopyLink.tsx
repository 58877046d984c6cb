import { useEffect, useState } from 'react'
import { IconButton } from '#panels/IconButton.tsx'
import { useWords } from '#panels/use-app.ts'
import { currentLink } from '#store/link-location.ts'
import { store } from '#store/store.ts'

/** Milliseconds for which the button says that it worked. */
const SAID = 2000

/** Puts the link of what the page shows on the clipboard. */
export function CopyLink() {
  const { bar } = useWords()
  const [said, setSaid] = useState<'copied' | 'copyFailed' | null>(null)
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(null), SAID)
    return () => clearTimeout(timer)
  }, [said])
  async function copy() {
    const { origin, pathname, search } = location
    const link = origin + pathname + search + currentLink(store.getState())
    try {
      await navigator.clipboard.writeText(link)
      setSaid('copied')
    } catch {
      setSaid('copyFailed')
    }
  }
  return (
    <>
      <IconButton icon="link" name={bar.copy} className="copy" onClick={() => void copy()}>
        {/* What it says lies over what it said, so that the bar keeps its widths. */}
        <span className="copy-words" aria-hidden="true">
          <span data-off={said !== null || undefined}>{bar.copy}</span>
          {said && <span className="copy-said">{bar[said]}</span>}
        </span>
      </IconButton>
      <output className="spoken">{said && bar[said]}</output>
    </>
  )
}

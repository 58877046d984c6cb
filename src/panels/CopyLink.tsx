import { IconButton } from '#panels/IconButton.tsx'
import { useWords } from '#panels/use-app.ts'
import { useCopy } from '#panels/use-copy.ts'
import { currentLink } from '#store/link-location.ts'
import { store } from '#store/store.ts'

/** Puts the link of what the page shows on the clipboard. */
export function CopyLink() {
  const { bar } = useWords()
  const { said, copy } = useCopy()
  const link = () => {
    const { origin, pathname, search } = location
    return origin + pathname + search + currentLink(store.getState())
  }
  return (
    <>
      <IconButton icon="link" name={bar.copy} className="copy" onClick={() => void copy(link())}>
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

import '#panels/export.css'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { ExportCode } from '#panels/ExportCode.tsx'
import { ExportData } from '#panels/ExportData.tsx'
import { ExportPicture } from '#panels/ExportPicture.tsx'
import { IconButton } from '#panels/IconButton.tsx'
import { useWords } from '#panels/use-app.ts'

const TABS = ['data', 'picture', 'code'] as const
const pages = { data: ExportData, picture: ExportPicture, code: ExportCode } as const

/** Data, pictures and code of the race on the page, each on a tab. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { exporting } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [tab, setTab] = useState<(typeof TABS)[number]>('data')
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  function walk(event: KeyboardEvent) {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (way === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const next = TABS[(TABS.indexOf(tab) + way + TABS.length) % TABS.length] ?? tab
    setTab(next)
    document.getElementById(`${id}-${next}`)?.focus()
  }
  const Page = pages[tab]
  return (
    <dialog ref={dialog} className="export" aria-labelledby={`${id}-title`} onClose={onClose}>
      <header>
        <h2 id={`${id}-title`}>{exporting.title}</h2>
        <IconButton icon="close" name={exporting.close} onClick={() => dialog.current?.close()} />
      </header>
      <div role="tablist" aria-label={exporting.title} className="export-tabs">
        {TABS.map((each) => (
          <button
            key={each}
            id={`${id}-${each}`}
            type="button"
            role="tab"
            className="button"
            aria-selected={each === tab}
            aria-controls={`${id}-page`}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => setTab(each)}
            onKeyDown={walk}
          >
            {exporting[each]}
          </button>
        ))}
      </div>
      <div
        id={`${id}-page`}
        role="tabpanel"
        aria-labelledby={`${id}-${tab}`}
        className="export-page"
      >
        <Page />
      </div>
    </dialog>
  )
}

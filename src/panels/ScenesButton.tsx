import { useState } from 'react'
import { late, Missing, useLate } from '#panels/late.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { isHidden } from '#store/teacher.ts'

const scenesDialog = late(async () => (await import('#panels/ScenesDialog.tsx')).ScenesDialog)

/** Opens the menu of scenes; it is loaded when a hand comes near. */
export function ScenesButton() {
  const { scenes } = useWords()
  const hidden = useApp((state) => isHidden(state, 'scenes'))
  const { Part, ...dialog } = useLate(scenesDialog)
  const [open, setOpen] = useState(false)
  if (hidden) return null
  return (
    <>
      <button
        type="button"
        className="button scenes-button"
        aria-haspopup="dialog"
        onPointerEnter={dialog.near}
        onFocus={dialog.near}
        onClick={() => dialog.ask(() => setOpen(true))}
      >
        {scenes.button}
      </button>
      {open && Part && <Part close={() => setOpen(false)} />}
      {dialog.missing && <Missing forget={dialog.forget} />}
    </>
  )
}

import { useState } from 'react'
import { IconButton } from '#panels/IconButton.tsx'
import { late, Missing, useLate } from '#panels/late.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { isHidden } from '#store/teacher.ts'

const exportDialog = late(async () => (await import('#panels/ExportDialog.tsx')).ExportDialog)

/** A button, and behind it the race to take away; what is behind is loaded when it is wanted. */
export function ExportButton() {
  const { exporting } = useWords()
  const hidden = useApp((state) => isHidden(state, 'export'))
  const { Part, ...dialog } = useLate(exportDialog)
  const [open, setOpen] = useState(false)
  if (hidden) return null
  return (
    <span onPointerEnter={dialog.near} onFocus={dialog.near}>
      <IconButton
        icon="save"
        name={exporting.label}
        tip={exporting.tip}
        onClick={() => dialog.ask(() => setOpen(true))}
      />
      {open && Part && <Part onClose={() => setOpen(false)} />}
      {dialog.missing && <Missing forget={dialog.forget} />}
    </span>
  )
}

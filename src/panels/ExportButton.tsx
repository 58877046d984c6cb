import { lazy, Suspense, useState } from 'react'
import { IconButton } from '#panels/IconButton.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { isHidden } from '#store/teacher.ts'

const load = () => import('#panels/ExportDialog.tsx')
const ExportDialog = lazy(async () => ({ default: (await load()).ExportDialog }))

/** A button, and behind it the race to take away; what is behind is loaded when it is wanted. */
export function ExportButton() {
  const { exporting } = useWords()
  const hidden = useApp((state) => isHidden(state, 'export'))
  const [open, setOpen] = useState(false)
  if (hidden) return null
  return (
    <span onPointerEnter={() => void load()} onFocus={() => void load()}>
      <IconButton
        icon="save"
        name={exporting.label}
        tip={exporting.tip}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense fallback={null}>
          <ExportDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  )
}

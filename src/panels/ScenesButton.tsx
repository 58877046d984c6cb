import { lazy, Suspense, useState } from 'react'
import { useApp, useWords } from '#panels/use-app.ts'
import { isHidden } from '#store/teacher.ts'

const load = () => import('#panels/ScenesDialog.tsx')
const ScenesDialog = lazy(async () => ({ default: (await load()).ScenesDialog }))

/** Opens the menu of scenes; it is loaded when a hand comes near. */
export function ScenesButton() {
  const { scenes } = useWords()
  const hidden = useApp((state) => isHidden(state, 'scenes'))
  const [open, setOpen] = useState(false)
  if (hidden) return null
  return (
    <>
      <button
        type="button"
        className="button scenes-button"
        aria-haspopup="dialog"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
      >
        {scenes.button}
      </button>
      {open && (
        <Suspense>
          <ScenesDialog close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

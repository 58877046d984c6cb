import { lazy, Suspense, useRef, useState } from 'react'
import { Icon } from '#panels/Icon.tsx'
import { useWords } from '#panels/use-app.ts'

const load = () => import('#panels/RunMenu.tsx')
const RunMenu = lazy(async () => ({ default: (await load()).RunMenu }))
const preload = () => void load()

type Props = { place: number; name: string; onRename: () => void }

/** The button of a run's menu; the menu is fetched when the hand comes near. */
export function RunMenuButton({ place, name, onRename }: Props) {
  const words = useWords().runs
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [used, setUsed] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button card-menu"
        title={words.menu(name)}
        aria-label={words.menu(name)}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => {
          setUsed(true)
          setOpen(true)
        }}
      >
        <Icon name="more" />
      </button>
      {used && (
        <Suspense fallback={null}>
          <RunMenu
            place={place}
            open={open}
            anchor={button}
            onOpenChange={setOpen}
            onRename={onRename}
          />
        </Suspense>
      )}
    </>
  )
}

import { useRef, useState } from 'react'
import { Icon } from '#panels/Icon.tsx'
import { late, Missing, useLate } from '#panels/late.tsx'
import { useWords } from '#panels/use-app.ts'

const runMenu = late(async () => (await import('#panels/RunMenu.tsx')).RunMenu)

type Props = { place: number; name: string; onRename: () => void }

/** The button of a run's menu; the menu is fetched when the hand comes near. */
export function RunMenuButton({ place, name, onRename }: Props) {
  const words = useWords().runs
  const button = useRef<HTMLButtonElement>(null)
  const { Part, ...menu } = useLate(runMenu)
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
        onPointerEnter={menu.near}
        onFocus={menu.near}
        onClick={() =>
          menu.ask(() => {
            setUsed(true)
            setOpen(true)
          })
        }
      >
        <Icon name="more" />
      </button>
      {used && Part && (
        <Part
          place={place}
          open={open}
          anchor={button}
          onOpenChange={setOpen}
          onRename={onRename}
        />
      )}
      {menu.missing && <Missing forget={menu.forget} />}
    </>
  )
}

import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import type { Kind } from '#catalog/entry.ts'

const load = () => import('#panels/EntryDialog.tsx')
const EntryDialog = lazy(async () => ({ default: (await load()).EntryDialog }))

const preload = () => void load()

type Props = {
  /** what its button is called */
  name: string
  kind: Kind
  /** id of the entry that is in use */
  current?: string
  onPick: (id: string) => void
  /** a choice that is no entry, at the dialog's foot */
  other?: { readonly name: string; readonly onPick: () => void }
  className?: string
  disabled?: boolean
  children?: ReactNode
}

/** A button that opens the catalogue; the dialog is fetched when the hand comes near. */
export function EntryPicker({ name, className, disabled, children, ...rest }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    // The browser gives the focus back, but not where a pressed button never had it.
    if (document.activeElement === document.body) button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={disabled}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      {open && (
        <Suspense fallback={null}>
          <EntryDialog {...rest} onClose={close} />
        </Suspense>
      )}
    </>
  )
}

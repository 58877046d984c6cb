import { type ReactNode, useRef, useState } from 'react'
import type { Kind } from '#catalog/entry.ts'
import { late, Missing, useLate } from '#panels/late.tsx'

const entryDialog = late(async () => (await import('#panels/EntryDialog.tsx')).EntryDialog)

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
  const { Part, ...dialog } = useLate(entryDialog)
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
        onPointerEnter={dialog.near}
        onFocus={dialog.near}
        onClick={() => dialog.ask(() => setOpen(true))}
      >
        {children}
      </button>
      {open && Part && <Part {...rest} onClose={close} />}
      {dialog.missing && <Missing forget={dialog.forget} />}
    </>
  )
}

import type { ReactNode } from 'react'
import { Icon } from '#panels/Icon.tsx'

type Props = {
  icon: Parameters<typeof Icon>[0]['name']
  /** name and tooltip */
  name: string
  /** tooltip, where it says more than the name */
  tip?: string
  /** key that does the same */
  keys?: string
  onClick: () => void
  pressed?: boolean
  disabled?: boolean
  className?: string
  children?: ReactNode
}

/** A button with a picture, a name and a tooltip. */
export function IconButton({
  icon,
  name,
  tip = name,
  keys,
  pressed,
  className = '',
  children,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      className={`button ${className}`}
      title={keys ? `${tip} (${keys})` : tip}
      aria-label={name}
      aria-pressed={pressed}
      {...rest}
    >
      <Icon name={icon} />
      {children}
    </button>
  )
}

import { type ComponentType, useEffect, useEffectEvent, useState } from 'react'
import { createPortal } from 'react-dom'
import { fetchPart } from '#panels/fetch-part.ts'
import { useWords } from '#panels/use-app.ts'

/** A part of the page that is fetched when it is wanted. */
type Late<P> = {
  readonly component: () => ComponentType<P> | null
  /** Resolves once it is there; after a failure the next call tries again. */
  readonly fetch: () => Promise<void>
}

/** A part of the page that is fetched when it is wanted. A failure is forgotten at the next try. */
export function late<P>(load: () => Promise<ComponentType<P>>): Late<P> {
  let here: ComponentType<P> | null = null
  let coming: Promise<void> | null = null
  async function come() {
    try {
      here = await fetchPart(load)
    } finally {
      coming = null
    }
  }
  return {
    component: () => here,
    fetch: () => (here ? Promise.resolve() : (coming ??= come())),
  }
}

/** The component of a late part as soon as it is there, and what fetches it. */
export function useLate<P>(part: Late<P>) {
  const [, setHere] = useState(part.component() !== null)
  const [missing, setMissing] = useState(false)
  async function asked(then?: () => void) {
    try {
      await part.fetch()
    } catch {
      setMissing(true)
      return
    }
    setHere(true)
    then?.()
  }
  return {
    Part: part.component(),
    /** it could not be fetched when it was last asked for */
    missing,
    /** A hand comes near: whether it comes is told when it is asked for. */
    near: () => void part.fetch().catch(() => {}),
    ask: (then?: () => void) => {
      setMissing(false)
      if (part.component()) then?.()
      else void asked(then)
    },
    forget: () => setMissing(false),
  }
}

/** Says that a part of the page did not come, until the next press of anything. */
export function Missing({ forget }: { forget: () => void }) {
  const { missing } = useWords().tools
  const pressed = useEffectEvent(forget)
  useEffect(() => {
    const over = new AbortController()
    const options = { capture: true, signal: over.signal }
    window.addEventListener('pointerdown', () => pressed(), options)
    window.addEventListener('keydown', () => pressed(), options)
    return () => over.abort()
  }, [])
  // Its button may stand in a heading, or where little room is.
  return createPortal(
    <p className="missing" role="alert">
      {missing.text} {missing.press}
    </p>,
    document.body,
  )
}

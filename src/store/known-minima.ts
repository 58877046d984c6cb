import { minimaOf } from '#setup/objective-values.ts'
import type { Objective, Setup } from '#setup/setup.ts'

type Known = ReturnType<typeof minimaOf>

const known = new WeakMap<Objective, Known>()

/** What the catalogue says of the surface's minima, whatever target is set; the same object while the surface is. */
export function knownMinima(setup: Setup): Known {
  const found = known.get(setup.objective)
  if (found) return found
  const minima = minimaOf({ ...setup, target: null })
  known.set(setup.objective, minima)
  return minima
}

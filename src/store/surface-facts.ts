import { entryProgram } from '#formula/entry-program.ts'
import type { ReadySurface } from '#race/ready.ts'

/** What of a surface decides how it is drawn. */
export type SurfaceFacts = { readonly dims: 1 | 2; readonly readsTime: boolean }

/** Equal for surfaces that look the same. */
export const surfaceKey = ({ formula, params, domain }: ReadySurface): string =>
  JSON.stringify([formula, params, domain])

const known = new WeakMap<ReadySurface, SurfaceFacts>()

/** Whether a surface has a second dimension, and whether it changes in time. */
export function surfaceFacts(surface: ReadySurface): SurfaceFacts {
  const found = known.get(surface)
  if (found) return found
  const { ok } = entryProgram('surface', surface.formula, surface.params)
  const facts: SurfaceFacts = {
    dims: ok && !ok.reads.has('y') ? 1 : 2,
    readsTime: ok?.reads.has('t') ?? false,
  }
  known.set(surface, facts)
  return facts
}

import { entryProgram } from '#formula/entry-program.ts'
import type { ReadySurface } from '#race/ready.ts'
import { lastOf } from '#store/memo.ts'

/** What of a surface decides how it is drawn. */
export type SurfaceFacts = { readonly dims: 1 | 2; readonly readsTime: boolean }

/** Equal for surfaces that look the same. */
export const surfaceKey = ({ formula, params, domain }: ReadySurface): string =>
  JSON.stringify([formula, params, domain])

const factsOf = lastOf((formula: string, params: string): SurfaceFacts => {
  const { ok } = entryProgram('surface', formula, JSON.parse(params))
  return { dims: ok && !ok.reads.has('y') ? 1 : 2, readsTime: ok?.reads.has('t') ?? false }
})

/** Whether a surface has a second dimension, and whether it changes in time. */
export const surfaceFacts = ({ formula, params }: Pick<ReadySurface, 'formula' | 'params'>) =>
  factsOf(formula, JSON.stringify(params))

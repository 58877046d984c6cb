import type { FormulaError } from '#formula/formula-error.ts'
import type { FieldRequest } from '#race/field.ts'
import type { FoundMinimum } from '#race/minima.ts'
import type { ReadyRace, ReadySurface } from '#race/ready.ts'
import type { SharpnessRequest } from '#race/sharpness.ts'
import type { Trajectory } from '#race/trajectory.ts'

/**
 * Something to compute. The `domain` field spreads the levels, the `view` field is drawn; `arrows`
 * is the gradient on a grid, `sharpness` λmax along paths, `minima` what a surface does not name.
 */
export type Work =
  | { readonly kind: 'race'; readonly race: ReadyRace }
  | { readonly kind: 'domain'; readonly field: FieldRequest }
  | { readonly kind: 'view'; readonly field: FieldRequest }
  | { readonly kind: 'arrows'; readonly field: FieldRequest }
  | { readonly kind: 'sharpness'; readonly along: SharpnessRequest }
  | { readonly kind: 'minima'; readonly surface: ReadySurface }

/** Work of one kind replaces older work of the same kind. */
export type WorkKind = Work['kind']

/** What the page posts. `stop` ends work that a newer setup made useless, within one slice. */
export type ToEngine =
  | { readonly kind: 'work'; readonly id: number; readonly work: Work }
  | { readonly kind: 'stop'; readonly id: number }

/** What computed an answer, as the engine says itself; never assumed by the page. */
export type EngineFacts = {
  readonly precision: 'float64'
  readonly executor: 'WebAssembly' | 'interpreter'
  /** milliseconds of computing behind this answer */
  readonly ms: number
}

/** Why there is no answer. */
export type Reason =
  | { readonly kind: 'formula'; readonly stage: string; readonly error: FormulaError }
  | { readonly kind: 'fault'; readonly text: string }

/** What was asked for, the numbers' buffers handed over. */
export type Outcome =
  | { readonly kind: 'race'; readonly trajectories: readonly Trajectory[] }
  | { readonly kind: 'domain' | 'view' | 'arrows'; readonly values: Float64Array }
  | { readonly kind: 'sharpness'; readonly paths: readonly Float64Array[] }
  | { readonly kind: 'minima'; readonly minima: readonly FoundMinimum[] }

/**
 * What the engine posts: once that it is `ready`, before all else; then every piece of work ends
 * with `done`, `failed` or `stopped`.
 */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly id: number; readonly share: number }
  | {
      readonly kind: 'done'
      readonly id: number
      readonly outcome: Outcome
      readonly facts: EngineFacts
    }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: Reason }
  | { readonly kind: 'stopped'; readonly id: number }

import type { FormulaError, Parsed } from '#formula/formula-error.ts'

/** An entry could not be lowered: the message belongs to that stage. */
export class LaneError extends Error {
  readonly stage: string
  readonly error: FormulaError
  constructor(stage: string, error: FormulaError) {
    super(`${stage}: ${error.code} at ${error.at}`)
    this.stage = stage
    this.error = error
  }
}

/** What was made, or a LaneError that names the stage. */
export function orThrow<T>(stage: string, made: Parsed<T>): T {
  if (made.error) throw new LaneError(stage, made.error)
  return made.ok
}

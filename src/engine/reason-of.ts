import type { Reason } from '#engine/protocol.ts'
import { LaneError } from '#race/lane-error.ts'

/** What went wrong, as it is posted. */
export const reasonOf = (error: unknown): Reason =>
  error instanceof LaneError
    ? { kind: 'formula', stage: error.stage, error: error.error }
    : { kind: 'fault', text: error instanceof Error ? error.message : String(error) }

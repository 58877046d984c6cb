import { provenTable } from '#catalog/proven-table.ts'

/** How well a rule's text follows recorded runs of the library it was read in. */
export type Proven = {
  /** Library and version, or repository@commit: `torch 2.13`. */
  readonly library: string
  /** Largest |Δθ|/(1 + |θ|) from the recorded paths, two digits; 0 where they are equal bit for bit. */
  readonly error: number
  /** Recorded runs compared, at least 1. */
  readonly traces: number
}

/**
 * What golden's recorded runs say of one dialect of a rule; null where none was recorded. Counted
 * are the runs of the library the dialect's text was read in, apparent bugs left out, over the
 * steps in which rounding alone does not move them apart.
 */
export function provenFor(ruleId: string, dialectId: string): Proven | null {
  const key = `${ruleId}:${dialectId}`
  const row = Object.hasOwn(provenTable, key) ? provenTable[key] : undefined
  return row ? { library: row[0], error: row[1], traces: row[2] } : null
}

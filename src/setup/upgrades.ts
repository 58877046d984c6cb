/** One `name=value` of a link, as written. */
export type LinkField = { readonly name: string; readonly text: string }

/** Turns the fields of a link of one version into those of the next. */
export type Upgrade = (fields: readonly LinkField[]) => readonly LinkField[]

/** The version that links are written in. */
export const VERSION = 1

/** Step n (from 1) leads from version n to n + 1. Never changed once published. */
const steps: readonly Upgrade[] = []

/** The fields of a link of some version, as this version would write them. */
export function upgrade(
  fields: readonly LinkField[],
  version: number,
  upgrades: readonly Upgrade[] = steps,
): readonly LinkField[] {
  return upgrades.slice(version - 1).reduce((older, step) => step(older), fields)
}

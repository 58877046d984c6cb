import { stageEntry } from '#setup/entries.ts'
import type { Setup } from '#setup/setup.ts'

/** What a run is called: its label, or its rule's title. */
export function runName(setup: Setup, index: number): string {
  const run = setup.runs[index]!
  return run.label ?? stageEntry(setup.definitions, run.rule.id).title
}

import type { ReadyRace, ReadySurface } from '#race/ready.ts'
import { readyRace } from '#setup/ready-race.ts'
import type { Run, Setup } from '#setup/setup.ts'

const known = new WeakMap<Setup, ReadyRace>()
const made = new WeakMap<ReadyRace, readonly Run[]>()

/** The runs of the setup that a race was made of. */
export const runsOf = (race: ReadyRace): readonly Run[] => made.get(race) ?? []

/** A setup's race made ready, once for everybody who asks. */
export function readyOf(setup: Setup): ReadyRace {
  const found = known.get(setup)
  if (found) return found
  const race = readyRace(setup)
  const text = JSON.stringify(race.surface)
  if (text !== last?.text) last = { text, surface: race.surface }
  const kept = { ...race, surface: last.surface }
  known.set(setup, kept)
  made.set(kept, setup.runs)
  return kept
}

/** A surface that stays the same stays the same object: what is drawn of it is not drawn again. */
let last: { readonly text: string; readonly surface: ReadySurface } | null = null

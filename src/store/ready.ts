import type { ReadyRace } from '#race/ready.ts'
import { readyRace } from '#setup/ready-race.ts'
import type { Setup } from '#setup/setup.ts'

const known = new WeakMap<Setup, ReadyRace>()

/** A setup's race made ready, once for everybody who asks. */
export function readyOf(setup: Setup): ReadyRace {
  const found = known.get(setup)
  if (found) return found
  const race = readyRace(setup)
  known.set(setup, race)
  return race
}

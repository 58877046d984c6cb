import type { ReadyRace } from '#race/ready.ts'
import type { Reference, Results, Single, State } from '#store/state.ts'
import { store, told } from '#store/store.ts'

/** Whether what is shown is the race in float32: asked for, and there is something to compute it in. */
export const isSingle = ({ setup, results }: Pick<State, 'setup' | 'results'>): boolean =>
  setup.engine === 'f32' && !results.swarm.none

type Answer = Partial<Pick<Results, 'reference' | 'single'>>

/** Takes races that were computed, and shows the one in the precision that the setup asks for. */
export function toldRaces(answer: Answer, more: Partial<Results> = {}): void {
  const state = store.getState()
  const results = { ...state.results, ...answer }
  const { reference, single } = results
  // Until the other precision has answered, the last picture stays.
  const shown = isSingle(state) ? single : here(reference)
  told({
    ...more,
    ...answer,
    pair: pairOf(here(reference), single) ?? results.pair,
    ...(shown ? { race: shown.race, trajectories: shown.trajectories } : {}),
  })
}

const here = (reference: Results['reference']): Reference | null =>
  reference === 'failed' ? null : reference

function pairOf(reference: Reference | null, single: Single | null): Results['pair'] {
  if (!reference || !single || !isSameRace(reference.race, single.race)) return null
  return { reference, single }
}

/** Equal races need not be one object: a new name makes a new one. */
const isSameRace = (a: ReadyRace, b: ReadyRace) =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

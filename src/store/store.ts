import { temporal } from 'zundo'
import { createStore } from 'zustand/vanilla'
import { defaultSetup, defaultView } from '#setup/default-setup.ts'
import type { Setup } from '#setup/setup.ts'
import type { Results, State, View } from '#store/state.ts'

const UNDO_STEPS = 200

const firstView: View = {
  rect: null,
  step: 0,
  playing: false,
  speed: 1,
  loop: false,
  hover: null,
  dragging: false,
  wanted: null,
  frame: null,
  theme: 'light',
  lang: 'en',
  notice: null,
  link: defaultView,
  scene: null,
  curves: ['loss', 'lr', 'gradient'],
  linear: [],
  arrows: false,
  respread: false,
  neighbours: true,
  cloudsBy: 'run',
  presenting: false,
  mutedBefore: null,
  folded: [],
  opened: [],
}

const noResults: Results = {
  reference: null,
  single: null,
  pair: null,
  swarm: { device: null, none: false, lanes: 0, rate: null, behind: null, unfit: [] },
  race: null,
  trajectories: [],
  status: 'busy',
  share: 0,
  facts: null,
  field: null,
  levels: null,
  arrows: null,
  minima: null,
  sharpness: null,
}

/** The page's only store. Only the setup can be undone; actions are in actions.ts and clock.ts. */
export const store = createStore<State>()(
  temporal(() => ({ setup: defaultSetup, view: firstView, results: noResults }), {
    partialize: ({ setup }) => ({ setup }),
    equality: (before, after) => before.setup === after.setup,
    limit: UNDO_STEPS,
  }),
)

/** The setup as it is now. */
export const setupNow = (): Setup => store.getState().setup

/** Changes part of the view. */
export const look = (patch: Partial<View>): void =>
  store.setState(({ view }) => ({ view: { ...view, ...patch } }))

/** Changes part of the results. */
export const told = (patch: Partial<Results>): void =>
  store.setState(({ results }) => ({ results: { ...results, ...patch } }))

/** Calls `changed` whenever what `read` returns is another value than before. Returns how to stop. */
export function watch<V>(read: (state: State) => V, changed: (value: V, before: V) => void) {
  return store.subscribe((now, last) => {
    const [value, before] = [read(now), read(last)]
    if (!Object.is(value, before)) changed(value, before)
  })
}

import type { CurveId } from '#store/curve-ids.ts'
import { CURVES } from '#store/curve-ids.ts'
import { lastOf } from '#store/memo.ts'
import { isSingle } from '#store/shown-race.ts'
import type { State } from '#store/state.ts'
import { look, store, watch } from '#store/store.ts'

const without = (curves: readonly CurveId[]) => curves.filter((id) => id !== 'drift')

const withoutDrift = lastOf(without)
const EVERY: readonly CurveId[] = CURVES
const IN_DOUBLE = without(CURVES)

/** The curves there are to choose from: precisions are compared only where the race is in float32. */
export const offeredCurves = (state: Pick<State, 'setup' | 'results'>): readonly CurveId[] =>
  isSingle(state) ? EVERY : IN_DOUBLE

/** The curves that are drawn. */
export const drawnCurves = (state: State): readonly CurveId[] =>
  isSingle(state) ? state.view.curves : withoutDrift(state.view.curves)

/** A race in float32 brings the curve that compares it; it can be taken away. Returns how to stop. */
export function followPrecision(): () => void {
  const follow = (single: boolean) => {
    const { curves } = store.getState().view
    if (single && !curves.includes('drift')) look({ curves: [...curves, 'drift'] })
  }
  follow(isSingle(store.getState()))
  return watch(isSingle, follow)
}

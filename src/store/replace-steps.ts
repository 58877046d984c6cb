import type { Setup } from '#setup/setup.ts'
import { endGesture } from '#store/actions.ts'
import { store } from '#store/store.ts'

/**
 * Makes one step of Undo of everything since the setup was `before` and of what `act` does; none where
 * that comes to what was before. Where `before` is no step of the history, `act` is a step by itself.
 */
export function replaceSteps(before: Setup, act: () => void): void {
  endGesture()
  act()
  const { pastStates } = store.temporal.getState()
  const first = pastStates.findLastIndex(({ setup }) => setup === before)
  if (first < 0) return
  const same = JSON.stringify(before) === JSON.stringify(store.getState().setup)
  store.temporal.setState({ pastStates: pastStates.slice(0, same ? first : first + 1) })
}

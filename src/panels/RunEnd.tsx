import { useCallback } from 'react'
import { Live } from '#panels/Live.tsx'
import { runStatus } from '#panels/run-status.ts'
import { words } from '#i18n/words.ts'
import type { State } from '#store/state.ts'
import { isOver, shownRunAt } from '#store/shown-runs.ts'

/** How a run ended, once the clock is there. */
export function RunEnd({ place }: { place: number }) {
  const status = useCallback(
    (state: State) => {
      const run = shownRunAt(state, place)
      if (!run || !isOver(run, state.view.step)) return ''
      const { status: how } = run.trajectory
      return how === 'running' ? '' : runStatus(run, state.view.step, words(state.view.lang))
    },
    [place],
  )
  return <Live className="card-status" read={status} />
}

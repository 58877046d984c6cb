import type { Words } from '#i18n/en.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import type { Unfit } from '#engine/swarm-protocol.ts'
import { isSingle } from '#store/shown-race.ts'
import { shownRunAt } from '#store/shown-runs.ts'

/** What of a run this GPU cannot do; nothing where it does all. */
export function RunUnfit({ place }: { place: number }) {
  const { swarm: words } = useWords()
  const unfit = useApp(({ results }) => results.swarm.unfit.find(({ run }) => run === place))
  const double = useApp((state) => {
    const from = isSingle(state) ? shownRunAt(state, place)?.from : undefined
    return from !== undefined && state.results.single?.precisions[from] === 'float64'
  })
  return (
    <>
      {double && <p className="quiet part-note">{words.double}</p>}
      {unfit && <p className="quiet part-note">{reason(unfit, words)}</p>}
    </>
  )
}

const reason = ({ of, needs, has }: Unfit, { unfit }: Words['swarm']): string =>
  of === 'compile' ? unfit.compile : unfit[of](needs, has)

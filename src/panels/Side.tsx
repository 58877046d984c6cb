import type { ReactNode } from 'react'
import { useApp } from '#panels/use-app.ts'
import type { Panel } from '#store/state.ts'
import { isHidden } from '#store/teacher.ts'

/**
 * A place beside the stage: folds away when the reader or a presentation asks, and is not there where
 * the link hides it. Without the bar nobody could unfold it, so then it stays.
 */
export function Side({ panel, children }: { panel: Panel; children: ReactNode }) {
  const gone = useApp((state) => isHidden(state, panel))
  const folded = useApp((state) => !isHidden(state, 'bar') && state.view.folded.includes(panel))
  const away = useApp(({ view }) => view.presenting && panel !== 'board')
  if (gone) return null
  return (
    <div
      className={`side side-${panel}`}
      data-folded={folded || away || undefined}
      inert={folded || away}
    >
      <div>{children}</div>
    </div>
  )
}

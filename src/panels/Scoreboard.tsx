import { useCallback, useState } from 'react'
import { words } from '#i18n/words.ts'
import { type ColumnId, COLUMNS, columns } from '#panels/board-columns.ts'
import { nextSort, type Sort, useBoardOrder } from '#panels/board-order.ts'
import { Live } from '#panels/Live.tsx'
import { measured } from '#panels/number-text.ts'
import { RunMark } from '#panels/RunMark.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { hover } from '#store/actions.ts'
import { readyOf } from '#store/ready.ts'
import { runTitle } from '#store/run-title.ts'
import { runId, runIndex, shownRunAt } from '#store/shown-runs.ts'
import type { State } from '#store/state.ts'

/** Who stands where when the clock stands here. */
export function Scoreboard() {
  const { board, tools } = useWords()
  const count = useApp(({ setup }) => setup.runs.length)
  const eps = useApp(({ setup }) => setup.eps)
  const known = useApp(({ setup }) => readyOf(setup).surface.fmin !== null)
  const [sort, setSort] = useState<Sort>(null)
  const order = useBoardOrder(sort, count)
  const heads: Readonly<Record<'run' | ColumnId, readonly [name: string, tip?: string]>> = {
    run: [board.run],
    now: [known ? board.gapNow : board.lossNow],
    best: [board.gapBest],
    target: [board.target, known ? board.targetTip(measured(eps)) : board.noTarget],
    gradients: [tools.board.gradients, tools.board.gradientsTip],
    status: [board.status],
  }
  return (
    <section className="board" aria-label={board.label}>
      <table>
        <thead>
          <tr>
            {(['run', ...COLUMNS] as const).map((column) => {
              const [name, tip] = heads[column]
              const way =
                sort?.by === column ? (sort.falling ? 'descending' : 'ascending') : undefined
              return (
                <th key={column} scope="col" data-cell={column} aria-sort={way}>
                  <button
                    type="button"
                    title={tip ? `${tip}\n${tools.board.sort}` : tools.board.sort}
                    onClick={() => setSort(nextSort(sort, column))}
                  >
                    {name}
                  </button>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {order.map((place) => (
            <Row key={runId(place)} place={place} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ place }: { place: number }) {
  const id = runId(place)
  const name = useApp(({ setup }) => runTitle(setup, place))
  const index = useApp(({ setup }) => runIndex(setup, place))
  const away = useApp(({ view }) => view.hover !== null && view.hover !== id)
  return (
    <tr
      data-away={away || undefined}
      onPointerEnter={() => hover(id)}
      onPointerLeave={() => hover(null)}
    >
      <th scope="row" title={name}>
        <RunMark index={index} />
        {name}
      </th>
      {COLUMNS.map((cell) => (
        <td key={cell} data-cell={cell}>
          <Cell place={place} cell={cell} />
        </td>
      ))}
    </tr>
  )
}

function Cell({ place, cell }: { place: number; cell: ColumnId }) {
  const read = useCallback(
    (state: State) => {
      const run = shownRunAt(state, place)
      return run ? columns[cell].text({ run, place, state }, words(state.view.lang)) : '–'
    },
    [place, cell],
  )
  return <Live read={read} />
}

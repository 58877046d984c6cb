import { useCallback } from 'react'
import type { Words } from '#i18n/en.ts'
import { words } from '#i18n/words.ts'
import { Live } from '#panels/Live.tsx'
import { measured } from '#panels/number-text.ts'
import { runStatus } from '#panels/run-status.ts'
import { RunMark } from '#panels/RunMark.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { hover } from '#store/actions.ts'
import { readyOf } from '#store/ready.ts'
import { runTitle } from '#store/run-title.ts'
import { runId, runIndex, type ShownRun, shownRuns, stepOf } from '#store/shown-runs.ts'
import type { State } from '#store/state.ts'

/** Who stands where when the clock stands here. */
export function Scoreboard() {
  const { board } = useWords()
  const count = useApp(({ setup }) => setup.runs.length)
  const eps = useApp(({ setup }) => setup.eps)
  const known = useApp(({ setup }) => readyOf(setup).surface.fmin !== null)
  return (
    <section className="board" aria-label={board.label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{board.run}</th>
            <th scope="col">{known ? board.gapNow : board.lossNow}</th>
            <th scope="col">{board.gapBest}</th>
            <th scope="col" title={known ? board.targetTip(measured(eps)) : board.noTarget}>
              {board.target}
            </th>
            <th scope="col">{board.status}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: count }, (_, place) => (
            <Row key={runId(place)} place={place} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const cells: Readonly<Record<string, (run: ShownRun, step: number, text: Words) => string>> = {
  now: (run, step) => measured(run.gap[stepOf(run, step)]),
  best: (run, step) => measured(run.best[stepOf(run, step)]),
  target: ({ trajectory: { status, at } }, step) =>
    status === 'reached' && at !== null && step >= at ? String(at) : '–',
  status: runStatus,
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
      <th scope="row">
        <RunMark index={index} />
        {name}
      </th>
      {Object.keys(cells).map((cell) => (
        <td key={cell} data-cell={cell}>
          <Cell place={place} cell={cell} />
        </td>
      ))}
    </tr>
  )
}

function Cell({ place, cell }: { place: number; cell: string }) {
  const read = useCallback(
    (state: State) => {
      const run = shownRuns(state)[place]
      return run ? cells[cell]!(run, state.view.step, words(state.view.lang)) : '–'
    },
    [place, cell],
  )
  return <Live read={read} />
}

import type { Words } from '#i18n/en.ts'
import { measured } from '#panels/number-text.ts'
import { runStatus } from '#panels/run-status.ts'
import { gradientsUpTo } from '#store/gradient-calls.ts'
import { type ShownRun, stepOf } from '#store/shown-runs.ts'
import type { State } from '#store/state.ts'

/** A run at the clock, with what its row says. */
export type BoardRun = {
  readonly run: ShownRun
  readonly place: number
  readonly state: State
}

/** What a column says of a run, and by what it sorts: a number that is not one stands last. */
type Column = {
  readonly text: (at: BoardRun, words: Words) => string
  readonly key: (at: BoardRun) => number
}

/** The step at which the run has reached its target, if the clock has passed it. */
function target({ run: { trajectory }, state }: BoardRun): number {
  const { status, at } = trajectory
  return status === 'reached' && at !== null && state.view.step >= at ? at : NaN
}

const gradients = ({ run, place, state }: BoardRun) =>
  gradientsUpTo(state.setup, place, stepOf(run, state.view.step))

const now = ({ run, state }: BoardRun) => run.gap[stepOf(run, state.view.step)] ?? NaN
const best = ({ run, state }: BoardRun) => run.best[stepOf(run, state.view.step)] ?? NaN

/** From the best end to the worst. */
const ENDS = ['reached', 'rest', 'running', 'undefined', 'diverged'] as const

function end({ run: { trajectory }, state }: BoardRun): number {
  const { status, at, n } = trajectory
  const told = at !== null && (state.view.step >= at || state.view.step >= n)
  return ENDS.indexOf(told ? status : 'running')
}

/** The columns after the run's name, in order. */
export const columns = {
  now: { text: (at) => measured(now(at)), key: now },
  best: { text: (at) => measured(best(at)), key: best },
  target: { text: (at) => (Number.isNaN(target(at)) ? '–' : String(target(at))), key: target },
  gradients: { text: (at) => String(gradients(at)), key: gradients },
  status: { text: ({ run, state }, words) => runStatus(run, state.view.step, words), key: end },
} as const satisfies Readonly<Record<string, Column>>

export type ColumnId = keyof typeof columns

export const COLUMNS: readonly ColumnId[] = ['now', 'best', 'target', 'gradients', 'status']

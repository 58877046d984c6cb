import type { ReadyRace } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'
import type { Setup } from '#setup/setup.ts'
import { lastOf } from '#store/memo.ts'
import { runTitle } from '#store/run-title.ts'
import type { State } from '#store/state.ts'

/** A run with what it did, as every panel shows it. */
export type ShownRun = {
  readonly id: string
  readonly name: string
  /** 0 … 15: colour, dash and marker */
  readonly index: number
  readonly mute: boolean
  readonly trajectory: Trajectory
  /** the loss, or f − f* where f* is known, at each step */
  readonly gap: Float64Array
  /** its least value so far, at each step */
  readonly best: Float64Array
}

/** The id of a run's place in the setup. */
export const runId = (place: number) => String(place)

/** The colour, dash and marker of a run. */
export const runIndex = ({ runs }: Pick<Setup, 'runs'>, place: number) =>
  runs[place]?.look?.color ?? place

const shown = lastOf(
  (
    setup: Setup,
    race: ReadyRace | null,
    trajectories: readonly Trajectory[],
  ): readonly ShownRun[] =>
    trajectories.slice(0, setup.runs.length).map((trajectory, place) => {
      const gap = above(trajectory.loss, race?.surface.fmin ?? null)
      return {
        id: runId(place),
        name: runTitle(setup, place),
        index: runIndex(setup, place),
        mute: setup.runs[place]?.look?.mute ?? false,
        trajectory,
        gap,
        best: leastSoFar(gap),
      }
    }),
)

/** The runs there are results for. */
export const shownRuns = ({ setup, results }: State): readonly ShownRun[] =>
  shown(setup, results.race, results.trajectories)

const above = (loss: Float64Array, fmin: number | null) =>
  fmin === null || fmin === 0 ? loss : loss.map((value) => value - fmin)

function leastSoFar(values: Float64Array): Float64Array {
  let least = Infinity
  return values.map((value) => (least = Math.min(least, value)))
}

/** The last step of a run that the clock has reached. */
export const stepOf = ({ trajectory: { n } }: ShownRun, step: number) =>
  Math.min(Math.floor(step), n)

/** True when the clock has passed all that a run did. */
export const isOver = ({ trajectory: { n } }: ShownRun, step: number) => step >= n

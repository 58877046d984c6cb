import type { ReadyRace } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'
import type { Run, Setup } from '#setup/setup.ts'
import { lastOf } from '#store/memo.ts'
import { runsOf } from '#store/ready.ts'
import { runTitle } from '#store/run-title.ts'
import type { State } from '#store/state.ts'

/** A run with what it did, as every panel shows it. */
export type ShownRun = {
  readonly id: string
  /** the place of its trajectory among the results */
  readonly from: number
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

/** The place that an id is of. */
export const placeOfRun = (id: string) => Number(id)

/** The colour, dash and marker of a run. */
export const runIndex = ({ runs }: Pick<Setup, 'runs'>, place: number) =>
  runs[place]?.look?.color ?? place

const shown = lastOf(
  (
    setup: Setup,
    race: ReadyRace | null,
    trajectories: readonly Trajectory[],
  ): readonly ShownRun[] =>
    pairs(setup.runs, race ? runsOf(race) : []).flatMap((from, place) => {
      const trajectory = trajectories[from]
      if (!trajectory) return []
      const fmin = race?.surface.fmin ?? null
      const run: ShownRun = {
        id: runId(place),
        from,
        name: runTitle(setup, place),
        index: runIndex(setup, place),
        mute: setup.runs[place]?.look?.mute ?? false,
        trajectory,
        get gap() {
          return gapOf(trajectory, fmin)
        },
        get best() {
          return bestOf(trajectory, fmin)
        },
      }
      return [run]
    }),
)

/**
 * For each run the place of what it did among the results, which may still be of the setup before:
 * no run may wear another's path. −1 where it did nothing yet.
 */
function pairs(runs: readonly Run[], before: readonly Run[]): readonly number[] {
  const free = new Set(before.keys())
  const found = runs.map((run) => {
    const from = before.findIndex((one, place) => free.has(place) && runsAlike(one, run))
    free.delete(from)
    return from
  })
  // A run that was edited shows what it did until the answer is there.
  return found.map((from, place) => {
    const same = runs.length === before.length && before[place]?.rule.id === runs[place]?.rule.id
    return from < 0 && same && free.has(place) ? place : from
  })
}

/** Equal but for label and looks: what is edited is a new object, what stays is the old one. */
const runsAlike = (a: Run, b: Run) =>
  a.rule === b.rule &&
  a.before === b.before &&
  a.after === b.after &&
  a.schedules === b.schedules &&
  a.start === b.start

/** The run at a place of the setup, if there is a result for it. */
export const shownRunAt = (state: State, place: number): ShownRun | undefined =>
  shownRuns(state).find(({ id }) => id === runId(place))

/** The runs there are results for, in the setup's order. */
export const shownRuns = ({ setup, results }: State): readonly ShownRun[] =>
  shown(setup, results.race, results.trajectories)

/** Long columns, made when first looked at and once a trajectory: f* stays with its race. */
function onceEach(make: (run: Trajectory, fmin: number | null) => Float64Array): typeof make {
  const made = new WeakMap<Trajectory, Float64Array>()
  return (run, fmin) => {
    const values = made.get(run) ?? make(run, fmin)
    made.set(run, values)
    return values
  }
}

// Loops: they are long, and a call for each number takes four times as long.
const gapOf = onceEach(({ loss }, fmin) => {
  if (fmin === null || fmin === 0) return loss
  const gap = new Float64Array(loss.length)
  for (let k = 0; k < gap.length; k++) gap[k] = loss[k]! - fmin
  return gap
})

const bestOf = onceEach((run, fmin) => {
  const gap = gapOf(run, fmin)
  const best = new Float64Array(gap.length)
  let least = Infinity
  for (let k = 0; k < best.length; k++) best[k] = least = Math.min(least, gap[k]!)
  return best
})

/** The last step of a run that the clock has reached. */
export const stepOf = ({ trajectory: { n } }: ShownRun, step: number) =>
  Math.min(Math.floor(step), n)

/** True when the clock has passed all that a run did. */
export const isOver = ({ trajectory: { n } }: ShownRun, step: number) => step >= n

import type { Executor } from '#formula/loop-instance.ts'
import { type LaneInput, laneInput, LanePart } from '#race/lane.ts'
import type { ReadyRace } from '#race/ready.ts'
import { Recorder } from '#race/recorder.ts'
import { rowsOf, RunPlanner, type Segment } from '#race/run-plan.ts'
import { same } from '#race/same.ts'
import type { Rates } from '#race/schedule-table.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** Steps between two looks at the clock, so that a newer setup can stop an older one. */
const SLICE = 4096

/** A run made ready to step: everything that does not depend on where it starts. */
type Lane = {
  readonly input: LaneInput
  readonly own: number | null
  readonly dims: 1 | 2
  readonly rates: Rates
  readonly parts: readonly { readonly segment: Segment; readonly part: LanePart }[]
}

/**
 * Runs races. Keeps compiled programs and each run's memory between calls, so that a changed number
 * compiles nothing and a moved start recomputes no table.
 */
export class RaceEngine {
  readonly #executor: Executor
  readonly #planner: RunPlanner
  #lanes: (Lane | undefined)[] = []

  constructor(executor: Executor = 'wasm') {
    this.#executor = executor
    this.#planner = new RunPlanner(executor)
  }

  /** Every run's trajectory, in order. Throws LaneError when a formula is wrong. */
  race(race: ReadyRace): Trajectory[] {
    const steps = this.steps(race)
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value
    }
  }

  /** The same in slices: yields the share done, in (0, 1), whenever another task may be looked at. */
  *steps(race: ReadyRace): Generator<number, Trajectory[]> {
    const trajectories: Trajectory[] = []
    this.#lanes = this.#lanes.slice(0, race.runs.length)
    const { T } = race
    for (const [index, { start }] of race.runs.entries()) {
      const lane = this.#lane(laneInput(race, index), index)
      const recorder = new Recorder(race, start, lane.own)
      let carried = new Map<string, number>()
      for (const { segment, part } of lane.parts) {
        const last = rowsOf(segment, T)
        part.start(start, carried, segment.first, lane.rates)
        for (let k = segment.first; k < last; k += SLICE) {
          part.instance.run(k, Math.min(k + SLICE, last))
          yield (index + Math.min(k + SLICE, T) / T) / race.runs.length
        }
        recorder.read(part.program, part.instance, segment.first, last)
        carried = part.carried()
      }
      trajectories.push(recorder.trajectory(carried, lane.dims))
    }
    return trajectories
  }

  #lane(input: LaneInput, index: number): Lane {
    const kept = this.#lanes[index]
    if (kept && same(kept.input, input)) return kept
    // its memory is about to change; should that fail, nothing of it may be believed
    this.#lanes[index] = undefined
    const { own, dims, rates, parts: planned } = this.#planner.plan(input)
    const parts = planned.map(({ segment, program, values }, i) => {
      const before = kept?.parts[i]?.part
      const part = before?.program === program ? before : new LanePart(program, this.#executor)
      part.prepare(input, values, rates, rowsOf(segment, input.T))
      return { segment, part }
    })
    return (this.#lanes[index] = { input, own, dims, rates, parts })
  }
}

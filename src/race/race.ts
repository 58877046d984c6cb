import type { Executor } from '#formula/loop-instance.ts'
import { Cache } from '#race/cache.ts'
import { type LaneInput, LanePart, laneValues } from '#race/lane.ts'
import { laneProgram, type LaneProgram, type Rate } from '#race/lane-program.ts'
import {
  ownMomentum,
  paramShape,
  type ReadyRace,
  type ReadyRun,
  type ReadySchedule,
  type ReadyStage,
} from '#race/ready.ts'
import { Recorder } from '#race/recorder.ts'
import { same } from '#race/same.ts'
import { type Rates, readsLoss, scheduleRates } from '#race/schedule-table.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** Steps between two looks at the clock, so that a newer setup can stop an older one. */
const SLICE = 4096

/** A stretch of a run with one program: several table-driven schedules, or one that reads the loss. */
type Segment = { first: number; end: number; schedule: ReadySchedule | null }

/** A run made ready to step: everything that does not depend on where it starts. */
type Lane = {
  readonly input: LaneInput
  readonly own: number | null
  /** at every step; a schedule that reads the loss leaves its stretch as it is */
  readonly rates: Rates
  readonly parts: readonly { readonly segment: Segment; readonly part: LanePart }[]
}

/**
 * Runs races in float64. Keeps compiled programs and each run's memory between calls, so that a
 * changed number compiles nothing and a moved start recomputes no table.
 */
export class RaceEngine {
  readonly #executor: Executor
  readonly #programs = new Cache<LaneProgram>(256)
  #lanes: (Lane | undefined)[] = []

  constructor(executor: Executor = 'wasm') {
    this.#executor = executor
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
    for (const [index, { start, ...run }] of race.runs.entries()) {
      const { surface, T, seed, noise } = race
      const lane = this.#lane({ surface, run, T, seed, noise }, index)
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
      trajectories.push(recorder.trajectory(carried))
    }
    return trajectories
  }

  #lane(input: LaneInput, index: number): Lane {
    const kept = this.#lanes[index]
    if (kept && same(kept.input, input)) return kept
    // its memory is about to change; should that fail, nothing of it may be believed
    this.#lanes[index] = undefined
    const { run, T } = input
    const own = ownMomentum(run.rule)?.value ?? null
    const lr0 = rateOf(run.rule)
    const rates = this.#rates(run, lr0, own ?? 0, T)
    const parts = segments(run, T).map((segment, i) => {
      const rate: Rate = segment.schedule
        ? { kind: 'schedule', stage: segment.schedule }
        : { kind: 'table', momentum: rates.momentum !== null }
      const program = this.#program(input, rate)
      const before = kept?.parts[i]?.part
      const part = before?.program === program ? before : new LanePart(program, this.#executor)
      part.prepare(
        input,
        laneValues(input, segment, { lr0, own: own ?? 0 }),
        rates,
        rowsOf(segment, T),
      )
      return { segment, part }
    })
    return (this.#lanes[index] = { input, own, rates, parts })
  }

  /** Rates of all schedules that do not read the loss, in one table over the whole run. */
  #rates(run: LaneInput['run'], lr0: number, own: number, T: number): Rates {
    const lr = new Float64Array(T + 1)
    let momentum: Float64Array | null = null
    let first = 0
    for (const schedule of run.schedules) {
      if (!readsLoss(schedule)) {
        const rates = scheduleRates(schedule, lr0, own, this.#executor)
        const left = T - first
        lr.set(rates.lr.subarray(0, left), first)
        if (rates.momentum)
          (momentum ??= new Float64Array(T + 1).fill(own)).set(
            rates.momentum.subarray(0, left),
            first,
          )
      }
      first = Math.min(first + schedule.steps, T)
    }
    return { lr, momentum }
  }

  #program({ surface, run, noise }: LaneInput, rate: Rate): LaneProgram {
    const shape = (stage: ReadyStage) => [stage.id, stage.formula, stage.params.map(paramShape)]
    const stages = [surface, ...run.before, run.rule, ...run.after].map(shape)
    const noisy = noise > 0
    const how = rate.kind === 'table' ? rate.momentum : shape(rate.stage)
    const key = JSON.stringify([stages, run.before.length, noisy, how])
    return this.#programs.get(key, () => laneProgram(surface, run, rate, noisy))
  }
}

/** One row more than steps where the run ends: the last point is recorded too. */
const rowsOf = (segment: Segment, T: number): number => (segment.end === T ? T + 1 : segment.end)

const rateOf = (rule: ReadyStage): number => {
  const lr = rule.params.find(({ name }) => name === 'lr')?.value
  return typeof lr === 'number' ? lr : NaN
}

/** Cuts a run where the program changes: before and after every schedule that reads the loss. */
function segments(run: Pick<ReadyRun, 'schedules'>, T: number): Segment[] {
  const found: Segment[] = []
  let first = 0
  for (const schedule of run.schedules) {
    const end = Math.min(first + schedule.steps, T)
    if (end === first) continue
    const last = found.at(-1)
    if (readsLoss(schedule)) found.push({ first, end, schedule })
    else if (last && !last.schedule) last.end = end
    else found.push({ first, end, schedule: null })
    first = end
  }
  return found.length > 0 ? found : [{ first: 0, end: T, schedule: null }]
}

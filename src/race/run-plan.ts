import { type Executor, inFloat64 } from '#formula/loop-instance.ts'
import { Cache } from '#race/cache.ts'
import { type LaneInput, laneValues } from '#race/lane.ts'
import { laneProgram, type LaneProgram, type Rate } from '#race/lane-program.ts'
import { ownMomentum, paramShape, type ReadySchedule, type ReadyStage } from '#race/ready.ts'
import { type Rates, readsLoss, scheduleRates } from '#race/schedule-table.ts'

/** A stretch of a run with one program: several table-driven schedules, or one that reads the loss. */
export type Segment = {
  readonly first: number
  readonly end: number
  readonly schedule: ReadySchedule | null
}

/** A stretch with its program and a number for each of the program's parameters, by name. */
export type PlannedPart = {
  readonly segment: Segment
  readonly program: LaneProgram
  readonly values: ReadonlyMap<string, number>
}

/** Everything of a run that does not depend on where it starts, or on what computes it. */
export type RunPlan = {
  readonly input: LaneInput
  /** the rule's own momentum, or null */
  readonly own: number | null
  /** coordinates of the surface */
  readonly dims: 1 | 2
  /** at every step, float64; a schedule that reads the loss leaves its stretch as it is */
  readonly rates: Rates
  readonly parts: readonly PlannedPart[]
}

/** Plans runs; keeps programs, so that a changed number lowers no formula again. */
export class RunPlanner {
  readonly #executor: Executor
  readonly #programs = new Cache<LaneProgram>(256)

  /** `executor`: of the steps; its likes in float64 compute the tables of rates. */
  constructor(executor: Executor = 'wasm') {
    this.#executor = inFloat64(executor)
  }

  /**
   * `inside`: every schedule runs inside the loop, as where each lane has its own lr0. Throws LaneError
   * when a formula is wrong.
   */
  plan(input: LaneInput, inside = false): RunPlan {
    const { run, T } = input
    const own = ownMomentum(run.rule)?.value ?? null
    const lr0 = rateOf(run.rule)
    const rates = this.#rates(run, lr0, own ?? 0, T)
    const parts = segments(run, T, inside).map((segment) => {
      const rate: Rate = segment.schedule
        ? { kind: 'schedule', stage: segment.schedule }
        : { kind: 'table', momentum: rates.momentum !== null }
      const program = this.#program(input, rate)
      return { segment, program, values: laneValues(input, segment, { lr0, own: own ?? 0 }) }
    })
    return { input, own, dims: parts[0]!.program.dims, rates, parts }
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
export const rowsOf = (segment: Segment, T: number): number =>
  segment.end === T ? T + 1 : segment.end

const rateOf = (rule: ReadyStage): number => {
  const lr = rule.params.find(({ name }) => name === 'lr')?.value
  return typeof lr === 'number' ? lr : NaN
}

/** Cuts a run where the program changes: before and after every schedule that reads the loss. */
function segments(run: LaneInput['run'], T: number, inside: boolean): Segment[] {
  const found: { first: number; end: number; schedule: ReadySchedule | null }[] = []
  let first = 0
  for (const schedule of run.schedules) {
    const end = Math.min(first + schedule.steps, T)
    if (end === first) continue
    const last = found.at(-1)
    if (inside || readsLoss(schedule)) found.push({ first, end, schedule })
    else if (last && !last.schedule) last.end = end
    else found.push({ first, end, schedule: null })
    first = end
  }
  return found.length > 0 ? found : [{ first: 0, end: T, schedule: null }]
}

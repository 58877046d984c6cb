import { evaluate } from '#formula/interpret.ts'
import { type Executor, instantiateLoop, type LoopInstance } from '#formula/loop-instance.ts'
import { Cache } from '#race/cache.ts'
import { laneProgram, type Feed, type LaneProgram, ownMomentum, type Rate } from '#race/lane-program.ts'
import { NOISE_SITE, randn } from '#race/randn.ts'
import { paramShape, type ReadyRace, type ReadyRun, type ReadySchedule, type ReadyStage } from '#race/ready.ts'
import { readsLoss, scheduleRates } from '#race/schedule-table.ts'
import { Recorder } from '#race/recorder.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** Steps between two looks at the clock, so that a newer setup can stop an older one. */
const SLICE = 4096

/** A stretch of a run with one program: several table-driven schedules, or one that reads the loss. */
type Segment = { first: number; end: number; schedule: ReadySchedule | null }

/** Rates of all schedules that do not read the loss, over the whole run, and where the others stand. */
type Tables = { lr: Float64Array; momentum: Float64Array | null; segments: Segment[] }

type Slot = { program: LaneProgram; instance: LoopInstance; table: string; draws: string }

/**
 * Runs races in float64. Keeps compiled programs and each run's memory between calls, so that a
 * changed number compiles nothing and a moved start recomputes no table.
 */
export class RaceEngine {
  readonly #executor: Executor
  readonly #programs = new Cache<LaneProgram>(256)
  readonly #rates = new Cache<Tables>(256)
  readonly #slots = new Map<string, Slot>()

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
    for (const [index, run] of race.runs.entries()) {
      for (const share of this.#run(race, run, index, trajectories)) yield (index + share) / race.runs.length
    }
    for (const key of this.#slots.keys()) {
      if (Number.parseInt(key, 10) >= race.runs.length) this.#slots.delete(key)
    }
    return trajectories
  }

  *#run(race: ReadyRace, run: ReadyRun, index: number, out: Trajectory[]): Generator<number> {
    const { T } = race
    const own = ownMomentum(run.rule)
    const rates = this.#tables(run, own?.value ?? 0, T)
    const recorder = new Recorder(race, run.start, own?.value ?? null)
    let carried = new Map<string, number>()
    for (const [part, segment] of rates.segments.entries()) {
      const rate: Rate = segment.schedule
        ? { kind: 'schedule', stage: segment.schedule }
        : { kind: 'table', momentum: rates.momentum !== null }
      const program = this.#program(race, run, rate)
      const slot = this.#slot(`${index}.${part}`, program)
      const last = segment.end === T ? T + 1 : segment.end
      const values = this.#values(race, run, segment, own?.value ?? 0)
      this.#prepare(slot, race, values, rates, last)
      this.#start(slot, run, values, carried, segment.first, rates.lr[segment.first] ?? 0)
      for (let k = segment.first; k < last; k += SLICE) {
        slot.instance.run(k, Math.min(k + SLICE, last))
        if (k + SLICE < last) yield k / T
      }
      recorder.read(slot.program, slot.instance, segment.first, last)
      const memory = slot.instance.memory()
      carried = new Map(program.carried.map((name, i) => [name, memory[program.plan.carriedAt + i]!]))
    }
    out.push(recorder.trajectory())
    yield 1
  }

  #tables(run: ReadyRun, own: number, T: number): Tables {
    const lr0 = rateOf(run.rule)
    const key = JSON.stringify([run.schedules, lr0, own, T])
    return this.#rates.get(key, () => {
      const lr = new Float64Array(T + 1)
      let momentum: Float64Array | null = null
      let first = 0
      for (const schedule of run.schedules) {
        if (!readsLoss(schedule)) {
          const rates = scheduleRates(schedule, lr0, own, this.#executor)
          lr.set(rates.lr, first)
          if (rates.momentum) (momentum ??= new Float64Array(T + 1).fill(own)).set(rates.momentum, first)
        }
        first += schedule.steps
      }
      return { lr, momentum, segments: segments(run, T) }
    })
  }

  #program(race: ReadyRace, run: ReadyRun, rate: Rate): LaneProgram {
    const shape = (stage: ReadyStage) => [stage.id, stage.formula, stage.params.map(paramShape)]
    const stages = [race.surface, ...run.before, run.rule, ...run.after].map(shape)
    const key = JSON.stringify([
      stages, run.before.length, race.noise > 0, rate.kind === 'table' ? rate.momentum : shape(rate.stage),
    ])
    return this.#programs.get(key, () => laneProgram(race.surface, run, rate, race.noise > 0))
  }

  #slot(key: string, program: LaneProgram): Slot {
    const kept = this.#slots.get(key)
    if (kept?.program === program) return kept
    const slot = { program, instance: instantiateLoop(program.plan, this.#executor), table: '', draws: '' }
    this.#slots.set(key, slot)
    return slot
  }

  /** Numbers for the program's parameters, by name. */
  #values(race: ReadyRace, run: ReadyRun, segment: Segment, own: number): Map<string, number> {
    const values = new Map<string, number>([
      ['T', race.T], ['lr0', rateOf(run.rule)], ['own.momentum', own],
      ['part.start', segment.first], ['part.T', segment.end - segment.first], ['start.1', run.start[1]],
    ])
    const put = (prefix: string, stage: ReadyStage) => {
      for (const { name, value } of stage.params) {
        if (typeof value === 'number') values.set(`${prefix}${name}`, value)
        else for (const [i, number] of value.entries()) values.set(`${prefix}${name}[${i}]`, number)
      }
    }
    put('surface.', race.surface)
    ;[...run.before, run.rule, ...run.after].forEach((stage, i) => { put(`${i}.`, stage) })
    if (segment.schedule) put('schedule.', segment.schedule)
    return values
  }

  /** Writes parameters, the table and all feeds, unless they are there already. */
  #prepare(
    slot: Slot,
    race: ReadyRace,
    values: ReadonlyMap<string, number>,
    rates: Tables,
    rows: number,
  ): void {
    const { program, instance } = slot
    const numbers = program.params.map((name) => values.get(name)!)
    const table = JSON.stringify([program.plan.tableParams.map((i) => numbers[i]), rows])
    const draws = JSON.stringify([race.seed, race.noise, rows])
    instance.reserve(rows)
    const memory = instance.memory()
    memory.set(numbers, program.plan.paramsAt)
    if (slot.table !== table) instance.table(0, rows)
    program.feeds.forEach((feed, i) => {
      const at = instance.feedAt(i)
      if (feed.kind === 'lr') memory.set(rates.lr.subarray(0, rows), at)
      else if (feed.kind === 'momentum') memory.set(rates.momentum!.subarray(0, rows), at)
      else if (slot.draws !== draws) draw(feed, race, memory.subarray(at, at + rows))
    })
    slot.draws = draws
    slot.table = table
  }

  #start(
    slot: Slot,
    run: ReadyRun,
    values: ReadonlyMap<string, number>,
    carried: ReadonlyMap<string, number>,
    first: number,
    lr: number,
  ): void {
    const { program, instance } = slot
    const point = [carried.get('theta.0') ?? run.start[0], carried.get('theta.1') ?? run.start[1]]
    const inputs = new Map([
      ...values, ['k', first], ['lr', lr], ['start.0', point[0]!], ['start.1', point[1]!],
      ['theta.0', point[0]!], ['theta.1', point[1]!],
    ] as [string, number][])
    const initial = evaluate(program.plan.loop.graph, program.initial, inputs)
    const cells = program.carried.map((name, i) => carried.get(name) ?? initial[i]!)
    instance.memory().set(cells, program.plan.carriedAt)
  }
}

const rateOf = (rule: ReadyStage): number => {
  const lr = rule.params.find(({ name }) => name === 'lr')?.value
  return typeof lr === 'number' ? lr : NaN
}

function draw(feed: Feed, race: ReadyRace, into: Float64Array): void {
  if (feed.kind === 'lr' || feed.kind === 'momentum') return
  const scale = feed.kind === 'noise' ? race.noise : 1
  const site = feed.kind === 'noise' ? NOISE_SITE : feed.site
  for (let k = 0; k < into.length; k++) into[k] = scale * randn(race.seed, 0, k, feed.coordinate, site)
}

/** Cuts a run where the program changes: before and after every schedule that reads the loss. */
function segments(run: ReadyRun, T: number): Segment[] {
  const found: Segment[] = []
  let first = 0
  for (const schedule of run.schedules) {
    const end = Math.min(first + schedule.steps, T)
    const last = found.at(-1)
    if (end === first) continue
    if (readsLoss(schedule)) {
      found.push({ first, end, schedule })
    } else if (last && !last.schedule) last.end = end
    else found.push({ first, end, schedule: null })
    first = end
  }
  return found.length > 0 ? found : [{ first: 0, end: T, schedule: null }]
}

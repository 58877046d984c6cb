import { paramNumbers } from '#formula/entry-program.ts'
import {
  type Executor,
  instantiateLoop,
  isFloat32,
  type LoopInstance,
} from '#formula/loop-instance.ts'
import { SURFACE } from '#formula/surface.ts'
import { isDraw, type LaneProgram } from '#race/lane-program.ts'
import { randn } from '#race/randn.ts'
import type { ReadyRace, ReadyRun, ReadySchedule, ReadyStage, ReadySurface } from '#race/ready.ts'
import { same } from '#race/same.ts'
import { SCHEDULE } from '#race/schedule-nodes.ts'
import type { Rates } from '#race/schedule-table.ts'
import { startValues } from '#race/start-values.ts'

/** What decides a lane's tables and draws: all of a race but the starts and the other runs. */
export type LaneInput = {
  readonly surface: ReadySurface
  readonly run: Omit<ReadyRun, 'start'>
  readonly T: number
  readonly seed: number
  readonly noise: number
}

/** That of run number `place` of a race. */
export function laneInput({ surface, runs, T, seed, noise }: ReadyRace, place: number): LaneInput {
  const found = runs[place]
  if (!found) throw new Error(`no run ${place}`)
  const { start: _, ...run } = found
  return { surface, run, T, seed, noise }
}

/** One program of a run, in memory of its own: parameters, tables and draws stay between races. */
export class LanePart {
  readonly program: LaneProgram
  readonly instance: LoopInstance
  readonly #float32: boolean
  #table: unknown
  #draws: unknown
  #numbers: number[] = []

  constructor(program: LaneProgram, executor: Executor) {
    this.program = program
    this.instance = instantiateLoop(program.plan, executor)
    this.#float32 = isFloat32(executor)
  }

  /** Writes parameters and feeds for steps 0 ≤ k < rows; the table only if what it depends on changed. */
  prepare(input: LaneInput, values: ReadonlyMap<string, number>, rates: Rates, rows: number): void {
    const { program, instance } = this
    this.#numbers = program.params.map((name) => values.get(name)!)
    instance.reserve(rows)
    const memory = instance.memory()
    memory.set(this.#numbers, program.plan.paramsAt)
    const table = [rows, program.plan.tableParams.map((i) => this.#numbers[i])]
    if (!same(table, this.#table)) instance.table(0, rows)
    const draws = [rows, input.seed, input.noise]
    const drawn = same(draws, this.#draws)
    // rounded before the product, as where the product is made in float32
    const sigma = this.#float32 ? Math.fround(input.noise) : input.noise
    program.feeds.forEach((feed, i) => {
      const at = instance.feedAt(i)
      if (!isDraw(feed)) memory.set(rates[feed.kind]!.subarray(0, rows), at)
      else if (!drawn) {
        const scale = feed.kind === 'noise' ? sigma : 1
        for (let k = 0; k < rows; k++)
          memory[at + k] = scale * randn(input.seed, 0, k, feed.coordinate, feed.site)
      }
    })
    this.#table = table
    this.#draws = draws
  }

  /** Sets the carried values: those of the part before, else their initial values at this point. */
  start(
    point: readonly [number, number],
    carried: ReadonlyMap<string, number>,
    first: number,
    rates: Rates,
  ): void {
    const { program, instance } = this
    const memory = instance.memory()
    program.params.forEach((name, i) => {
      if (name === 'start.1') memory[program.plan.paramsAt + i] = this.#numbers[i] = point[1]
    })
    const values = startValues(program, this.#numbers, { point, carried, first, rates })
    memory.set(values, program.plan.carriedAt)
  }

  /** The carried values by name, as the last run left them; the next schedule has its own. */
  carried(): Map<string, number> {
    const memory = this.instance.memory()
    const all = this.program.carried.map(
      (name, i) => [name, memory[this.program.plan.carriedAt + i]!] as const,
    )
    return new Map(all.filter(([name]) => !name.startsWith(SCHEDULE)))
  }
}

/** Numbers for a part's parameters, by the names its program gives them. */
export function laneValues(
  { surface, run, T }: LaneInput,
  part: { readonly first: number; readonly schedule: ReadySchedule | null },
  numbers: { readonly lr0: number; readonly own: number },
): Map<string, number> {
  const values = new Map<string, number>([
    ['T', T],
    ['lr0', numbers.lr0],
    ['own.momentum', numbers.own],
    ['part.start', part.first],
    ['part.T', part.schedule?.steps ?? NaN],
    ['start.1', 0],
  ])
  const put = (prefix: string, stage: ReadyStage) => {
    for (const param of stage.params)
      for (const [name, value] of paramNumbers(prefix, param)) values.set(name, value)
  }
  put(SURFACE, surface)
  ;[...run.before, run.rule, ...run.after].forEach((stage, i) => {
    put(`${i}.`, stage)
  })
  if (part.schedule) put(SCHEDULE, part.schedule)
  return values
}

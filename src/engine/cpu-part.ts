import { planLoop } from '#formula/loop.ts'
import type { Executor } from '#formula/loop-instance.ts'
import { LanePart } from '#race/lane.ts'
import { type DrawFeed, isDraw } from '#race/lane-program.ts'
import { leanLoop } from '#race/lean-loop.ts'
import { randn } from '#race/randn.ts'
import type { PlannedPart, RunPlan } from '#race/run-plan.ts'
import { SCHEDULE } from '#race/schedule-nodes.ts'

/** A draw that every lane has its own of: the place of its feed, and what it is multiplied by. */
type Draw = { readonly place: number; readonly scale: number; readonly feed: DrawFeed }

/** One part of a run in float32 on the processor: what it needs is made once, lanes pass through it. */
export class CpuPart {
  readonly first: number
  readonly end: number
  /** names of a lane's cells, θ first */
  readonly cells: readonly string[]
  readonly #part: LanePart
  readonly #plan: RunPlan
  readonly #dims: 1 | 2
  readonly #draws: readonly Draw[]
  /** the cells that every lane begins with, but for θ; null where they depend on it */
  readonly #template: Float64Array | null

  constructor(plan: RunPlan, { segment, program, values }: PlannedPart, executor: Executor) {
    const lean = leanLoop(program, new Set())
    const { graph } = lean.loop
    this.first = segment.first
    this.end = segment.end
    this.cells = lean.cells.map(({ name }) => name)
    this.#plan = plan
    this.#dims = program.dims
    const own = {
      ...program,
      plan: planLoop(lean.loop),
      feeds: lean.feeds,
      records: lean.records,
      carried: this.cells,
      initial: lean.cells.map(({ initial }) => initial),
    }
    this.#part = new LanePart(own, executor)
    this.#part.prepare(plan.input, values, plan.rates, segment.end)
    const sigma = Math.fround(plan.input.noise)
    this.#draws = lean.feeds.flatMap((feed, place) =>
      isDraw(feed) ? [{ place, scale: feed.kind === 'noise' ? sigma : 1, feed }] : [],
    )
    const initial = own.initial.slice(program.dims).map((id) => graph.valueOf(id))
    const known = initial.filter((value) => value !== undefined)
    this.#template =
      known.length === initial.length
        ? Float64Array.from([...Array<number>(program.dims).fill(0), ...known])
        : null
  }

  /** A lane's cells as the part begins; `before`: what the part before left, by name. */
  enter(point: readonly [number, number], before: ReadonlyMap<string, number>): Float64Array {
    const memory = this.#part.instance.memory()
    const at = this.#part.program.plan.carriedAt
    if (this.#template && before.size === 0) {
      memory.set(this.#template, at)
      memory.set(point.slice(0, this.#dims), at)
    } else this.#part.start(point, before, this.first, this.#plan.rates)
    return memory.subarray(at, at + this.cells.length)
  }

  /** What the next part takes over from these cells; a schedule has its own. */
  leave(cells: Float64Array): Map<string, number> {
    const named = this.cells.map((name, i) => [name, cells[i]!] as const)
    return new Map(named.filter(([name]) => !name.startsWith(SCHEDULE)))
  }

  /** Where a lane's cells are to be put before `run`, and stand after it. */
  get here(): Float64Array {
    const at = this.#part.program.plan.carriedAt
    return this.#part.instance.memory().subarray(at, at + this.cells.length)
  }

  /** Steps first ≤ k < end of the lane whose cells stand `here`. */
  run(lane: number, first: number, end: number): void {
    const { instance } = this.#part
    const { seed } = this.#plan.input
    const memory = instance.memory()
    for (const { place, scale, feed } of this.#draws) {
      const at = instance.feedAt(place)
      for (let k = first; k < end; k++)
        memory[at + k] = scale * randn(seed, lane, k, feed.coordinate, feed.site)
    }
    instance.run(first, end)
  }
}

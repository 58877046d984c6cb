import { paramNumbers } from '#formula/entry-program.ts'
import { attempt } from '#formula/formula-error.ts'
import { Graph, type NodeId } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import { planLoop, type LoopPlan } from '#formula/loop.ts'
import { type Executor, instantiateLoop, type LoopInstance } from '#formula/loop-instance.ts'
import { bounded } from '#formula/surface.ts'
import { Cache } from '#race/cache.ts'
import { orThrow } from '#race/lane-error.ts'
import { paramShape, type ReadySchedule, type ReadyStage } from '#race/ready.ts'
import { SCHEDULE, scheduleNodes } from '#race/schedule-nodes.ts'

/** True when the schedule's text, its switches folded, reads `loss`: it must run inside the race. */
export function readsLoss(stage: ReadyStage): boolean {
  return scheduleProgram(stage).waits
}

/** Steps of the longest schedule whose memory is kept. */
const KEPT_ROWS = 8192

/** The rate at each step, and the momentum where a schedule drives it. */
export type Rates = { readonly lr: Float64Array; readonly momentum: Float64Array | null }

/**
 * The rate (and momentum, if the schedule drives it) at its own t = 0 … steps−1.
 * `loss[t]` stands for what it reads at t; a schedule that reads it does not run at t = 0.
 */
export function scheduleRates(
  schedule: ReadySchedule,
  lr0: number,
  momentum: number,
  executor: Executor,
  loss?: ArrayLike<number>,
): Rates {
  const program = scheduleProgram(schedule)
  const { plan, params, initial, drives } = program
  const values = new Map<string, number>([
    ['T', schedule.steps],
    ['lr0', lr0],
    ['momentum', momentum],
    ['loss', loss?.[0] ?? NaN],
    ['t', 0],
  ])
  for (const param of schedule.params)
    for (const [name, value] of paramNumbers(SCHEDULE, param)) values.set(name, value)
  const rows = Math.max(schedule.steps, 1)
  const instance =
    rows > KEPT_ROWS
      ? instantiateLoop(plan, executor)
      : (program.instances[executor] ??= instantiateLoop(plan, executor))
  instance.reserve(rows)
  const memory = instance.memory()
  params.forEach((name, i) => {
    memory[plan.paramsAt + i] = values.get(name)!
  })
  memory.set(evaluate(plan.loop.graph, initial, values), plan.carriedAt)
  if (plan.loop.feeds.length > 0)
    for (let t = 0; t < rows; t++) memory[instance.feedAt(0) + t] = loss?.[t] ?? NaN
  instance.table(0, rows)
  instance.run(0, schedule.steps)
  const column = (i: number) =>
    memory.slice(instance.recordAt(i), instance.recordAt(i) + schedule.steps)
  return { lr: column(0), momentum: drives ? column(1) : null }
}

type ScheduleProgram = {
  plan: LoopPlan
  params: string[]
  initial: number[]
  /** assigns the momentum */
  drives: boolean
  /** reads the loss, so it does not run at its t = 0 */
  waits: boolean
  instances: Partial<Record<Executor, LoopInstance>>
}

const programs = new Cache<ScheduleProgram>(128)

function scheduleProgram(stage: ReadyStage): ScheduleProgram {
  const key = JSON.stringify([stage.id, stage.formula, stage.params.map(paramShape)])
  return programs.get(key, () => {
    return orThrow(
      stage.id,
      attempt(() => bounded(() => makeProgram(stage))),
    )
  })
}

/** A schedule alone, as a loop over its own t. */
function makeProgram(stage: ReadyStage): ScheduleProgram {
  const graph = new Graph()
  const [t, T, lr0, loss, momentum] = ['t', 'T', 'lr0', 'loss', 'momentum'].map((name) =>
    graph.input(name),
  ) as [NodeId, NodeId, NodeId, NodeId, NodeId]
  const nodes = scheduleNodes(graph, stage, { t, T, lr0, loss, momentum })
  const { carried, waits, drives } = nodes
  const params = ['T', 'lr0', 'momentum', ...nodes.params]
  const plan = planLoop({
    graph,
    params: params.map((name) => graph.input(name)),
    clock: t,
    feeds: waits ? [loss] : [],
    carried,
    records: [
      { node: nodes.lr, stride: 1 },
      { node: nodes.momentum, stride: 1 },
    ],
  })
  const initial = carried.map((cell) => cell.initial)
  return { plan, params, initial, drives, waits, instances: {} }
}

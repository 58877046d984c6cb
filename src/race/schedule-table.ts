import { entryProgram } from '#formula/entry-program.ts'
import { attempt } from '#formula/formula-error.ts'
import { Graph } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import { planLoop, type LoopPlan } from '#formula/loop.ts'
import { type Executor, instantiateLoop, type LoopInstance } from '#formula/loop-instance.ts'
import {
  initialStates,
  paramInputs,
  planeMeaning,
  type PlaneValue,
  runOnPlane,
  scalar,
  spreadTo,
} from '#formula/plane.ts'
import { bounded } from '#formula/surface.ts'
import { Cache } from '#race/cache.ts'
import { LaneError } from '#race/lane-program.ts'
import { paramShape, type ReadySchedule, type ReadyStage } from '#race/ready.ts'

/** True when the schedule's text, its switches folded, reads `loss`: it must run inside the race. */
export function readsLoss(stage: ReadyStage): boolean {
  return scheduleProgram(stage).waits
}

const KEPT_ROWS = 8192

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
    ['own', momentum],
    ['lr', lr0],
    ['loss', loss?.[0] ?? NaN],
    ['t', 0],
  ])
  for (const { name, value } of schedule.params) {
    if (typeof value === 'number') values.set(`p.${name}`, value)
    else for (const [i, number] of value.entries()) values.set(`p.${name}[${i}]`, number)
  }
  const rows = Math.max(schedule.steps, 1)
  // the memory of a long schedule is not kept
  const instance =
    rows > KEPT_ROWS
      ? instantiateLoop(plan, executor)
      : (program.instances[executor] ??= instantiateLoop(plan, executor))
  instance.reserve(rows)
  const memory = instance.memory()
  params.forEach((name, i) => {
    memory[i] = values.get(name)!
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
    const made = attempt(() => bounded(() => makeProgram(stage)))
    if (made.error) throw new LaneError(stage.id, made.error)
    return made.ok
  })
}

/** A schedule alone, as a loop over its own t. */
function makeProgram(stage: ReadyStage): ScheduleProgram {
  const made = entryProgram('schedule', stage.formula, stage.params)
  if (made.error) throw new LaneError(stage.id, made.error)
  const entry = made.ok
  const graph = new Graph()
  const meaning = planeMeaning(graph, 1)
  const { env: own, inputs } = paramInputs(graph, entry, stage.params, 'p.')
  const input = (name: string): [string, PlaneValue] => [name, scalar(graph.input(name))]
  const waits = entry.reads.has('loss')
  const env = new Map([
    ...['t', 'T', 'lr0', 'lr', 'loss'].map(input),
    ['momentum', scalar(graph.input('own'))] as const,
    ...own,
  ])
  const start = initialStates(entry, env, meaning, 1)
  const states = entry.states.map((state, i) => ({
    shape: state.shape,
    nodes: start[i]!.nodes.map((_, j) => graph.input(`s.${state.name}[${j}]`)),
  }))
  entry.states.forEach((state, i) => env.set(state.name, states[i]!))
  const first = graph.op('eq', graph.input('t'), graph.constant(0))
  const after = runOnPlane(entry, new Map(env), meaning).env
  const unless = (held: number, ran: number) => (waits ? graph.op('select', first, held, ran) : ran)
  const lr = unless(graph.input('lr0'), after.get('lr')!.nodes[0]!)
  const momentum = after.get('momentum')!.nodes[0]!
  const carried = entry.states.flatMap((state, i) =>
    states[i]!.nodes.map((node, j) => {
      const next = spreadTo(after.get(state.name)!, state.shape, 1).nodes[j]!
      return { input: node, next: unless(node, next) }
    }),
  )
  const params = ['T', 'lr0', 'own', ...inputs.map(({ name }) => name)]
  const plan = planLoop({
    graph,
    params: params.map((name) => graph.input(name)),
    clock: graph.input('t'),
    feeds: waits ? [graph.input('loss')] : [],
    carried: [...carried, { input: graph.input('lr'), next: lr }],
    records: [
      { node: lr, stride: 1 },
      { node: unless(graph.input('own'), momentum), stride: 1 },
    ],
  })
  return {
    plan,
    params,
    waits,
    instances: {},
    initial: [...start.flatMap(({ nodes }) => nodes), graph.input('lr0')],
    drives: momentum !== graph.input('own'),
  }
}

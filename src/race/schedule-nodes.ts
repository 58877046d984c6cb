import { entryProgram } from '#formula/entry-program.ts'
import type { Graph, NodeId } from '#formula/graph.ts'
import {
  initialStates,
  paramInputs,
  planeMeaning,
  runOnPlane,
  scalar,
  stateInputs,
} from '#formula/plane.ts'
import { type Carried, carriedStates } from '#race/carried.ts'
import { orThrow } from '#race/lane-error.ts'
import type { ReadyStage } from '#race/ready.ts'

/** What a schedule reads, as nodes: its own clock and length, lr0, the loss, the rule's momentum. */
export type ScheduleInputs = Readonly<Record<'t' | 'T' | 'lr0' | 'loss' | 'momentum', NodeId>>

/** A schedule's step as nodes. */
export type ScheduleNodes = {
  readonly lr: NodeId
  /** the rule's own where the schedule does not drive it */
  readonly momentum: NodeId
  /** assigns the momentum */
  readonly drives: boolean
  /** reads the loss, so it does not run at its t = 0 */
  readonly waits: boolean
  /** its states and its previous rate */
  readonly carried: readonly Carried[]
  /** names of its parameters' inputs */
  readonly params: readonly string[]
}

/** Begins the names of a schedule's inputs. */
export const SCHEDULE = 'schedule.'

/** Lowers a schedule into a graph. One that reads the loss has lr0 and its initial state at t = 0. */
export function scheduleNodes(
  graph: Graph,
  stage: ReadyStage,
  given: ScheduleInputs,
): ScheduleNodes {
  const entry = orThrow(stage.id, entryProgram('schedule', stage.formula, stage.params))
  const meaning = planeMeaning(graph, 1)
  const waits = entry.reads.has('loss')
  const kept = graph.input(`${SCHEDULE}lr`)
  const { env: own, inputs: params } = paramInputs(graph, entry, stage.params, SCHEDULE)
  const read = Object.entries(given).map(([name, node]) => [name, scalar(node)] as const)
  const env = new Map([...read, ['lr', scalar(kept)] as const, ...own])
  const initial = initialStates(entry, new Map([...env, ['lr', scalar(given.lr0)]]), meaning, 1)
  const inputs = stateInputs(graph, entry, initial, SCHEDULE)
  entry.states.forEach((state, i) => env.set(state.name, inputs[i]!))
  const after = runOnPlane(entry, env, meaning).env
  const first = graph.op('eq', given.t, graph.constant(0))
  const unless = (held: NodeId, ran: NodeId) => (waits ? graph.op('select', first, held, ran) : ran)
  const lr = unless(given.lr0, after.get('lr')!.nodes[0]!)
  const momentum = after.get('momentum')!.nodes[0]!
  const states = carriedStates(entry, { inputs, initial, after }, SCHEDULE, 1)
  return {
    lr,
    momentum: unless(given.momentum, momentum),
    drives: momentum !== given.momentum,
    waits,
    carried: [
      ...states.map((cell) => Object.assign(cell, { next: unless(cell.input, cell.next) })),
      { name: `${SCHEDULE}lr`, input: kept, next: lr, initial: given.lr0 },
    ],
    params: params.map(({ name }) => name),
  }
}

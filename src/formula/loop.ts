import type { Graph, NodeId } from '#formula/graph.ts'

/**
 * A recurrence over steps k = 0, 1, …: what one lane of a race is to every executor.
 * All ids are nodes of `graph`.
 */
export type Loop = {
  readonly graph: Graph
  /** inputs that stay the same over the run */
  readonly params: readonly NodeId[]
  /** the input that counts k */
  readonly clock: NodeId
  /** inputs with one number a step, written beforehand */
  readonly feeds: readonly NodeId[]
  /** inputs that carry a value from step to step, and the node of their next value */
  readonly carried: readonly { readonly input: NodeId; readonly next: NodeId }[]
  /** nodes whose value is kept at each step, before the carried values move on */
  readonly records: readonly { readonly node: NodeId; readonly stride: number }[]
}

/** A loop with its nodes sorted by how often they must be computed. */
export type LoopPlan = {
  readonly loop: Loop
  /** nodes of the parameters alone: once a run */
  readonly invariant: readonly NodeId[]
  /** nodes of the clock and parameters alone: once per change, into a table */
  readonly clockwork: readonly NodeId[]
  /** the clockwork nodes that a step reads; column i of the table */
  readonly table: readonly NodeId[]
  /** places of the parameters that the table depends on */
  readonly tableParams: readonly number[]
  /** all others: every step */
  readonly step: readonly NodeId[]
  /** offsets in memory, in numbers */
  readonly paramsAt: number
  readonly carriedAt: number
  /** where the columns may begin */
  readonly columnsAt: number
  /** one per column: table, feeds, records */
  readonly strides: readonly number[]
}

const INVARIANT = 0
const CLOCK = 1
const STEP = 2

/** A wider table would take more memory than it saves time; WebAssembly ends at 1,000 columns. */
const WIDEST_TABLE = 64

/**
 * Sorts a loop's nodes; nothing is rewritten. `varying`: parameters that each lane has its own of;
 * what depends on them cannot be computed beforehand.
 */
export function planLoop(loop: Loop, varying: ReadonlySet<NodeId> = new Set()): LoopPlan {
  const plan = sortNodes(loop, CLOCK, varying)
  return plan.table.length > WIDEST_TABLE ? sortNodes(loop, STEP, varying) : plan
}

/** `clockRate`: CLOCK to compute what depends on the clock beforehand, STEP to do so at each step. */
function sortNodes(loop: Loop, clockRate: number, varying: ReadonlySet<NodeId>): LoopPlan {
  const { graph } = loop
  const roots = [...loop.carried.map(({ next }) => next), ...loop.records.map(({ node }) => node)]
  const rate = new Map<NodeId, number>()
  for (const id of loop.params) rate.set(id, varying.has(id) ? STEP : INVARIANT)
  rate.set(loop.clock, clockRate)
  for (const id of [...loop.feeds, ...loop.carried.map(({ input }) => input)]) rate.set(id, STEP)
  const [invariant, clockwork, step]: NodeId[][] = [[], [], []]
  const tabled = new Set<NodeId>(clockRate === STEP ? [loop.clock] : [])
  for (const id of graph.reachable(roots)) {
    const node = graph.nodes[id]!
    if (node.kind === 'const') rate.set(id, INVARIANT)
    if (node.kind === 'input' && !rate.has(id))
      throw new Error(`input ${node.name} has no place in the loop`)
    if (node.kind !== 'op') continue
    const own = Math.max(...node.args.map((arg) => rate.get(arg)!))
    rate.set(id, own)
    ;[invariant, clockwork, step][own]!.push(id)
    if (own === STEP) for (const arg of node.args) if (rate.get(arg) === CLOCK) tabled.add(arg)
  }
  for (const root of roots) if (rate.get(root) === CLOCK) tabled.add(root)
  const table = [...tabled].toSorted((a, b) => a - b)
  const carriedAt = loop.params.length
  const needed = new Set(graph.reachable(table))
  const tableParams = loop.params.flatMap((id, i) => (needed.has(id) ? [i] : []))
  return {
    loop,
    invariant: invariant!,
    clockwork: clockwork!,
    table,
    tableParams,
    step: step!,
    paramsAt: 0,
    carriedAt,
    columnsAt: carriedAt + loop.carried.length,
    strides: [
      ...table.map(() => 1),
      ...loop.feeds.map(() => 1),
      ...loop.records.map(({ stride }) => stride),
    ],
  }
}

import type { NodeId } from '#formula/graph.ts'
import type { Loop } from '#formula/loop.ts'
import type { Feed, LaneProgram, RecordKind } from '#race/lane-program.ts'
import { SCHEDULE } from '#race/schedule-nodes.ts'

/** A value that goes from step to step in a lean loop. */
type Cell = {
  readonly name: string
  readonly input: NodeId
  readonly next: NodeId
  readonly initial: NodeId
}

/** A lane's loop with only what is needed to step it, or to record some of it. */
export type LeanLoop = {
  readonly loop: Loop
  /** θ first, then the entries' states, a schedule's last: parts of a run differ only in these */
  readonly cells: readonly Cell[]
  readonly records: readonly RecordKind[]
  /** what each of the loop's feeds is */
  readonly feeds: readonly Feed[]
}

/**
 * Leaves out of a lane's loop what no wanted record and no further step needs: the watchers always,
 * a state that only feeds an average nobody looks at.
 * `wanted`: kinds of records to keep; none where only the state is of interest.
 */
export function leanLoop(program: LaneProgram, wanted: ReadonlySet<RecordKind>): LeanLoop {
  const { loop } = program.plan
  const { graph } = loop
  const all: Cell[] = loop.carried.map(({ input, next }, i) => ({
    name: program.carried[i]!,
    input,
    next,
    initial: program.initial[i]!,
  }))
  const records = loop.records
    .map((record, i) => ({ ...record, kind: program.records[i]! }))
    .filter(({ kind }) => wanted.has(kind))
  const live = new Set<Cell>(all.filter(({ name }) => name.startsWith('theta.')))
  for (let grew = true; grew;) {
    const roots = [...live].map(({ next }) => next).concat(records.map(({ node }) => node))
    const needed = new Set(graph.reachable(roots))
    const before = live.size
    for (const cell of all) if (needed.has(cell.input)) live.add(cell)
    grew = live.size > before
  }
  const cells = [...live].toSorted((a, b) => rank(a) - rank(b))
  const roots = [...cells.map(({ next }) => next), ...records.map(({ node }) => node)]
  const needed = new Set(graph.reachable(roots))
  const fed = loop.feeds
    .map((node, i) => ({ node, feed: program.feeds[i]! }))
    .filter(({ node }) => needed.has(node))
  return {
    loop: {
      ...loop,
      feeds: fed.map(({ node }) => node),
      carried: cells,
      records: records.map(({ node, stride }) => ({ node, stride })),
    },
    cells,
    records: records.map(({ kind }) => kind),
    feeds: fed.map(({ feed }) => feed),
  }
}

/** θ, states, a schedule's own. Sorting is stable: parts of one run agree in all but the last. */
const rank = ({ name }: Cell) => (name.startsWith('theta.') ? 0 : name.startsWith(SCHEDULE) ? 2 : 1)

import { seriesOfNode } from '#formula/float32.ts'
import type { NodeId } from '#formula/graph.ts'
import { type LoopPlan, planLoop } from '#formula/loop.ts'
import { type LeanLoop, leanLoop } from '#race/lean-loop.ts'
import { isDraw, type LaneProgram, type RecordKind } from '#race/lane-program.ts'

/** vec4s of the block that holds the rows of one draw: the least size that WebGL2 promises. */
export const ROWS_VEC4 = 1024

/** A fragment shader and the graph's nodes whose values its `C` wants, in order. */
export type LaneShader = {
  readonly text: string
  readonly constants: readonly NodeId[]
  /** draw buffers it writes */
  readonly targets: number
  /** samplers S0, S1, … it reads; a path's shaders have one more, `R` */
  readonly samplers: number
  readonly textures: number
}

/** Small steps are written so often in a long draw's loop; more would leave the registers. */
const UNROLL = 2
const UNROLLED_NODES = 400

/** Operations of one randn(). */
const DRAW_NODES = 100

/** What a program is made for. */
export type LaneOptions = {
  /** names of parameters that each lane has its own of */
  readonly varying?: readonly string[]
  /** the driver's sqrt of a negative number is NaN */
  readonly nativeRoot?: boolean
}

/**
 * How one part of a run lies on a device: every lane is a texel, its cells lie four to a texture. Only
 * numbers differ between draws: steps, clock and parameters are uniforms or textures.
 */
export class LaneLayout {
  readonly lean: LeanLoop
  readonly plan: LoopPlan
  /** textures of a state */
  readonly targets: number
  /** nodes of a row: clock columns, then the rates in the order of `rates` */
  readonly columns: readonly NodeId[]
  readonly rates: readonly ('lr' | 'momentum')[]
  /** vec4s of a row */
  readonly rowVec4: number
  /** steps in the body of a long draw's loop */
  readonly unroll: number
  /** parameters that each lane has its own of, by name; four to a texture */
  readonly varying: readonly string[]
  readonly varyingIds: readonly NodeId[]
  /** names of the program's parameters */
  readonly params: readonly string[]
  readonly driver: { readonly nativeRoot: boolean }

  constructor(
    program: LaneProgram,
    wanted: ReadonlySet<RecordKind>,
    { varying = [], nativeRoot = false }: LaneOptions = {},
  ) {
    this.params = program.params
    this.driver = { nativeRoot }
    this.lean = leanLoop(program, wanted)
    const { graph } = this.lean.loop
    this.varying = varying.filter((name) => program.params.includes(name))
    this.varyingIds = this.varying.map((name) => graph.input(name))
    this.plan = planLoop(this.lean.loop, new Set(this.varyingIds))
    this.targets = Math.ceil(this.lean.cells.length / 4)
    const fed = this.lean.feeds.flatMap((feed, i) =>
      isDraw(feed) ? [] : [{ kind: feed.kind, id: this.lean.loop.feeds[i]! }],
    )
    this.rates = fed.map(({ kind }) => kind)
    this.columns = [...this.plan.table, ...fed.map(({ id }) => id)]
    this.rowVec4 = Math.ceil(this.columns.length / 4)
    const weight = weightOf(this.lean, this.plan.step)
    this.unroll = Math.max(1, Math.min(UNROLL, Math.floor(UNROLLED_NODES / weight)))
  }

  /** Textures of a record, four numbers each: x, y, loss, ‖∇f‖, then what else is recorded. */
  get recordTargets(): number {
    return Math.ceil(this.lean.loop.records.length / 4)
  }

  get varyingTextures(): number {
    return Math.ceil(this.varyingIds.length / 4)
  }
}

/** Operations of a step as a driver sees them: it writes out every function where it is called. */
function weightOf({ loop, feeds }: LeanLoop, step: readonly NodeId[]): number {
  const { graph } = loop
  return step.reduce(
    (sum, id) => {
      const node = graph.nodes[id]!
      const series = node.kind === 'op' ? seriesOfNode(graph, node) : undefined
      return sum + (series ? series.graph.nodes.length : 1)
    },
    DRAW_NODES * feeds.filter(isDraw).length,
  )
}

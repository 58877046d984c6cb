import type { NodeId } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import { instantiateLoop } from '#formula/loop-instance.ts'
import { LaneLayout, type LaneOptions, type LaneShader, ROWS_VEC4 } from '#engine/lane-layout.ts'
import { stepShader } from '#engine/loop-shader.ts'
import type { Unfit } from '#engine/swarm-protocol.ts'
import type { RecordKind } from '#race/lane-program.ts'
import type { PlannedPart, RunPlan } from '#race/run-plan.ts'

/** What a graphics driver allows, as far as our shaders ask for it. */
export type GpuLimits = {
  readonly targets: number
  readonly textures: number
  /** vec4s of uniforms in a fragment shader */
  readonly uniforms: number
}

/** A step's nodes beyond which a driver takes seconds to compile. */
const MOST_NODES = 3000

/** A column is held unless so many of its changes lie within so many steps: each ends a draw. */
const [CHANGES, WITHIN] = [4, 192]

/** Steps from which on a draw is worth a shader whose loop is unrolled. */
const LONG = 32

const isSeldom = (changes: readonly number[]) =>
  changes.every((at, i) => (changes[i + CHANGES] ?? Infinity) - at > WITHIN)

/** Uniforms beside the constants and a row of what is held. */
const OTHER_UNIFORMS = 16

/** A part of a run as a device needs it: shaders, and numbers computed in float64, rounded once. */
export class GpuPart {
  readonly layout: LaneLayout
  readonly first: number
  readonly end: number
  /** rows of all steps, `layout.rowVec4` × 4 numbers each */
  readonly rows: Float32Array
  /** columns that change seldom: draws end where one does */
  readonly held: ReadonlySet<number>
  readonly #breaks: readonly number[]
  /** held columns that are 0 or 1 throughout */
  readonly #conditions: ReadonlySet<number>
  readonly #shaders = new Map<string, LaneShader>()
  readonly #values: ReadonlyMap<string, number>
  readonly #constants = new WeakMap<LaneShader, Float32Array>()

  constructor(
    plan: RunPlan,
    { program, segment, values }: PlannedPart,
    wanted: ReadonlySet<RecordKind>,
    options: LaneOptions = {},
  ) {
    this.first = segment.first
    this.end = segment.end
    const { lr, momentum } = plan.rates
    this.layout = new LaneLayout(program, wanted, options)
    this.#values = new Map([
      ...values,
      ['k', segment.first],
      ['lr', lr[segment.first] ?? NaN],
      ['momentum', momentum?.[segment.first] ?? NaN],
    ])
    this.rows = this.#table(plan)
    const changes = this.layout.columns.map((_, i) => this.#changes(i))
    this.held = new Set(changes.flatMap((at, i) => (isSeldom(at) ? [i] : [])))
    this.#conditions = new Set(
      this.layout.plan.table.flatMap((_, i) =>
        this.held.has(i) && this.#isCondition(i) ? [i] : [],
      ),
    )
    this.#breaks = [...new Set(changes.flatMap((at, i) => (this.held.has(i) ? at : [])))].toSorted(
      (a, b) => a - b,
    )
  }

  /**
   * The next draw from a step on, of at most `most` steps: how many it makes, by which shader. There are few
   * shaders: conditions on the clock (`t == 1`) are known at a step, and long draws have one of their own.
   */
  draw(step: number, most: number): { readonly count: number; readonly shader: LaneShader } {
    const count = Math.min(most, this.mostSteps(step))
    const { unroll } = this.layout
    const long = unroll > 1 && count >= LONG
    const known = new Map<number, number>()
    for (const column of this.held) {
      const value = this.rows[step * 4 * this.layout.rowVec4 + column]!
      if (this.#conditions.has(column)) known.set(column, value)
    }
    const key = JSON.stringify([long, ...known.values()])
    let shader = this.#shaders.get(key)
    if (!shader) {
      shader = stepShader(this.layout, { held: this.held, known, long })
      this.#shaders.set(key, shader)
    }
    return { count: long ? count - (count % unroll) : count, shader }
  }

  /** How many steps from `step` on one draw may make: as many as it has rows of and held columns last. */
  mostSteps(step: number): number {
    const next = this.#breaks.find((at) => at > step) ?? this.end
    const rows = Math.floor(ROWS_VEC4 / Math.max(1, this.layout.rowVec4))
    return Math.min(rows, Math.min(next, this.end) - step)
  }

  #isCondition(column: number): boolean {
    const width = 4 * this.layout.rowVec4
    for (let k = this.first; k < this.end; k++) {
      const value = this.rows[k * width + column]
      if (value !== 0 && value !== 1) return false
    }
    return true
  }

  /** Steps, after the first, at which a column is another than the step before. */
  #changes(column: number): number[] {
    const width = 4 * this.layout.rowVec4
    const at: number[] = []
    for (let k = this.first + 1; k < this.end; k++)
      if (this.rows[k * width + column] !== this.rows[(k - 1) * width + column]) at.push(k)
    return at
  }

  /** The rows of `count` steps from step `first` on. */
  rowsOf(first: number, count: number): Float32Array {
    const width = 4 * this.layout.rowVec4
    return this.rows.subarray(first * width, (first + count) * width)
  }

  /** The values of a shader's constants, as its uniform array wants them. */
  constants(shader: LaneShader, start1 = 0): Float32Array {
    const known = this.#constants.get(shader)
    if (known && start1 === 0) return known
    const values = this.#valuesOf(shader.constants, new Map([...this.#values, ['start.1', start1]]))
    if (start1 === 0) this.#constants.set(shader, values)
    return values
  }

  /** Why a device cannot hold this, or null. */
  unfit(shaders: readonly LaneShader[], limits: GpuLimits): Omit<Unfit, 'run'> | null {
    for (const { targets, textures, constants } of shaders) {
      if (targets > limits.targets) return { of: 'targets', needs: targets, has: limits.targets }
      if (textures > limits.textures)
        return { of: 'textures', needs: textures, has: limits.textures }
      const uniforms = Math.ceil(constants.length / 4) + this.layout.rowVec4 + OTHER_UNIFORMS
      if (uniforms > limits.uniforms)
        return { of: 'uniforms', needs: uniforms, has: limits.uniforms }
    }
    const nodes = this.layout.plan.step.length
    return nodes > MOST_NODES ? { of: 'compile', needs: nodes, has: MOST_NODES } : null
  }

  #valuesOf(nodes: readonly NodeId[], inputs: ReadonlyMap<string, number>): Float32Array {
    const values = new Float32Array(4 * Math.ceil(nodes.length / 4))
    values.set(evaluate(this.layout.lean.loop.graph, nodes, inputs))
    return values
  }

  #table(plan: RunPlan): Float32Array {
    const { layout, end } = this
    const steps = end + 1
    const width = 4 * layout.rowVec4
    const rows = new Float32Array(width * steps)
    const instance = instantiateLoop(layout.plan, 'wasm')
    instance.reserve(steps)
    const memory = instance.memory()
    const { graph, params } = layout.plan.loop
    params.forEach((id, i) => {
      const node = graph.nodes[id]!
      memory[layout.plan.paramsAt + i] =
        node.kind === 'input' ? (this.#values.get(node.name) ?? NaN) : NaN
    })
    instance.table(0, steps)
    const fill = (column: number, from: Float64Array, at: number) => {
      for (let k = 0; k < steps; k++) rows[k * width + column] = from[at + k]!
    }
    layout.plan.table.forEach((_, i) => fill(i, memory, instance.tableAt(i)))
    layout.rates.forEach((kind, i) => {
      const rates = plan.rates[kind]
      if (rates) fill(layout.plan.table.length + i, rates, 0)
    })
    return rows
  }
}

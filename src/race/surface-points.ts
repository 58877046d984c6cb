import { paramNumbers } from '#formula/entry-program.ts'
import { Graph } from '#formula/graph.ts'
import { type Executor, instantiateLoop, type LoopInstance } from '#formula/loop-instance.ts'
import { planLoop } from '#formula/loop.ts'
import { hessianNodes, SURFACE, surfaceNodes } from '#formula/surface.ts'
import { Cache } from '#race/cache.ts'
import { orThrow } from '#race/lane-error.ts'
import { paramShape, type ReadySurface } from '#race/ready.ts'

/** Points read at once. */
export const BLOCK = 1024

/**
 * A surface with its exact derivatives, read at up to `BLOCK` points at once: write `x`, `y` and `t`,
 * call `read`, take the values from the other columns before the next call.
 */
export type PointReader = {
  readonly dims: 1 | 2
  readonly x: Float64Array
  /** not looked at on a one-dimensional surface */
  readonly y: Float64Array
  /** step + 1 */
  readonly t: Float64Array
  readonly f: Float64Array
  /** ∂f/∂x (, ∂f/∂y) */
  readonly gradient: readonly Float64Array[]
  /** fxx, fxy, fyy, or fxx alone; null where the formula's second derivatives grow too big */
  readonly hessian: readonly Float64Array[] | null
  read(count: number): void
}

type Program = {
  readonly params: readonly string[]
  readonly instance: LoopInstance
  readonly reader: PointReader
}

/**
 * Reads surfaces at lists of points, compiled. Keeps programs between calls: a reader is good until
 * the same formula is opened again with other numbers.
 */
export class SurfacePoints {
  readonly #executor: Executor
  readonly #programs = new Cache<Program>(4)

  constructor(executor: Executor = 'wasm') {
    this.#executor = executor
  }

  /** A reader of this surface. Throws LaneError when the formula is wrong. */
  open(surface: ReadySurface): PointReader {
    const { params, instance, reader } = this.#program(surface)
    const numbers = new Map(surface.params.flatMap((param) => paramNumbers(SURFACE, param)))
    const memory = instance.memory()
    params.forEach((name, i) => {
      memory[instance.plan.paramsAt + i] = numbers.get(name) ?? NaN
    })
    return reader
  }

  #program({ id, formula, params }: ReadySurface): Program {
    return this.#programs.get(JSON.stringify([formula, params.map(paramShape)]), () => {
      const graph = new Graph()
      const surface = orThrow(id, surfaceNodes(formula, params, graph))
      const { dims, at, t, f, gradient, inputs } = surface
      const hessian = hessianNodes(surface)
      const plan = planLoop({
        graph,
        params: inputs.map(({ name }) => graph.input(name)),
        clock: graph.input('points.k'),
        feeds: [t, ...at],
        carried: [],
        records: [f, ...gradient, ...(hessian ?? [])].map((node) => ({ node, stride: 1 })),
      })
      const instance = instantiateLoop(plan, this.#executor)
      instance.reserve(BLOCK)
      const memory = instance.memory()
      const column = (from: number) => memory.subarray(from, from + BLOCK)
      const record = (i: number) => column(instance.recordAt(i))
      const reader: PointReader = {
        dims,
        t: column(instance.feedAt(0)),
        x: column(instance.feedAt(1)),
        y: dims === 2 ? column(instance.feedAt(2)) : new Float64Array(BLOCK),
        f: record(0),
        gradient: gradient.map((_, i) => record(1 + i)),
        hessian: hessian?.map((_, i) => record(1 + dims + i)) ?? null,
        read: (count) => instance.run(0, count),
      }
      return { params: inputs.map(({ name }) => name), instance, reader }
    })
  }
}

import { paramNumbers } from '#formula/entry-program.ts'
import { Graph } from '#formula/graph.ts'
import { type Executor, instantiateLoop, type LoopInstance } from '#formula/loop-instance.ts'
import { planLoop } from '#formula/loop.ts'
import { SURFACE, SURFACE_TIME, surfaceNodes } from '#formula/surface.ts'
import { Cache } from '#race/cache.ts'
import { LaneError } from '#race/lane-error.ts'
import { paramShape, type ReadySurface } from '#race/ready.ts'

/** A grid of a surface's values that somebody wants to see. */
export type FieldRequest = {
  readonly surface: ReadySurface
  /** x0, x1, y0, y1 */
  readonly rect: readonly [number, number, number, number]
  readonly nx: number
  /** 1 for a graph over x */
  readonly ny: number
  /** what a surface that changes in time reads: step + 1 */
  readonly t: number
}

/** Names of the grid's own inputs; a surface's begin with another word. */
const FROM = 'field.x0'
const WIDTH = 'field.width'
const COLUMNS = 'field.nx'

type Program = { readonly params: readonly string[]; readonly instance: LoopInstance }

/**
 * Evaluates surfaces on grids in float64, row by row: the loop counts columns, so that whatever
 * depends on x alone is computed once for all rows. Keeps compiled programs between calls.
 */
export class FieldEngine {
  readonly #executor: Executor
  readonly #programs = new Cache<Program>(16)

  constructor(executor: Executor = 'wasm') {
    this.#executor = executor
  }

  /** Values at cell centres, rows from the bottom. Throws LaneError when the formula is wrong. */
  field(request: FieldRequest): Float64Array {
    const rows = this.rows(request)
    for (;;) {
      const { done, value } = rows.next()
      if (done) return value
    }
  }

  /** The same in slices: yields the share done after each row. */
  *rows(request: FieldRequest): Generator<number, Float64Array<ArrayBuffer>> {
    const { surface, nx, ny, rect } = request
    const { params, instance } = this.#program(surface)
    const values = new Float64Array(nx * ny)
    instance.reserve(nx)
    const memory = instance.memory()
    const { paramsAt, carriedAt, loop } = instance.plan
    const numbers = inputNumbers(request)
    params.forEach((name, i) => {
      memory[paramsAt + i] = numbers.get(name)!
    })
    instance.table(0, nx)
    const at = instance.recordAt(0)
    for (let j = 0; j < ny; j++) {
      if (loop.carried.length > 0)
        memory[carriedAt] = rect[2] + ((j + 0.5) * (rect[3] - rect[2])) / ny
      instance.run(0, nx)
      values.set(memory.subarray(at, at + nx), j * nx)
      yield (j + 1) / ny
    }
    return values
  }

  #program({ id, formula, params }: ReadySurface): Program {
    return this.#programs.get(JSON.stringify([formula, params.map(paramShape)]), () => {
      const graph = new Graph()
      const made = surfaceNodes(formula, params, graph)
      if (made.error) throw new LaneError(id, made.error)
      const surface = made.ok
      const [x, y] = surface.at
      const column = graph.input('field.i')
      const [from, width, columns] = [FROM, WIDTH, COLUMNS].map((name) => graph.input(name))
      const centre = graph.op('add', column, graph.constant(0.5))
      const across = graph.op('div', graph.op('mul', centre, width!), columns!)
      const f = graph.substitute(surface.f, new Map([[x!, graph.op('add', from!, across)]]))
      const names = [...surface.inputs.map(({ name }) => name), SURFACE_TIME, FROM, WIDTH, COLUMNS]
      const plan = planLoop({
        graph,
        params: names.map((name) => graph.input(name)),
        clock: column,
        feeds: [],
        // y waits in a carried cell that no step changes
        carried: y === undefined ? [] : [{ input: y, next: y }],
        records: [{ node: f, stride: 1 }],
      })
      return { params: names, instance: instantiateLoop(plan, this.#executor) }
    })
  }
}

function inputNumbers({ surface, rect, nx, t }: FieldRequest): Map<string, number> {
  const numbers = new Map([
    [SURFACE_TIME, t],
    [FROM, rect[0]],
    [WIDTH, rect[1] - rect[0]],
    [COLUMNS, nx],
  ])
  for (const param of surface.params)
    for (const [name, value] of paramNumbers(SURFACE, param)) numbers.set(name, value)
  return numbers
}

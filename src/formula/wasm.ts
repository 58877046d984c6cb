import { seriesOfNode } from '#formula/float32.ts'
import type { Graph } from '#formula/graph.ts'
import type { LoopPlan } from '#formula/loop.ts'
import { isUnary } from '#formula/op.ts'
import type { Series } from '#formula/series-builder.ts'
import { F32, F64, I32, section, text, unsigned, vector } from '#formula/wasm-bytes.ts'
import { type SeriesCalls, WasmCode, WasmExpressions } from '#formula/wasm-expressions.ts'
import { loopBody } from '#formula/wasm-loop.ts'
import { IMPORTS, NARROW } from '#formula/wasm-ops.ts'

/** Types of functions, by their place in the module: an import's by its arguments, so a series'. */
const LOOP_TYPE = 2
const SERIES_TYPE = LOOP_TYPE

/**
 * A WebAssembly module for a loop: functions `table(k0, k1, …bases)` and `run(k0, k1, …bases)` over
 * an imported memory of float64, bases in bytes, one per column. No user name reaches it.
 * `precision`: what `run` computes a step in; the table is always float64.
 */
export function wasmModule(
  plan: LoopPlan,
  precision: 'float64' | 'float32' = 'float64',
): Uint8Array<ArrayBuffer> {
  const columns = plan.strides.length
  const params = Array.from({ length: 2 + columns }, () => [I32])
  const types = [
    [0x60, ...vector([[F64]]), ...vector([[F64]])],
    [0x60, ...vector([[F64], [F64]]), ...vector([[F64]])],
    [0x60, ...vector(params), ...vector([])],
    [0x60, ...vector([[F32]]), ...vector([[F32]])],
    [0x60, ...vector([[F32], [F32]]), ...vector([[F32]])],
  ]
  const imports = [
    [...text('m'), ...text('memory'), 0x02, 0x00, ...unsigned(1)],
    ...IMPORTS.map((name) => text('m').concat(text(name), 0x00, isUnary(name) ? 0 : 1)),
  ]
  const exports = ['table', 'run'].map((name, i) =>
    text(name).concat(0x00, unsigned(IMPORTS.length + i)),
  )
  const series =
    precision === 'float32' ? new SeriesFunctions(IMPORTS.length + exports.length) : null
  const loops = [loopBody(plan, 'table'), loopBody(plan, 'run', series?.callsIn(plan.loop.graph))]
  const functions = series?.used ?? []
  return Uint8Array.from([
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    ...section(1, vector(types)),
    ...section(2, vector(imports)),
    ...section(
      3,
      vector([
        ...loops.map(() => [LOOP_TYPE]),
        ...functions.map(({ inputs }) => [SERIES_TYPE + inputs.length]),
      ]),
    ),
    ...section(7, vector(exports)),
    ...section(10, vector([...loops, ...functions.map(seriesBody)])),
  ])
}

/** The series that a module's float32 code calls, each one function. */
class SeriesFunctions {
  readonly used: Series[] = []
  readonly #first: number

  constructor(first: number) {
    this.#first = first
  }

  callsIn(graph: Graph): SeriesCalls {
    return {
      seriesOf: (id) => {
        const node = graph.nodes[id]!
        return node.kind === 'op' ? seriesOfNode(graph, node) : undefined
      },
      indexOf: (series) => {
        if (!this.used.includes(series)) this.used.push(series)
        return this.#first + this.used.indexOf(series)
      },
    }
  }
}

function seriesBody({ graph, inputs, result }: Series): number[] {
  const code = new WasmCode(inputs.length)
  const expressions = new WasmExpressions(code, graph, NARROW)
  inputs.forEach((id, i) => {
    expressions.bind(id, i)
  })
  const nodes = graph.reachable([result]).filter((id) => graph.nodes[id]!.kind === 'op')
  for (const id of nodes) expressions.countUses(id)
  expressions.use(result)
  for (const id of nodes) if (expressions.needsLocal(id)) expressions.materialize(id)
  expressions.value(result)
  return code.body()
}

import type { NodeId } from '#formula/graph.ts'
import type { LoopPlan } from '#formula/loop.ts'
import { signed, unsigned, WASM } from '#formula/wasm-bytes.ts'
import { type SeriesCalls, WasmCode, WasmExpressions } from '#formula/wasm-expressions.ts'
import { NARROW, WIDE, type Width } from '#formula/wasm-ops.ts'

/**
 * The code of a loop over steps. `calls`: the step in float32, its series called as functions; what
 * depends on the parameters alone is computed in float64 and rounded when read, whatever the step.
 */
export function loopBody(plan: LoopPlan, part: 'table' | 'run', calls?: SeriesCalls): number[] {
  return new LoopWriter(plan, part, calls).body()
}

class LoopWriter {
  readonly #plan: LoopPlan
  readonly #part: 'table' | 'run'
  readonly #code: WasmCode
  /** the numbers of a step */
  readonly #width: Width
  readonly #step: WasmExpressions
  /** what stays the same over the run */
  readonly #once: WasmExpressions

  constructor(plan: LoopPlan, part: 'table' | 'run', calls: SeriesCalls | undefined) {
    const { graph } = plan.loop
    this.#plan = plan
    this.#part = part
    this.#code = new WasmCode(2 + plan.strides.length)
    this.#width = calls ? NARROW : WIDE
    this.#once = new WasmExpressions(this.#code, graph, WIDE)
    this.#step = calls ? new WasmExpressions(this.#code, graph, NARROW, calls) : this.#once
  }

  body(): number[] {
    const { loop, invariant, clockwork, table, step } = this.#plan
    const perStep = this.#part === 'table' ? clockwork : step
    const firstRecord = table.length + loop.feeds.length
    const stores =
      this.#part === 'table'
        ? table.map((node, i) => ({ node, column: i }))
        : loop.records.map(({ node }, i) => ({ node, column: firstRecord + i }))
    const carried = this.#part === 'run' ? loop.carried : []
    for (const id of invariant) this.#once.countUses(id)
    for (const id of perStep) this.#step.countUses(id)
    for (const { node } of stores) this.#step.use(node)
    for (const { next } of carried) this.#step.use(next)

    this.#before()
    carried.forEach(({ input }, i) => {
      this.#load(this.#step, this.#width, input, this.#plan.carriedAt + i)
    })
    this.#put(WASM.block, 0x40, WASM.loop, 0x40)
    this.#put(WASM.localGet, 0, WASM.localGet, 1, WASM.i32GeS, WASM.brIf, 1)
    if (this.#part === 'table') {
      this.#put(WASM.localGet, 0, WASM.f64ConvertI32S)
      this.#step.define(loop.clock)
    } else {
      ;[...table, ...loop.feeds].forEach((id, column) => {
        if (!this.#step.isUsed(id)) return
        this.#address(column)
        this.#put(...this.#width.load)
        this.#step.define(id)
      })
    }
    for (const id of perStep) if (this.#step.needsLocal(id)) this.#step.materialize(id)
    for (const { node, column } of stores) {
      this.#address(column)
      this.#step.value(node)
      this.#put(...this.#width.store)
    }
    // all next values first, then all moves: they may read one another
    for (const { next } of carried) this.#step.value(next)
    for (const { input } of carried.toReversed())
      this.#put(WASM.localSet, ...unsigned(this.#step.localOf(input)))
    this.#put(WASM.localGet, 0, WASM.i32Const, 1, WASM.i32Add, WASM.localSet, 0)
    this.#put(WASM.br, 0, WASM.end, WASM.end)
    carried.forEach(({ input }, i) => {
      this.#put(WASM.i32Const, ...signed((this.#plan.carriedAt + i) * 8))
      this.#put(WASM.localGet, ...unsigned(this.#step.localOf(input)), ...this.#width.store)
    })
    return this.#code.body()
  }

  /** Parameters and what is made of them alone. */
  #before(): void {
    const { loop, invariant, paramsAt } = this.#plan
    const constants = [...loop.params, ...invariant]
    const narrowed =
      this.#step === this.#once ? [] : constants.filter((id) => this.#step.isUsed(id))
    for (const id of narrowed) this.#once.use(id)
    loop.params.forEach((id, i) => {
      if (this.#once.isUsed(id)) this.#load(this.#once, WIDE, id, paramsAt + i)
    })
    for (const id of invariant) this.#once.materialize(id)
    for (const id of narrowed) {
      this.#once.value(id)
      this.#put(WASM.f32DemoteF64)
      this.#step.define(id)
    }
  }

  #load(into: WasmExpressions, width: Width, id: NodeId, cell: number): void {
    this.#put(WASM.i32Const, ...signed(cell * 8), ...width.load)
    into.define(id)
  }

  /** Pushes the byte address of column's cell for step k. */
  #address(column: number): void {
    const stride = this.#plan.strides[column]! * 8
    this.#put(WASM.localGet, ...unsigned(2 + column), WASM.localGet, 0)
    this.#put(WASM.i32Const, ...signed(stride), WASM.i32Mul, WASM.i32Add)
  }

  #put(...bytes: readonly number[]): void {
    this.#code.put(...bytes)
  }
}

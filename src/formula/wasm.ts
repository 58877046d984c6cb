import type { Graph, NodeId } from '#formula/graph.ts'
import type { LoopPlan } from '#formula/loop.ts'
import { isUnary, type Op } from '#formula/op.ts'
import {
  F64,
  float64,
  I32,
  section,
  signed,
  sized,
  text,
  unsigned,
  vector,
  WASM,
} from '#formula/wasm-bytes.ts'
import { COMPARE, IMPORT_INDEX, IMPORTS, NATIVE } from '#formula/wasm-ops.ts'

/** Expressions used once are written in place, but no deeper than this. */
const INLINE_DEPTH = 100

/**
 * A WebAssembly module for a loop: functions `table(k0, k1, …bases)` and `run(k0, k1, …bases)` over
 * an imported memory of float64, bases in bytes, one per column. No user name reaches it.
 */
export function wasmModule(plan: LoopPlan): Uint8Array<ArrayBuffer> {
  const columns = plan.strides.length
  const params = Array.from({ length: 2 + columns }, () => [I32])
  const types = [
    [0x60, ...vector([[F64]]), ...vector([[F64]])],
    [0x60, ...vector([[F64], [F64]]), ...vector([[F64]])],
    [0x60, ...vector(params), ...vector([])],
  ]
  const imports = [
    [...text('m'), ...text('memory'), 0x02, 0x00, ...unsigned(1)],
    ...IMPORTS.map((name) => text('m').concat(text(name), 0x00, isUnary(name) ? 0 : 1)),
  ]
  const exports = ['table', 'run'].map((name, i) =>
    text(name).concat(0x00, unsigned(IMPORTS.length + i)),
  )
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
    ...section(3, vector([[2], [2]])),
    ...section(7, vector(exports)),
    ...section(10, vector([body(plan, 'table'), body(plan, 'run')])),
  ])
}

function body(plan: LoopPlan, part: 'table' | 'run'): number[] {
  const code = new Emitter(plan, part)
  code.emit()
  const locals = code.floats > 0 ? vector([[...unsigned(code.floats), F64]]) : vector([])
  return sized([...locals, ...code.bytes, WASM.end])
}

class Emitter {
  readonly bytes: number[] = []
  floats = 0
  readonly #plan: LoopPlan
  readonly #part: 'table' | 'run'
  readonly #graph: Graph
  readonly #local = new Map<NodeId, number>()
  readonly #uses = new Map<NodeId, number>()
  readonly #depth = new Map<NodeId, number>()

  constructor(plan: LoopPlan, part: 'table' | 'run') {
    this.#plan = plan
    this.#part = part
    this.#graph = plan.loop.graph
  }

  emit(): void {
    const { loop, invariant, clockwork, table, step } = this.#plan
    const perStep = this.#part === 'table' ? clockwork : step
    const firstRecord = table.length + loop.feeds.length
    const stores =
      this.#part === 'table'
        ? table.map((node, i) => ({ node, column: i }))
        : loop.records.map(({ node }, i) => ({ node, column: firstRecord + i }))
    const carried = this.#part === 'run' ? loop.carried : []
    for (const id of [...invariant, ...perStep]) this.#countUses(id)
    for (const { node } of stores) this.#use(node)
    for (const { next } of carried) this.#use(next)

    loop.params.forEach((id, i) => this.#preload(id, this.#plan.paramsAt + i))
    for (const id of invariant) this.#materialize(id)
    carried.forEach(({ input }, i) => this.#preload(input, this.#plan.carriedAt + i, true))
    this.#put(WASM.block, 0x40, WASM.loop, 0x40)
    this.#put(WASM.localGet, 0, WASM.localGet, 1, WASM.i32GeS, WASM.brIf, 1)
    if (this.#part === 'table') {
      this.#put(WASM.localGet, 0, WASM.f64ConvertI32S)
      this.#define(loop.clock)
    } else {
      ;[...table, ...loop.feeds].forEach((id, column) => {
        if (!this.#uses.get(id)) return
        this.#address(column)
        this.#put(WASM.f64Load, 3, 0)
        this.#define(id)
      })
    }
    for (const id of perStep) if (this.#needsLocal(id)) this.#materialize(id)
    for (const { node, column } of stores) {
      this.#address(column)
      this.#value(node)
      this.#put(WASM.f64Store, 3, 0)
    }
    // all next values first, then all moves: they may read one another
    for (const { next } of carried) this.#value(next)
    for (const { input } of carried.toReversed())
      this.#put(WASM.localSet, ...unsigned(this.#local.get(input)!))
    this.#put(
      WASM.localGet,
      0,
      WASM.i32Const,
      1,
      WASM.i32Add,
      WASM.localSet,
      0,
      WASM.br,
      0,
      WASM.end,
      WASM.end,
    )
    carried.forEach(({ input }, i) => {
      this.#put(WASM.i32Const, ...signed((this.#plan.carriedAt + i) * 8))
      this.#put(WASM.localGet, ...unsigned(this.#local.get(input)!), WASM.f64Store, 3, 0)
    })
  }

  #countUses(id: NodeId): void {
    const node = this.#graph.nodes[id]!
    if (node.kind !== 'op') return
    // these read an argument more than once
    const times = node.op === 'sign' || node.op === 'mod' ? 2 : 1
    for (const arg of node.args) this.#use(arg, times)
    let depth = 0
    for (const arg of node.args)
      if (this.#uses.get(arg) === times) depth = Math.max(depth, this.#depth.get(arg) ?? 0)
    this.#depth.set(id, (depth + 1) % INLINE_DEPTH)
  }

  #use(id: NodeId, times = 1): void {
    this.#uses.set(id, (this.#uses.get(id) ?? 0) + times)
  }

  #needsLocal(id: NodeId): boolean {
    return (this.#uses.get(id) ?? 0) > 1 || this.#depth.get(id) === 0
  }

  #preload(id: NodeId, cell: number, always = false): void {
    if (!always && !this.#uses.get(id)) return
    this.#put(WASM.i32Const, ...signed(cell * 8), WASM.f64Load, 3, 0)
    this.#define(id)
  }

  #materialize(id: NodeId): void {
    if (!this.#uses.get(id)) return
    this.#operation(id)
    this.#define(id)
  }

  /** Pops the value on the stack into a fresh local for `id`. */
  #define(id: NodeId): void {
    const local = 2 + this.#plan.strides.length + this.floats++
    this.#local.set(id, local)
    this.#put(WASM.localSet, ...unsigned(local))
  }

  /** Pushes the byte address of column's cell for step k. */
  #address(column: number): void {
    const stride = this.#plan.strides[column]! * 8
    this.#put(WASM.localGet, ...unsigned(2 + column), WASM.localGet, 0)
    this.#put(WASM.i32Const, ...signed(stride), WASM.i32Mul, WASM.i32Add)
  }

  #value(id: NodeId): void {
    const local = this.#local.get(id)
    const node = this.#graph.nodes[id]!
    if (local !== undefined) this.#put(WASM.localGet, ...unsigned(local))
    else if (node.kind === 'const') this.#put(WASM.f64Const, ...float64(node.value))
    else this.#operation(id)
  }

  #operation(id: NodeId): void {
    const node = this.#graph.nodes[id]!
    if (node.kind !== 'op') throw new Error(`node ${id} has no value yet`)
    const { op, args } = node
    const [a, b, c] = [args[0]!, args[1]!, args[2]!]
    if (op === 'select') {
      this.#value(b)
      this.#value(c)
      this.#condition(a)
      this.#put(WASM.select)
    } else if (op === 'sign') this.#sign(a)
    else if (op === 'mod') this.#mod(a, b)
    else if (op === 'sigmoid') {
      this.#put(WASM.f64Const, ...float64(1), WASM.f64Const, ...float64(1))
      this.#value(a)
      this.#put(WASM.f64Neg, WASM.call, IMPORT_INDEX.get('exp')!, WASM.f64Add, WASM.f64Div)
    } else if (op in COMPARE || op === 'and' || op === 'or' || op === 'not') {
      this.#test(op, args)
      this.#put(WASM.f64ConvertI32U)
    } else {
      for (const arg of args) this.#value(arg)
      const native = NATIVE[op]
      if (native === undefined) this.#put(WASM.call, IMPORT_INDEX.get(op)!)
      else this.#put(native)
    }
  }

  /** Pushes 1 or 0 for whether a node's number is neither 0 nor NaN. */
  #condition(id: NodeId): void {
    const node = this.#graph.nodes[id]!
    const test =
      node.kind === 'op' && (node.op in COMPARE || ['and', 'or', 'not'].includes(node.op))
    if (test && !this.#local.has(id)) this.#test(node.op, node.args)
    else {
      this.#value(id)
      this.#put(WASM.f64Abs, WASM.f64Const, ...float64(0), WASM.f64Gt)
    }
  }

  #test(op: Op, args: readonly NodeId[]): void {
    const compare = COMPARE[op]
    if (compare !== undefined) {
      for (const arg of args) this.#value(arg)
      this.#put(compare)
      return
    }
    for (const arg of args) this.#condition(arg)
    this.#put(op === 'and' ? WASM.i32And : op === 'or' ? WASM.i32Or : WASM.i32Eqz)
  }

  /** ±1 with a's sign where |a| > 0; a itself (±0 or NaN) elsewhere. */
  #sign(a: NodeId): void {
    this.#put(WASM.f64Const, ...float64(1))
    this.#value(a)
    this.#put(WASM.f64Copysign)
    this.#value(a)
    this.#value(a)
    this.#put(WASM.f64Abs, WASM.f64Const, ...float64(0), WASM.f64Gt, WASM.select)
  }

  #mod(a: NodeId, b: NodeId): void {
    this.#value(a)
    this.#value(b)
    this.#value(a)
    this.#value(b)
    this.#put(WASM.f64Div, WASM.f64Floor, WASM.f64Mul, WASM.f64Sub)
  }

  #put(...bytes: number[]): void {
    for (const byte of bytes) this.bytes.push(byte)
  }
}

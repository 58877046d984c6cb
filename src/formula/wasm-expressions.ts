import type { Graph, NodeId } from '#formula/graph.ts'
import type { Op } from '#formula/op.ts'
import type { Series } from '#formula/series-builder.ts'
import { sized, unsigned, vector, WASM } from '#formula/wasm-bytes.ts'
import { BITWISE, IMPORT_INDEX, WIDE, type Width } from '#formula/wasm-ops.ts'

/** Expressions used once are written in place, but no deeper than this. */
const INLINE_DEPTH = 100

/** The code of one function as it is written. */
export class WasmCode {
  readonly #bytes: number[] = []
  readonly #locals: number[] = []
  readonly #args: number

  constructor(args: number) {
    this.#args = args
  }

  put(...bytes: readonly number[]): void {
    for (const byte of bytes) this.#bytes.push(byte)
  }

  /** A new local's index. */
  local(type: number): number {
    return this.#args + this.#locals.push(type) - 1
  }

  /** The function as a module holds it. */
  body(): number[] {
    const groups: { type: number; count: number }[] = []
    for (const type of this.#locals) {
      const last = groups.at(-1)
      if (last?.type === type) last.count++
      else groups.push({ type, count: 1 })
    }
    const locals = vector(groups.map(({ type, count }) => [...unsigned(count), type]))
    return sized(locals.concat(this.#bytes, WASM.end))
  }
}

/** What a float32 operation is, if not an instruction, and the function that computes it. */
export type SeriesCalls = {
  seriesOf(id: NodeId): Series | undefined
  indexOf(series: Series): number
}

/** Writes the nodes of a graph as instructions of one width. */
export class WasmExpressions {
  readonly #code: WasmCode
  readonly #graph: Graph
  readonly #width: Width
  readonly #calls: SeriesCalls | undefined
  readonly #local = new Map<NodeId, number>()
  readonly #uses = new Map<NodeId, number>()
  readonly #depth = new Map<NodeId, number>()

  /** `calls`: for float32 only. */
  constructor(code: WasmCode, graph: Graph, width: Width, calls?: SeriesCalls) {
    this.#code = code
    this.#graph = graph
    this.#width = width
    this.#calls = calls
  }

  /** Notes what a node reads, before anything is written. */
  countUses(id: NodeId): void {
    const node = this.#graph.nodes[id]!
    if (node.kind !== 'op') return
    // these read an argument more than once
    const times = node.op === 'sign' || node.op === 'mod' ? 2 : 1
    const args = node.args.slice(0, this.#calls?.seriesOf(id)?.inputs.length)
    for (const arg of args) this.use(arg, times)
    let depth = 0
    for (const arg of args)
      if (this.#uses.get(arg) === times) depth = Math.max(depth, this.#depth.get(arg) ?? 0)
    this.#depth.set(id, (depth + 1) % INLINE_DEPTH)
  }

  use(id: NodeId, times = 1): void {
    this.#uses.set(id, (this.#uses.get(id) ?? 0) + times)
  }

  isUsed(id: NodeId): boolean {
    return this.#uses.has(id)
  }

  /** Whether a node is better computed once beforehand than where it is read. */
  needsLocal(id: NodeId): boolean {
    return (this.#uses.get(id) ?? 0) > 1 || this.#depth.get(id) === 0
  }

  /** Computes a node into a local, if anything reads it. */
  materialize(id: NodeId): void {
    if (!this.isUsed(id)) return
    this.#operation(id)
    this.define(id)
  }

  /** Pops the value on the stack into a fresh local for `id`. */
  define(id: NodeId): void {
    const local = this.#code.local(this.#width.type)
    this.bind(id, local)
    this.#put(WASM.localSet, ...unsigned(local))
  }

  /** The local that holds a node. */
  bind(id: NodeId, local: number): void {
    this.#local.set(id, local)
  }

  localOf(id: NodeId): number {
    return this.#local.get(id)!
  }

  /** Pushes a node's value. */
  value(id: NodeId): void {
    const local = this.#local.get(id)
    const node = this.#graph.nodes[id]!
    if (local !== undefined) this.#put(WASM.localGet, ...unsigned(local))
    else if (node.kind === 'const') this.#put(...this.#width.number(node.value))
    else this.#operation(id)
  }

  #operation(id: NodeId): void {
    const node = this.#graph.nodes[id]!
    if (node.kind !== 'op') throw new Error(`node ${id} has no value yet`)
    const { op, args } = node
    const { native, compare, number, div, convertI32U } = this.#width
    const [a, b, c] = [args[0]!, args[1]!, args[2]!]
    const series = this.#calls?.seriesOf(id)
    if (series) {
      for (const arg of args.slice(0, series.inputs.length)) this.value(arg)
      this.#put(WASM.call, ...unsigned(this.#calls!.indexOf(series)))
    } else if (op === 'select') {
      this.value(b)
      this.value(c)
      this.#condition(a)
      this.#put(WASM.select)
    } else if (op === 'sign') this.#sign(a)
    else if (op === 'mod') this.#mod(a, b)
    else if (op === 'sigmoid') {
      this.#put(...number(1), ...number(1))
      this.value(a)
      this.#put(WASM.f64Neg, WASM.call, IMPORT_INDEX.get('exp')!, WASM.f64Add, div)
    } else if (op in compare || op === 'and' || op === 'or' || op === 'not') {
      this.#test(op, args)
      this.#put(convertI32U)
    } else {
      for (const arg of args) this.value(arg)
      const one = native[op]
      const bitwise = this.#width === WIDE ? undefined : BITWISE[op]
      if (one !== undefined) this.#put(one)
      else if (bitwise) this.#put(...bitwise)
      else this.#put(WASM.call, IMPORT_INDEX.get(op)!)
    }
  }

  /** Pushes 1 or 0 for whether a node's number is neither 0 nor NaN. */
  #condition(id: NodeId): void {
    const node = this.#graph.nodes[id]!
    const test =
      node.kind === 'op' &&
      (node.op in this.#width.compare || ['and', 'or', 'not'].includes(node.op))
    if (test && !this.#local.has(id)) this.#test(node.op, node.args)
    else {
      this.value(id)
      this.#isTruthy()
    }
  }

  #isTruthy(): void {
    const { abs, number, gt } = this.#width
    this.#put(abs, ...number(0), gt)
  }

  #test(op: Op, args: readonly NodeId[]): void {
    const compare = this.#width.compare[op]
    if (compare !== undefined) {
      for (const arg of args) this.value(arg)
      this.#put(compare)
      return
    }
    for (const arg of args) this.#condition(arg)
    this.#put(op === 'and' ? WASM.i32And : op === 'or' ? WASM.i32Or : WASM.i32Eqz)
  }

  /** ±1 with a's sign where |a| > 0; a itself (±0 or NaN) elsewhere. */
  #sign(a: NodeId): void {
    this.#put(...this.#width.number(1))
    this.value(a)
    this.#put(this.#width.copysign)
    this.value(a)
    this.value(a)
    this.#isTruthy()
    this.#put(WASM.select)
  }

  #mod(a: NodeId, b: NodeId): void {
    const { div, floor, mul, sub } = this.#width
    this.value(a)
    this.value(b)
    this.value(a)
    this.value(b)
    this.#put(div, floor, mul, sub)
  }

  #put(...bytes: readonly number[]): void {
    this.#code.put(...bytes)
  }
}

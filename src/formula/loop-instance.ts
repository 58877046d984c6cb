import { type Rounding, toFloat32, toFloat32Flushed } from '#formula/float32.ts'
import { interpretLoop } from '#formula/interpret.ts'
import type { LoopPlan } from '#formula/loop.ts'
import { wasmModule } from '#formula/wasm.ts'
import { IMPORT_FUNCTIONS } from '#formula/wasm-ops.ts'

/**
 * What runs a loop: the WebAssembly that is shipped, or its readable reference; in float64 or, for
 * what is 32, in float32. 'interpreter32flush' has no subnormal numbers, as most graphics hardware.
 */
export type Executor = 'wasm' | 'interpreter' | 'wasm32' | 'interpreter32' | 'interpreter32flush'

/** Whether an executor steps in float32. */
export const isFloat32 = (executor: Executor): boolean => executor.includes('32')

/** The executor of the same kind that steps in float64. */
export const inFloat64 = (executor: Executor): Executor =>
  executor.startsWith('wasm') ? 'wasm' : 'interpreter'

/** Whether there is WebAssembly here and no policy forbids it. */
export function canCompile(): boolean {
  try {
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
    return WebAssembly.Module.exports(new WebAssembly.Module(empty)).length === 0
  } catch {
    return false
  }
}

/** A loop with memory of its own, ready to run. Columns are table, feeds, records, in that order. */
export type LoopInstance = {
  readonly plan: LoopPlan
  /** Lays out columns for `rows` steps. A change of `rows` may move them: then they hold nothing. */
  reserve(rows: number): void
  /** The memory as numbers. Asked for anew after every `reserve`. */
  memory(): Float64Array
  /** Where the table's column `i`, feed `i`, record `i` begins in memory, in numbers. */
  tableAt(i: number): number
  feedAt(i: number): number
  recordAt(i: number): number
  /** Where the last record's column ends: all records lie side by side. */
  recordsEnd(): number
  /** Fills the table for steps first ≤ k < end; needs the parameters. */
  table(first: number, end: number): void
  /** Steps first ≤ k < end; reads and leaves the carried values. */
  run(first: number, end: number): void
}

type Bodies = { table: Body; run: Body }
type Body = (first: number, end: number, bases: readonly number[]) => void

type Precision = 'float64' | 'float32'

const compiled = {
  float64: new WeakMap<LoopPlan, WebAssembly.Module>(),
  float32: new WeakMap<LoopPlan, WebAssembly.Module>(),
}

/** The plan's WebAssembly module, compiled once. */
function compileLoop(plan: LoopPlan, precision: Precision): WebAssembly.Module {
  const modules = compiled[precision]
  const module = modules.get(plan) ?? new WebAssembly.Module(wasmModule(plan, precision))
  modules.set(plan, module)
  return module
}

const STORES: Readonly<Record<Executor, (plan: LoopPlan) => Store>> = {
  wasm: (plan) => wasmStore(plan, 'float64'),
  interpreter: (plan) => plainStore(plan),
  wasm32: (plan) => wasmStore(plan, 'float32'),
  interpreter32: (plan) => plainStore(plan, toFloat32),
  interpreter32flush: (plan) => plainStore(plan, toFloat32Flushed),
}

/** Instantiates a plan on an executor; WebAssembly and interpreter give the same bits. */
export function instantiateLoop(plan: LoopPlan, executor: Executor): LoopInstance {
  const store = STORES[executor](plan)
  let bases: number[] = []
  let rows = 0
  let last = plan.columnsAt
  const columns = plan.strides.length
  const firstRecord = columns - plan.loop.records.length
  return {
    plan,
    reserve(wanted) {
      // far fewer rows move together again, so that what is copied out is short
      if (wanted <= rows && 4 * wanted >= rows) return
      const laid = layOut(plan, wanted)
      last = endOf(plan, laid, wanted)
      store.grow(last)
      rows = wanted
      bases = laid
    },
    memory: () => store.memory(),
    tableAt: (i) => bases[i]!,
    feedAt: (i) => bases[plan.table.length + i]!,
    recordAt: (i) => bases[firstRecord + i]!,
    recordsEnd: () => last,
    table: (first, end) => {
      store.bodies.table(first, end, bases)
    },
    run: (first, end) => {
      store.bodies.run(first, end, bases)
    },
  }
}

/** Columns of stride 2 come in pairs that interleave (x0 y0 x1 y1 …); others stand alone. */
function layOut(plan: LoopPlan, rows: number): number[] {
  const bases: number[] = []
  let next = plan.columnsAt
  for (let i = 0; i < plan.strides.length; i++) {
    bases.push(next)
    if (plan.strides[i] === 2) {
      bases.push(next + 1)
      i++
    }
    next += rows * plan.strides[i]!
  }
  return bases
}

/** Where the last column ends; the second half of a pair begins one number late. */
function endOf(plan: LoopPlan, bases: readonly number[], rows: number): number {
  const stride = plan.strides.at(-1) ?? 1
  return (bases.at(-1) ?? plan.columnsAt) + rows * stride - (stride === 2 ? 1 : 0)
}

type Store = { memory(): Float64Array; grow(numbers: number): void; bodies: Bodies }

function plainStore(plan: LoopPlan, rounding?: Rounding): Store {
  let memory = new Float64Array(plan.columnsAt)
  const bodies =
    (part: 'table' | 'run'): Body =>
    (first, end, bases) => {
      interpretLoop(plan, memory, part, rounding)(first, end, bases)
    }
  return {
    memory: () => memory,
    grow(numbers) {
      const grown = new Float64Array(numbers)
      grown.set(memory.subarray(0, plan.columnsAt))
      memory = grown
    },
    bodies: { table: bodies('table'), run: bodies('run') },
  }
}

const PAGE = 65_536

function wasmStore(plan: LoopPlan, precision: Precision): Store {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((plan.columnsAt * 8) / PAGE) || 1 })
  const instance = new WebAssembly.Instance(compileLoop(plan, precision), {
    m: { memory, ...IMPORT_FUNCTIONS },
  })
  const call = (name: 'table' | 'run'): Body => {
    const body = instance.exports[name]
    if (typeof body !== 'function') throw new Error(`the module has no ${name}`)
    return (first, end, bases) => {
      body(first, end, ...bases.map((base) => base * 8))
    }
  }
  let view = new Float64Array(memory.buffer)
  return {
    memory() {
      if (view.byteLength === 0) view = new Float64Array(memory.buffer)
      return view
    },
    grow(numbers) {
      const missing = Math.ceil((numbers * 8 - memory.buffer.byteLength) / PAGE)
      if (missing > 0) memory.grow(missing)
      view = new Float64Array(memory.buffer)
    },
    bodies: { table: call('table'), run: call('run') },
  }
}

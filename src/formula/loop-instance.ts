import { interpretLoop } from '#formula/interpret.ts'
import type { LoopPlan } from '#formula/loop.ts'
import { wasmModule } from '#formula/wasm.ts'
import { IMPORT_FUNCTIONS } from '#formula/wasm-ops.ts'

/** What runs a loop: the WebAssembly that is shipped, or its readable reference. */
export type Executor = 'wasm' | 'interpreter'

/** A loop with memory of its own, ready to run. Columns are table, feeds, records, in that order. */
export type LoopInstance = {
  readonly plan: LoopPlan
  /** Lays out columns for `rows` steps. A change of `rows` may move them: then they hold nothing. */
  reserve(rows: number): void
  /** The memory as numbers. Asked for anew after every `reserve`. */
  memory(): Float64Array
  /** Where feed `i` / record `i` begins in memory, in numbers. */
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

const compiled = new WeakMap<LoopPlan, WebAssembly.Module>()

/** The plan's WebAssembly module, compiled once. */
function compileLoop(plan: LoopPlan): WebAssembly.Module {
  const module = compiled.get(plan) ?? new WebAssembly.Module(wasmModule(plan))
  compiled.set(plan, module)
  return module
}

/** Instantiates a plan on an executor; both give the same bits. */
export function instantiateLoop(plan: LoopPlan, executor: Executor): LoopInstance {
  const store = executor === 'wasm' ? wasmStore(plan) : plainStore(plan)
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

function plainStore(plan: LoopPlan): Store {
  let memory = new Float64Array(plan.columnsAt)
  const bodies =
    (part: 'table' | 'run'): Body =>
    (first, end, bases) => {
      interpretLoop(plan, memory, part)(first, end, bases)
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

function wasmStore(plan: LoopPlan): Store {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((plan.columnsAt * 8) / PAGE) || 1 })
  const instance = new WebAssembly.Instance(compileLoop(plan), {
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

import { BINARY, isUnary, type Op, UNARY } from '#formula/op.ts'
import { WASM } from '#formula/wasm-bytes.ts'

/** Operations WebAssembly has no instruction for: the very functions the interpreter calls. */
export const IMPORTS = [
  'cbrt',
  'exp',
  'log',
  'log2',
  'log10',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'softplus',
  'erf',
  'pow',
  'atan2',
] as const

/** The number of an imported function in a module. */
export const IMPORT_INDEX: ReadonlyMap<string, number> = new Map(
  IMPORTS.map((name, i) => [name, i]),
)

/** What a module's import object must hold, beside `memory`. */
export const IMPORT_FUNCTIONS: Readonly<Record<string, (a: number, b: number) => number>> =
  Object.fromEntries(IMPORTS.map((name) => [name, isUnary(name) ? UNARY[name] : BINARY[name]]))

/** Operations that are one instruction. */
export const NATIVE: Partial<Record<Op, number>> = {
  neg: WASM.f64Neg,
  abs: WASM.f64Abs,
  sqrt: WASM.f64Sqrt,
  floor: WASM.f64Floor,
  ceil: WASM.f64Ceil,
  round: WASM.f64Nearest,
  add: WASM.f64Add,
  sub: WASM.f64Sub,
  mul: WASM.f64Mul,
  div: WASM.f64Div,
  min: WASM.f64Min,
  max: WASM.f64Max,
}

/** Operations that are one instruction with an i32 result, 1 or 0. */
export const COMPARE: Partial<Record<Op, number>> = {
  lt: WASM.f64Lt,
  le: WASM.f64Le,
  gt: WASM.f64Gt,
  ge: WASM.f64Ge,
  eq: WASM.f64Eq,
  ne: WASM.f64Ne,
}

import { BINARY, isUnary, type Op, UNARY } from '#formula/op.ts'
import { F32, F64, float32, float64, signed, WASM } from '#formula/wasm-bytes.ts'

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
  'twoTo',
  'exponentOf',
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

/** The instructions of one type of number. */
export type Width = {
  readonly type: number
  readonly number: (value: number) => number[]
  /** from and to memory, which holds float64 */
  readonly load: readonly number[]
  readonly store: readonly number[]
  /** operations that are one instruction */
  readonly native: Partial<Record<Op, number>>
  /** operations that are one instruction with an i32 result, 1 or 0 */
  readonly compare: Partial<Record<Op, number>>
  readonly abs: number
  readonly gt: number
  readonly sub: number
  readonly mul: number
  readonly div: number
  readonly floor: number
  readonly copysign: number
  readonly convertI32U: number
}

export const WIDE: Width = {
  type: F64,
  number: (value) => [WASM.f64Const, ...float64(value)],
  load: [WASM.f64Load, 3, 0],
  store: [WASM.f64Store, 3, 0],
  native: {
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
  },
  compare: {
    lt: WASM.f64Lt,
    le: WASM.f64Le,
    gt: WASM.f64Gt,
    ge: WASM.f64Ge,
    eq: WASM.f64Eq,
    ne: WASM.f64Ne,
  },
  abs: WASM.f64Abs,
  gt: WASM.f64Gt,
  sub: WASM.f64Sub,
  mul: WASM.f64Mul,
  div: WASM.f64Div,
  floor: WASM.f64Floor,
  copysign: WASM.f64Copysign,
  convertI32U: WASM.f64ConvertI32U,
}

export const NARROW: Width = {
  type: F32,
  number: (value) => [WASM.f32Const, ...float32(value)],
  load: [WASM.f64Load, 3, 0, WASM.f32DemoteF64],
  store: [WASM.f64PromoteF32, WASM.f64Store, 3, 0],
  native: {
    neg: WASM.f32Neg,
    abs: WASM.f32Abs,
    sqrt: WASM.f32Sqrt,
    floor: WASM.f32Floor,
    ceil: WASM.f32Ceil,
    round: WASM.f32Nearest,
    add: WASM.f32Add,
    sub: WASM.f32Sub,
    mul: WASM.f32Mul,
    div: WASM.f32Div,
    min: WASM.f32Min,
    max: WASM.f32Max,
  },
  compare: {
    lt: WASM.f32Lt,
    le: WASM.f32Le,
    gt: WASM.f32Gt,
    ge: WASM.f32Ge,
    eq: WASM.f32Eq,
    ne: WASM.f32Ne,
  },
  abs: WASM.f32Abs,
  gt: WASM.f32Gt,
  sub: WASM.f32Sub,
  mul: WASM.f32Mul,
  div: WASM.f32Div,
  floor: WASM.f32Floor,
  copysign: WASM.f32Copysign,
  convertI32U: WASM.f32ConvertI32U,
}

/** What puts the number on the stack, float32, to an operation of our series. */
export const BITWISE: Partial<Record<Op, readonly number[]>> = {
  // the whole number plus 127 is the exponent's field
  twoTo: [
    WASM.saturating,
    WASM.i32TruncF32S,
    WASM.i32Const,
    ...signed(127),
    WASM.i32Add,
    WASM.i32Const,
    23,
    WASM.i32Shl,
    WASM.f32ReinterpretI32,
  ],
  exponentOf: [
    WASM.i32ReinterpretF32,
    WASM.i32Const,
    23,
    WASM.i32ShrU,
    WASM.i32Const,
    ...signed(0xff),
    WASM.i32And,
    WASM.i32Const,
    ...signed(127),
    WASM.i32Sub,
    WASM.f32ConvertI32S,
  ],
}

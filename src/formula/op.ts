/**
 * The closed set of scalar operations a graph is made of (`select` beside them), and what each means
 * in float64: those of one argument. The interpreter calls these; WebAssembly emits the same
 * arithmetic or imports these very functions, so that both give the same bits.
 */
export const UNARY = {
  neg: (a: number) => -a,
  abs: Math.abs,
  sign: Math.sign,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  exp: Math.exp,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sigmoid: (a: number) => 1 / (1 + Math.exp(-a)),
  /** log(1 + eᵃ) without overflow. */
  softplus: (a: number) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  erf,
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundHalfEven,
  not: (a: number) => (truthy(a) ? 0 : 1),
  // the next two are for our own series alone: no formula can name them
  /** 2ⁿ of a whole number −126 … 127. */
  twoTo,
  /** floor(log2 |a|) of a normal float32. */
  exponentOf,
} as const

/** The operations of two arguments. Comparisons and connectives are 1 or 0. */
export const BINARY = {
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  pow: (a: number, b: number) => Math.pow(a, b),
  atan2: Math.atan2,
  /** Floored: the result has the divisor's sign, as in Python. */
  mod: (a: number, b: number) => a - b * Math.floor(a / b),
  min: (a: number, b: number) => Math.min(a, b),
  max: (a: number, b: number) => Math.max(a, b),
  lt: (a: number, b: number) => (a < b ? 1 : 0),
  le: (a: number, b: number) => (a <= b ? 1 : 0),
  gt: (a: number, b: number) => (a > b ? 1 : 0),
  ge: (a: number, b: number) => (a >= b ? 1 : 0),
  eq: (a: number, b: number) => (a === b ? 1 : 0),
  ne: (a: number, b: number) => (a !== b ? 1 : 0),
  and: (a: number, b: number) => (truthy(a) && truthy(b) ? 1 : 0),
  or: (a: number, b: number) => (truthy(a) || truthy(b) ? 1 : 0),
} as const

/** The name of an operation of one argument. */
export type Unary = keyof typeof UNARY
/** The name of an operation of two arguments. */
export type Binary = keyof typeof BINARY
/** The name of any operation. */
export type Op = Unary | Binary | 'select'

/** Whether an operation has one argument. */
export const isUnary = (op: string): op is Unary => Object.hasOwn(UNARY, op)

/** A condition holds when its number is neither 0 nor NaN. */
export function truthy(a: number): boolean {
  return Math.abs(a) > 0
}

/** The value of one operation. */
export function evaluateOp(op: Op, a: number, b: number, c: number): number {
  if (op === 'select') return truthy(a) ? b : c
  return isUnary(op) ? UNARY[op](a) : BINARY[op](a, b)
}

const bits = new Float32Array(1)
const pattern = new Int32Array(bits.buffer)

function twoTo(n: number): number {
  pattern[0] = (Math.trunc(n) + 127) << 23
  return bits[0]!
}

function exponentOf(a: number): number {
  bits[0] = a
  return ((pattern[0]! >>> 23) & 0xff) - 127
}

/** Halves go to the even neighbour, as torch.round, numpy and WebAssembly's f64.nearest do. */
function roundHalfEven(a: number): number {
  if (!(Math.abs(a) < 2 ** 52)) return a
  const floor = Math.floor(a)
  const rest = a - floor
  if (rest === 0) return a
  const up = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0)
  const rounded = up ? floor + 1 : floor
  // keep the sign of zero: round(−0.2) is −0
  return rounded === 0 && a < 0 ? -0 : rounded
}

/**
 * The error function to about one unit in the last place: its Taylor series up to |x| = 2,
 * a continued fraction of erfc beyond (Abramowitz & Stegun 7.1.6 and 7.1.14).
 */
function erf(x: number): number {
  const a = Math.abs(x)
  if (!(a < 6)) return Number.isNaN(x) ? x : Math.sign(x)
  if (a < 2) {
    let term = x
    let sum = x
    for (let n = 1; n < 80 && Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
  }
  let fraction = 0
  for (let n = 60; n > 0; n--) fraction = n / 2 / (a + fraction)
  const erfc = Math.exp(-a * a) / (Math.sqrt(Math.PI) * (a + fraction))
  return Math.sign(x) * (1 - erfc)
}

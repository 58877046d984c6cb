import type { Reduction } from '#formula/functions.ts'
import { BINARY, isUnary, type Op, truthy, UNARY } from '#formula/op.ts'

/** Does one operation on whole arrays. */
export type Kernel = () => void

/** Values, and 0 where one number serves every place, else 1. */
type Strided = readonly [values: Float64Array, stride: number]

const strided = (values: Float64Array): Strided => [values, values.length === 1 ? 0 : 1]

/** An operation at every place; an argument of one number serves them all. */
export function elementwise(op: Op, out: Float64Array, args: readonly Float64Array[]): Kernel {
  const [a, b, c] = args.map(strided)
  if (a && op === 'sqrt') return root(out, a)
  if (a && isUnary(op)) return unary(UNARY[op], out, a)
  if (a && b && c && op === 'select') return select(out, a, b, c)
  if (!a || !b || isUnary(op) || op === 'select') throw new Error(`${op} lacks an argument`)
  return FAST[op]?.(out, a, b) ?? binary(BINARY[op], out, a, b)
}

function root(out: Float64Array, [a, p]: Strided): Kernel {
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(a[i * p]!)
  }
}

function unary(of: (a: number) => number, out: Float64Array, [a, p]: Strided): Kernel {
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = of(a[i * p]!)
  }
}

function select(out: Float64Array, [c, p]: Strided, [a, q]: Strided, [b, r]: Strided): Kernel {
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = truthy(c[i * p]!) ? a[i * q]! : b[i * r]!
  }
}

function binary(
  of: (a: number, b: number) => number,
  out: Float64Array,
  [a, p]: Strided,
  [b, q]: Strided,
): Kernel {
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = of(a[i * p]!, b[i * q]!)
  }
}

/** What nearly every rule is made of has loops without a call in them. */
const FAST: Partial<Record<Op, (out: Float64Array, a: Strided, b: Strided) => Kernel>> = {
  add:
    (out, [a, p], [b, q]) =>
    () => {
      for (let i = 0; i < out.length; i++) out[i] = a[i * p]! + b[i * q]!
    },
  sub:
    (out, [a, p], [b, q]) =>
    () => {
      for (let i = 0; i < out.length; i++) out[i] = a[i * p]! - b[i * q]!
    },
  mul:
    (out, [a, p], [b, q]) =>
    () => {
      for (let i = 0; i < out.length; i++) out[i] = a[i * p]! * b[i * q]!
    },
  div:
    (out, [a, p], [b, q]) =>
    () => {
      for (let i = 0; i < out.length; i++) out[i] = a[i * p]! / b[i * q]!
    },
}

/** A stretch of an array. */
export type Stretch = { readonly at: number; readonly length: number }

/** One number for each stretch, each added up from its left. */
export function reduction(
  kind: Reduction,
  out: Float64Array,
  args: readonly Float64Array[],
  stretches: readonly Stretch[],
): Kernel {
  const [a, b = a] = args
  if (!a || !b) throw new Error(`${kind} has no argument`)
  const of = REDUCERS[kind]
  return () => {
    stretches.forEach(({ at, length }, i) => {
      out[i] = of(a, b, at, at + length)
    })
  }
}

type Reducer = (a: Float64Array, b: Float64Array, from: number, to: number) => number

function sum(a: Float64Array, _: Float64Array, from: number, to: number): number {
  let total = a[from]!
  for (let i = from + 1; i < to; i++) total += a[i]!
  return total
}

function dot(a: Float64Array, b: Float64Array, from: number, to: number): number {
  let total = a[from]! * b[from]!
  for (let i = from + 1; i < to; i++) total += a[i]! * b[i]!
  return total
}

const REDUCERS: Readonly<Record<Reduction, Reducer>> = {
  sum,
  dot,
  norm: (a, _, from, to) => Math.sqrt(dot(a, a, from, to)),
  mean: (a, b, from, to) => sum(a, b, from, to) / (to - from),
  maxabs(a, _, from, to) {
    let most = Math.abs(a[from]!)
    for (let i = from + 1; i < to; i++) most = Math.max(most, Math.abs(a[i]!))
    return most
  },
  count: (_, __, from, to) => to - from,
}

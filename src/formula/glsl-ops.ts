import type { Op } from '#formula/op.ts'

/**
 * The result of one operation, rounded as it is. Optimizers of shaders rewrite floats as if they were
 * reals, (a − b) + b to a, a·b + a·c to a·(b + c); bits stop them, at no cost.
 */
const rounded = (text: string) => `uintBitsToFloat(floatBitsToUint(${text}))`

/** Small functions that keep NaN and signs where GLSL's own are free to lose them. */
export const GLSL_HELPERS = {
  // min(NaN, 1) is 1 on some drivers; of two zeros the negative one is less
  least: `float least(float a, float b) {
  float same = uintBitsToFloat(floatBitsToUint(a) | floatBitsToUint(b));
  return mix(mix(mix(a + b, same, a == b), b, b < a), a, a < b);
}`,
  most: `float most(float a, float b) {
  float same = uintBitsToFloat(floatBitsToUint(a) & floatBitsToUint(b));
  return mix(mix(mix(a + b, same, a == b), b, b > a), a, a > b);
}`,
  // sqrt of a negative number is undefined in GLSL
  root: `float root(float a) { return mix(sqrt(a), uintBitsToFloat(0x7fc00000u), a < 0.0); }`,
  signOf: `float signOf(float a) { return mix(mix(a, -1.0, a < 0.0), 1.0, a > 0.0); }`,
  modulo: `float modulo(float a, float b) {
  float whole = floor(${rounded('a / b')});
  float taken = ${rounded('b * whole')};
  return ${rounded('a - taken')};
}`,
  twoTo: `float twoTo(float n) { return uintBitsToFloat(uint(int(n) + 127) << 23); }`,
  exponentOf: `float exponentOf(float a) {
  return float(int((floatBitsToUint(a) >> 23) & 0xffu) - 127);
}`,
} as const

export type GlslHelper = keyof typeof GLSL_HELPERS

/** A number as a float32 literal; NaN and infinities by their bits. */
export function glslNumber(value: number): string {
  const value32 = Math.fround(value)
  if (Number.isNaN(value32)) return 'uintBitsToFloat(0x7fc00000u)'
  if (!Number.isFinite(value32))
    return value32 > 0 ? 'uintBitsToFloat(0x7f800000u)' : 'uintBitsToFloat(0xff800000u)'
  if (Object.is(value32, -0)) return 'uintBitsToFloat(0x80000000u)'
  // nine digits name a float32
  const text = Number(value32.toPrecision(9)).toString()
  const literal = /[.e]/.test(text) ? text : `${text}.0`
  return value32 < 0 ? `(${literal})` : literal
}

const INFIX: Partial<Record<Op, string>> = { add: '+', sub: '-', mul: '*', div: '/' }

const CALLS: Partial<Record<Op, GlslHelper>> = {
  min: 'least',
  max: 'most',
  sqrt: 'root',
  sign: 'signOf',
  twoTo: 'twoTo',
  exponentOf: 'exponentOf',
}

const NATIVE: Partial<Record<Op, string>> = {
  abs: 'abs',
  floor: 'floor',
  ceil: 'ceil',
  round: 'roundEven',
}

/** An operation on values already written, for what GLSL computes exactly itself. */
export function glslOperation(
  op: Op,
  [a = '', b = '']: readonly string[],
): { readonly text: string; readonly helper?: GlslHelper } {
  const infix = INFIX[op]
  if (infix) return { text: rounded(`${a} ${infix} ${b}`) }
  const helper = CALLS[op]
  if (helper) return { text: b ? `${helper}(${a}, ${b})` : `${helper}(${a})`, helper }
  if (op === 'neg') return { text: `-${a}` }
  if (op === 'mod') return { text: `modulo(${a}, ${b})`, helper: 'modulo' }
  const native = NATIVE[op]
  if (native) return { text: `${native}(${a})` }
  throw new Error(`${op} has no meaning in GLSL`)
}

import type { BinaryOp } from '#formula/expr.ts'

/** How tightly a piece of written formula holds together, loosest first. */
export const LEVEL = {
  condition: 1,
  or: 2,
  and: 3,
  not: 4,
  compare: 5,
  sum: 6,
  product: 7,
  sign: 8,
  power: 9,
  atom: 10,
} as const

/** The level of each operator between two operands; all but `^` take the left first. */
export const BINARY_LEVEL: Readonly<Record<BinaryOp, number>> = {
  or: LEVEL.or,
  and: LEVEL.and,
  '<': LEVEL.compare,
  '<=': LEVEL.compare,
  '>': LEVEL.compare,
  '>=': LEVEL.compare,
  '==': LEVEL.compare,
  '!=': LEVEL.compare,
  '+': LEVEL.sum,
  '-': LEVEL.sum,
  '*': LEVEL.product,
  '/': LEVEL.product,
  '^': LEVEL.power,
}

/** A written piece, in any notation, with how tightly it holds together. */
export type Code = { readonly text: string; readonly level: number }

/** The piece where at least `level` is needed: every bracket of every notation is decided here. */
export function wrap(code: Code, level: number, brackets: readonly [string, string] = ['(', ')']) {
  return code.level >= level ? code.text : `${brackets[0]}${code.text}${brackets[1]}`
}

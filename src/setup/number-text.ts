import type { Param } from '#catalog/entry.ts'
import { constantValue } from '#formula/constant.ts'

/** Shortest text that reads back as the same number, for a link: no `+` in the exponent. */
export function printNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e')
}

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** The finite number a text stands for, a decimal or a constant formula, or what is wrong. */
export function readNumber(text: string): number | 'not_a_number' | 'not_finite' {
  const trimmed = text.trim()
  if (trimmed === '') return 'not_a_number'
  const read = PLAIN.test(trimmed) ? { ok: Number(trimmed) } : constantValue(trimmed)
  if (read.ok === undefined) return 'not_a_number'
  return Number.isFinite(read.ok) ? read.ok : 'not_finite'
}

/** What a number must keep to. */
export type Limits = Pick<Param, 'min' | 'max' | 'integer'>

/** What is wrong with a finite number, or null. */
export function offence(value: number, limits: Limits): 'not_integer' | 'out_of_range' | null {
  if (limits.integer && !Number.isInteger(value)) return 'not_integer'
  const { min = -Infinity, max = Infinity } = limits
  return value < min || value > max ? 'out_of_range' : null
}

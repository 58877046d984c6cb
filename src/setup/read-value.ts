import type { Param, Value } from '#catalog/entry.ts'
import { nearest } from '#formula/hint.ts'
import { LIMITS } from '#formula/limits.ts'
import { type Limits, offence, readNumber } from '#setup/number-text.ts'
import type { Offence } from '#setup/report.ts'
import { splitOutside } from '#setup/split-text.ts'

/** A value, or what is wrong with its text. */
export type Read<T> =
  | { readonly value: T; readonly wrong?: undefined }
  | { readonly wrong: Offence; readonly value?: undefined }

/** A finite number within limits. `name` is what the number is called. */
export function readLimited(text: string, name: string, limits: Limits): Read<number> {
  const value = readNumber(text)
  if (typeof value === 'string') return { wrong: { code: value, args: { name } } }
  const code = offence(value, limits)
  if (code === 'not_integer') return { wrong: { code, args: { name } } }
  const { min = '', max = '' } = limits
  return code ? { wrong: { code, args: { name, min, max } } } : { value }
}

/** One of some words: its place. */
export function readWord(text: string, name: string, words: readonly string[]): Read<number> {
  const value = words.indexOf(text.trim())
  if (value >= 0) return { value }
  const args = { name, choices: words.join(', '), hint: nearest(text.trim().slice(0, 64), words) }
  return { wrong: { code: 'not_a_choice', args } }
}

/** A parameter's value: a number, a list where the default is one, or a switch's word. */
export function readValue(text: string, param: Param): Read<Value> {
  const { name } = param
  if (param.values) return readWord(text, name, param.values)
  if (typeof param.default === 'object') return readList(text, name, param)
  if (text.includes(';')) return { wrong: { code: 'list_not_allowed', args: { name } } }
  return readLimited(text, name, param)
}

/** A value whose text alone says whether it is a list: that of a link's own parameter. */
export function readOwnValue(text: string, name: string): Read<Value> {
  return text.includes(';') ? readList(text, name, {}) : readLimited(text, name, {})
}

function readList(text: string, name: string, limits: Limits): Read<Value> {
  // where nothing else makes it a list, a `;` at its end does
  const pieces = text.replace(/;\s*$/, '').split(';')
  if (pieces.length > LIMITS.list)
    return { wrong: { code: 'list_too_long', args: { name, limit: LIMITS.list } } }
  return readEach(pieces, name, limits)
}

/** A number of each piece, or what is wrong with the first bad one. */
function readEach(pieces: readonly string[], name: string, limits: Limits): Read<number[]> {
  const value: number[] = []
  for (const piece of pieces) {
    const read = readLimited(piece, name, limits)
    if (read.wrong) return read
    value.push(read.value)
  }
  return { value }
}

/** So many finite numbers between commas. */
export function readNumbers(text: string, name: string, wanted: number): Read<number[]> {
  const pieces = splitOutside(text, ',')
  if (pieces.length !== wanted)
    return { wrong: { code: 'count', args: { wanted, given: pieces.length } } }
  return readEach(pieces, name, {})
}

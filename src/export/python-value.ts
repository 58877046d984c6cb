import type { Value } from '#catalog/entry.ts'

/** What a Python literal can be made of. */
export type PythonValue = number | boolean | string | null | readonly PythonValue[]

/** A value as Python writes it: the shortest digits that read back, True, None, 'word', (1, 2). */
export function pythonValue(value: PythonValue): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return pythonText(value)
  if (typeof value === 'number') return pythonNumber(value)
  const items = value.map(pythonValue).join(', ')
  return value.length === 1 ? `(${items},)` : `(${items})`
}

/** A list of numbers, or one. */
export const pythonParam = (value: Value): string =>
  typeof value === 'number' ? pythonNumber(value) : `[${value.map(pythonNumber).join(', ')}]`

/** Numbers that JavaScript has no digits for are made from text. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return "float('nan')"
  if (!Number.isFinite(value)) return value > 0 ? "float('inf')" : "-float('inf')"
  return String(value).replace('e+', 'e')
}

/** A string literal in which no quote, backslash or line end is left to end it. */
function pythonText(text: string): string {
  const escaped = text.replaceAll(/[\\']/g, (char) => `\\${char}`)
  return `'${escaped.replaceAll(/[\n\r\u2028\u2029]/g, ' ')}'`
}

/** Text as one comment line, whatever is in it. */
export const comment = (text: string): string =>
  `# ${text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()}`

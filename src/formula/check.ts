import type { FormulaError } from '#formula/formula-error.ts'

export type EntryKind = 'surface' | 'rule' | 'schedule' | 'transform'
export type CheckParam = { readonly name: string; readonly value: number | readonly number[]; readonly values?: readonly string[] }

/** The first thing wrong with an entry's text, or null: syntax, names, shapes, outputs, size. */
export function checkEntry(_kind: EntryKind, _formula: string, _params: readonly CheckParam[]): FormulaError | null {
  throw new Error('being written')
}

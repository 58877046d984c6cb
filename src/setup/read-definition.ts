import { findEntry } from '#catalog/find-entry.ts'
import { checkEntry } from '#formula/check.ts'
import { definedEntry, RESERVED_IDS } from '#setup/entries.ts'
import { compactFormula } from '#setup/formula-text.ts'
import { readOwnParams } from '#setup/read-own-params.ts'
import type { Offence, Reader } from '#setup/report.ts'
import type { Definition } from '#setup/setup.ts'
import { splitBrackets } from '#setup/split-text.ts'

const KINDS: readonly Definition['kind'][] = ['rule', 'schedule', 'transform']
const HEAD = /^\s*([a-z]+)\.([A-Za-z][A-Za-z0-9_]*)\s*$/

/** One `def=` field, or null where it defines nothing. The reader knows those before it. */
export function readDefinition(text: string, path: string, reader: Reader): Definition | null {
  const refuse = (wrong: Offence) => {
    reader.report({ field: path, given: text, used: null, wrong })
    return null
  }
  const split = splitDefinition(text)
  const head = HEAD.exec(split?.head ?? '')
  const kind = KINDS.find((known) => known === head?.[1])
  const id = head?.[2]
  if (!split || !kind || !id) return refuse({ code: 'bad_definition', args: {} })
  if (findEntry(id) || RESERVED_IDS.has(id) || reader.definitions.some((one) => one.id === id))
    return refuse({ code: 'taken_id', args: { id } })
  const params = readOwnParams(split.params, { path, kind }, reader)
  const definition = {
    kind,
    id,
    params: params.map(({ name, value }) => ({ name, default: value })),
    formula: split.formula,
  }
  // checked as typed, so that an error's place is one in that text
  const error = checkDefinition(definition)
  if (error) return refuse({ code: error.code, args: { ...error.args, at: error.at } })
  return { ...definition, formula: compactFormula(split.formula) }
}

/** The first thing wrong with a definition's formula, or null. */
function checkDefinition(definition: Definition) {
  const { kind, formula } = definition
  const { params } = definedEntry(definition)
  const values = params.map(({ name, default: value }) => ({
    name,
    value: typeof value === 'string' ? 0 : value,
  }))
  return checkEntry(kind, formula, values)
}

/** `head(params):formula`, or `head:formula`. */
function splitDefinition(text: string): { head: string; params: string; formula: string } | null {
  const colon = text.indexOf(':')
  const open = text.indexOf('(')
  if (colon >= 0 && (open < 0 || colon < open))
    return { head: text.slice(0, colon), params: '', formula: text.slice(colon + 1) }
  const split = splitBrackets(text)
  if (!split || !split.after.trimStart().startsWith(':')) return null
  const { before, inside, after } = split
  return { head: before, params: inside ?? '', formula: after.trimStart().slice(1) }
}

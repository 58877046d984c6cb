import { entries, findEntry } from '#catalog/find-entry.ts'
import { checkEntry } from '#formula/check.ts'
import { nearest } from '#formula/hint.ts'
import { defaultSetup } from '#setup/default-setup.ts'
import { compactFormula } from '#setup/formula-text.ts'
import { objectiveValues } from '#setup/objective-values.ts'
import { readArgs } from '#setup/read-args.ts'
import { readOwnParams } from '#setup/read-own-params.ts'
import type { Offence, Reader } from '#setup/report.ts'
import type { Objective, Setup } from '#setup/setup.ts'
import { splitBrackets } from '#setup/split-text.ts'
import { stageSyntax } from '#setup/stage-syntax.ts'
import { spokenValue } from '#setup/used-value.ts'

/** The text of `f=`: a surface of the catalogue or a typed one; undefined where it is neither. */
export function readObjective(text: string, reader: Reader): Objective | undefined {
  const trimmed = text.trim()
  return /^[(:]/.test(trimmed) ? readTyped(trimmed, reader) : readBuiltIn(trimmed, reader)
}

function refuse(given: string, wrong: Offence, reader: Reader): undefined {
  const used = defaultSetup.objective.kind === 'catalog' ? defaultSetup.objective.id : null
  reader.report({ field: 'f', given, used, wrong })
}

function readTyped(text: string, reader: Reader): Objective | undefined {
  const split = text.startsWith('(')
    ? splitBrackets(text)
    : { before: '', inside: null, after: text }
  if (!split?.after.startsWith(':'))
    return refuse(text, { code: 'bad_stage', args: { dropped: 'surface' } }, reader)
  const params = readOwnParams(split.inside ?? '', { path: 'f', kind: 'surface' }, reader)
  // checked as typed, so that an error's place is one in that text
  const formula = split.after.slice(1)
  const error = checkEntry('surface', formula, params)
  if (error)
    return refuse(text, { code: error.code, args: { ...error.args, at: error.at } }, reader)
  return { kind: 'typed', params, formula: compactFormula(formula) }
}

/** `:x^2` for `x^2`: a formula without the colon before it. */
const colonForgotten = (text: string) =>
  checkEntry('surface', text, []) === null ? `f=:${text}` : null

function nearSurface(id: string): string {
  const ids = entries.filter(({ kind }) => kind === 'surface').map((candidate) => candidate.id)
  return nearest(id.slice(0, 64), ids)
}

function readBuiltIn(text: string, reader: Reader): Objective | undefined {
  const syntax = stageSyntax(text)
  const dropped = 'surface'
  const entry = syntax && findEntry(syntax.id)
  if (!entry) {
    const id = syntax?.id ?? text
    const hint = colonForgotten(text) ?? (syntax ? nearSurface(id) : '')
    const wrong: Offence =
      syntax || hint
        ? { code: 'unknown_id', args: { id, kind: 'surface', hint, dropped } }
        : { code: 'bad_stage', args: { dropped } }
    return refuse(text, wrong, reader)
  }
  const { id, dialect } = syntax
  if (entry.kind !== 'surface')
    return refuse(text, { code: 'wrong_kind', args: { id, is: entry.kind, dropped } }, reader)
  if (dialect !== null) {
    const wrong: Offence = { code: 'unknown_dialect', args: { id, dialect, choices: '' } }
    reader.report({ field: 'f.dialect', given: dialect, used: null, wrong })
  }
  const first = entry.params[0]?.name
  const args = readArgs(syntax, { path: 'f', params: entry.params, first, used: usedArg }, reader)
  return { kind: 'catalog', id, args }
}

/** What the finished setup's surface has for a parameter. */
const usedArg = (name: string) => (setup: Setup) => {
  const param = objectiveValues(setup.objective).params.find((one) => one.name === name)
  return param ? spokenValue(param) : null
}

import type { Value } from '#catalog/entry.ts'
import { RESERVED } from '#formula/lex.ts'
import { CONSTANTS, type EntryKind, SCOPES } from '#formula/scope.ts'
import { readOwnValue } from '#setup/read-value.ts'
import type { Offence, Reader } from '#setup/report.ts'
import { type Arg, argsSyntax } from '#setup/stage-syntax.ts'

/** What a link's own parameter has where its value is bad: it has no default. */
const FALLBACK = 1

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/

/** `k=3,l=1;2`: the parameters of a typed surface or a definition, with their values. */
export function readOwnParams(
  text: string,
  at: { readonly path: string; readonly kind: EntryKind },
  reader: Reader,
): { name: string; value: Value }[] {
  const params = new Map<string, Value>()
  for (const arg of argsSyntax(text)) {
    const name = arg.name ?? ''
    const given = arg.text.trim()
    const field = name === '' ? at.path : `${at.path}.${name}`
    const wrong = misnamed(arg, at.kind) ?? repeated(params, name)
    if (wrong) {
      reader.report({ field, given, used: params.get(name) ?? null, wrong })
      continue
    }
    const read = readOwnValue(arg.text, name)
    if (read.wrong) reader.report({ field, given, used: FALLBACK, wrong: read.wrong })
    params.set(name, read.wrong ? FALLBACK : read.value)
  }
  return [...params].map(([name, value]) => ({ name, value }))
}

const repeated = (params: ReadonlyMap<string, Value>, name: string): Offence | null =>
  params.has(name) ? { code: 'repeated_param', args: { name } } : null

/** Whether a parameter of such an entry may be called this. */
export const namesParam = (kind: EntryKind, name: string): boolean =>
  misnamed({ name, text: '' }, kind) === null

/** Why nothing may be called this, or null. */
function misnamed({ name, text }: Arg, kind: EntryKind): Offence | null {
  if (name === null) return { code: 'no_value', args: { name: text.trim() } }
  if (!NAME.test(name)) return { code: 'bad_name', args: { name } }
  const rate = kind === 'rule' && name === 'lr'
  const length = kind === 'schedule' && name === 'len'
  const input = SCOPES[kind].inputs.includes(name) && !rate
  const taken = input || length || CONSTANTS.has(name) || RESERVED.has(name)
  return taken ? { code: 'reserved_name', args: { name } } : null
}

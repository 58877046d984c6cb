import type { Param, Value } from '#catalog/entry.ts'
import { nearest } from '#formula/hint.ts'
import { readValue } from '#setup/read-value.ts'
import type { Offence, Reader, Used } from '#setup/report.ts'
import type { Arg, StageSyntax } from '#setup/stage-syntax.ts'

/** Where arguments stand and what they may be. */
export type Place = {
  /** Path of the stage; a parameter's is `path.name`. */
  readonly path: string
  readonly params: readonly Param[]
  /** The parameter that a bare value is. */
  readonly first: string | undefined
  /** The stage's dialect, and parameters that it does not read though another does. */
  readonly dialect?: string
  readonly unread?: readonly Param[]
  /** What a parameter falls back to. */
  readonly used: (name: string) => Used
}

/** The good arguments of a stage; each bad one is named. */
export function readArgs(stage: StageSyntax, place: Place, reader: Reader): Record<string, Value> {
  const values = new Map<string, Value>()
  const seen = new Set<string>()
  let bare = false
  for (const arg of stage.args) {
    const name = arg.name ?? place.first ?? ''
    const param = place.params.find((candidate) => candidate.name === name)
    // what is empty takes no parameter's place
    const empty = isEmpty(arg)
    const wrong: Offence | null =
      misplaced(stage.id, arg, place) ??
      (bare && arg.name === null ? { code: 'bare_second' as const, args: { name } } : null) ??
      (seen.has(name) ? { code: 'repeated_param' as const, args: { name } } : null)
    const read = wrong || !param ? undefined : readValue(arg.text, param)
    bare ||= arg.name === null && !empty
    if (param && !empty) seen.add(name)
    if (read && !read.wrong) values.set(name, read.value)
    const offence = wrong ?? read?.wrong
    const field = empty ? place.path : `${place.path}.${name}`
    const used = param && !empty ? place.used(name) : null
    if (offence) reader.report({ field, given: arg.text.trim(), used, wrong: offence })
  }
  return Object.fromEntries(values)
}

const isEmpty = ({ name, text }: Arg) => name === null && text.trim() === ''

/** Why an argument cannot stand here at all, or null. */
function misplaced(id: string, arg: Arg, place: Place): Offence | null {
  const { name, text } = arg
  if (isEmpty(arg)) return { code: 'empty_arg', args: { id } }
  const word = name ?? place.first ?? text.trim()
  if (place.params.some((param) => param.name === word)) return null
  const { dialect = '', unread = [] } = place
  if (unread.some((param) => param.name === word))
    return { code: 'unread_param', args: { id, dialect, name: word } }
  const names = place.params.map((param) => param.name)
  const hint = nearest(word.slice(0, 64), names)
  return { code: 'unknown_param', args: { id, name: word, choices: names.join(', '), hint } }
}

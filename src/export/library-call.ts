import type { CallArg, CallArgs, Library, LibraryCall } from '#catalog/library-call.ts'
import type { PythonValue } from '#export/python-value.ts'
import { constantValue } from '#formula/constant.ts'
import type { ReadyParam } from '#race/ready.ts'
import type { StageValues } from '#setup/parameter-values.ts'

/** A constructor with its arguments, keyword by keyword. */
export type Call = {
  readonly name: string
  readonly args: readonly (readonly [string, PythonValue])[]
}

type Extra = Readonly<Record<string, number>>

/** How a library writes a stage with its parameters, or null where it has no such thing. */
export function callOf(stage: StageValues, library: Library, extra: Extra = {}): Call | null {
  const row = rowOf(stage, library, extra)
  return row && withArgs(row.name, row.args, stage, extra)
}

/** The catalogue's row for a stage in a library: the first whose condition holds. */
export function rowOf(
  { dialect, params }: StageValues,
  library: Library,
  extra: Extra = {},
): LibraryCall | null {
  return (
    dialect.calls?.find(
      ({ library: of, when }) =>
        of === library && (when === undefined || isTrue(when, params, extra)),
    ) ?? null
  )
}

/** A rule's call, with the transforms that are arguments of its constructor taken in. */
export function callWith(
  rule: StageValues,
  row: LibraryCall,
  taken: readonly StageValues[],
  extra: Extra,
): Call {
  let call = withArgs(row.name, row.args, rule, extra)
  for (const stage of taken) {
    const more = row.takes?.[stageKey(stage)]
    if (!more) continue
    const { args } = withArgs('', more.args, stage, extra)
    const kept = call.args.filter(([name]) => !args.some(([other]) => other === name))
    call = { name: more.name ?? call.name, args: [...kept, ...args] }
  }
  return call
}

/** A stage as `takes` names it. */
export const stageKey = ({ entry, dialect }: StageValues) => `${entry.id}:${dialect.id}`

function withArgs(
  name: string,
  args: CallArgs,
  { params }: Pick<StageValues, 'params'>,
  extra: Extra,
): Call {
  const given = Object.entries(args).map(
    ([keyword, arg]) => [keyword, argument(arg, params, extra)] as const,
  )
  return { name, args: given }
}

function argument(arg: CallArg, params: readonly ReadyParam[], extra: Extra): PythonValue {
  if (typeof arg === 'string') return formula(arg, params, extra)
  return Array.isArray(arg) ? arg.map((each) => argument(each, params, extra)) : arg
}

/** A parameter by its name, a switch by its word; else a formula, of a list item by item. */
function formula(text: string, params: readonly ReadyParam[], extra: Extra): PythonValue {
  const own = params.find(({ name }) => name === text)
  if (own?.values && typeof own.value === 'number') return word(own.values[own.value] ?? '')
  if (own) return own.value
  const list = params.find(
    ({ name, value }) => typeof value !== 'number' && new RegExp(`\\b${name}\\b`).test(text),
  )
  if (list && typeof list.value !== 'number') {
    return list.value.map((item) => numberOf(text, params, { ...extra, [list.name]: item }))
  }
  return numberOf(text, params, extra)
}

const word = (text: string): PythonValue => (/^[01]$/.test(text) ? text === '1' : text)

function numberOf(text: string, params: readonly ReadyParam[], extra: Extra): number {
  const own = params.flatMap(({ name, value }) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  )
  const { ok, error } = constantValue(text, { ...Object.fromEntries(own), ...extra })
  if (error) throw new Error(`an argument is no formula: ${text}`)
  return ok
}

const isTrue = (text: string, params: readonly ReadyParam[], extra: Extra) =>
  numberOf(text, params, extra) !== 0

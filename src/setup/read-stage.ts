import type { Param, Value } from '#catalog/entry.ts'
import { dialectOf, entries } from '#catalog/find-entry.ts'
import { checkEntry } from '#formula/check.ts'
import { nearest } from '#formula/hint.ts'
import { entryIn, type StageEntry, stageDialect } from '#setup/entries.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { liveParams, stageValues } from '#setup/parameter-values.ts'
import { printValue } from '#setup/print-stage.ts'
import { readArgs } from '#setup/read-args.ts'
import type { Offence, Reader } from '#setup/report.ts'
import type { ScheduleStage, Stage } from '#setup/setup.ts'
import type { StageSyntax } from '#setup/stage-syntax.ts'
import { usedValue } from '#setup/used-value.ts'

/** Every schedule of a sequence but the last lasts so many steps. */
const LEN: Param = { name: 'len', default: 1, min: 1, max: LINK_LIMITS.steps, integer: true }

/** The entry a stage of a run names, or why there is none. */
export function entryOfStage(
  { id }: StageSyntax,
  reader: Reader,
): { entry: StageEntry } | { wrong: (dropped: 'stage' | 'run') => Offence } {
  const entry = entryIn(reader.definitions, id)
  if (!entry) {
    const known = [...entries.filter(({ kind }) => kind !== 'surface'), ...reader.definitions]
    const hint = nearest(
      id.slice(0, 64),
      known.map((candidate) => candidate.id),
    )
    const args = { id, kind: 'stage' as const, hint }
    return { wrong: (dropped) => ({ code: 'unknown_id', args: { ...args, dropped } }) }
  }
  if (entry.kind === 'surface')
    return { wrong: (dropped) => ({ code: 'wrong_kind', args: { id, is: 'surface', dropped } }) }
  return { entry }
}

/** A stage with its good arguments; an unknown dialect gives way to the first. */
export function readStage(
  syntax: StageSyntax,
  at: { readonly path: string; readonly entry: StageEntry },
  reader: Reader,
): Stage | ScheduleStage {
  const { path, entry } = at
  const known = syntax.dialect === null || dialectOf(entry, syntax.dialect) !== undefined
  const dialect = stageDialect(entry, known ? (syntax.dialect ?? undefined) : undefined)
  if (!known) {
    const choices = entry.dialects.map(({ id }) => id).join(', ')
    reader.report({
      field: `${path}.dialect`,
      given: syntax.dialect ?? '',
      used: dialect.id,
      wrong: {
        code: 'unknown_dialect',
        args: { id: entry.id, dialect: syntax.dialect ?? '', choices },
      },
    })
  }
  const live = liveParams(entry, dialect)
  const holder: { args: Readonly<Record<string, Value>> } = { args: {} }
  const read = readArgs(
    syntax,
    {
      path,
      params: entry.kind === 'schedule' ? [...live, LEN] : live,
      first: entry.params[0]?.name,
      dialect: dialect.id,
      unread: entry.params.filter((param) => !live.includes(param)),
      used: (name) => (setup) => usedValue(setup, holder.args, name),
    },
    reader,
  )
  const { len, ...args } = withoutUnfitLists(read, { ...at, dialect: dialect.id }, reader)
  holder.args = entry.kind === 'schedule' || len === undefined ? args : { ...args, len }
  const stage = { id: entry.id, args: holder.args }
  const spoken = syntax.dialect !== null && known ? { ...stage, dialect: dialect.id } : stage
  return entry.kind === 'schedule' && typeof len === 'number' ? { ...spoken, len } : spoken
}

/** Drops lists that the formula cannot combine, and names them. */
function withoutUnfitLists(
  args: Readonly<Record<string, Value>>,
  at: { readonly path: string; readonly entry: StageEntry; readonly dialect: string },
  reader: Reader,
): Readonly<Record<string, Value>> {
  const lists = Object.entries(args).filter(([, value]) => typeof value === 'object')
  if (lists.length === 0) return args
  const stage = { id: at.entry.id, dialect: at.dialect, args }
  const { dialect, params } = stageValues(at.entry, stage, { T: 1, lr0: 1 })
  const error = checkEntry(at.entry.kind, dialect.formula, params)
  if (!error) return args
  for (const [name, value] of lists) {
    const wrong: Offence = { code: error.code, args: { ...error.args, at: error.at } }
    const used = at.entry.params.find((param) => param.name === name)?.default ?? null
    reader.report({ field: `${at.path}.${name}`, given: printValue(value), used, wrong })
  }
  return Object.fromEntries(Object.entries(args).filter(([, value]) => typeof value !== 'object'))
}

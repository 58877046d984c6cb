import type { Dialect, Entry, Param } from '#catalog/entry.ts'
import { dialectOf, findEntry } from '#catalog/find-entry.ts'
import type { Definition } from '#setup/setup.ts'

/** An entry that a run is made of. */
export type StageEntry = Exclude<Entry, { kind: 'surface' }>

/** Rate of a custom rule that does not name `lr` among its parameters. */
const CUSTOM_RATE: Param = { name: 'lr', default: 0.01, min: 0, scale: 'log' }

/** A link's definition as an entry like any other. A rule always has the parameter `lr`. */
export function definedEntry(definition: Definition): StageEntry {
  const { id, kind, formula } = definition
  const rated = kind !== 'rule' || definition.params.some(({ name }) => name === 'lr')
  const common = {
    id,
    title: id,
    source: '',
    params: rated ? definition.params : [CUSTOM_RATE, ...definition.params],
    dialects: [{ id: 'custom', source: '', formula }],
  }
  return kind === 'transform' ? { ...common, kind, place: 'before' } : { ...common, kind }
}

/** The entry of this id: built in, or defined by the setup. */
export function entryIn(definitions: readonly Definition[], id: string): Entry | undefined {
  const definition = definitions.find((candidate) => candidate.id === id)
  return findEntry(id) ?? (definition && definedEntry(definition))
}

/** The stage entry of this id; in a setup, which the link's reader has checked, there is one. */
export function stageEntry(definitions: readonly Definition[], id: string): StageEntry {
  const entry = entryIn(definitions, id)
  if (!entry || entry.kind === 'surface') throw new Error(`a setup names no such stage: ${id}`)
  return entry
}

/** The named dialect of a stage's entry, or its first. */
export function stageDialect(entry: StageEntry, id?: string): Dialect {
  const dialect = dialectOf(entry, id)
  if (!dialect) throw new Error(`${entry.id} has no dialect ${id ?? ''}`)
  return dialect
}

/** Ids no definition may take: they mean something else inside a run. */
export const RESERVED_IDS: ReadonlySet<string> = new Set(['look', 'start', 'cloud', 'net'])

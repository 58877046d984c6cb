import type { Entry, Kind } from '#catalog/entry.ts'
import { findEntry } from '#catalog/find-entry.ts'
import { type GroupId, groups } from '#catalog/groups.ts'
import { definedEntry } from '#setup/entries.ts'
import type { Definition } from '#setup/setup.ts'

/** Entries under one heading; `own` are those that the link brought. */
export type Listed = { readonly id: GroupId | 'own'; readonly entries: readonly Entry[] }

/** The catalogue's entries of a kind, those of the setup first. */
export function listed(kind: Kind, definitions: readonly Definition[]): readonly Listed[] {
  const own = definitions.filter((one) => one.kind === kind).map(definedEntry)
  const built = groups[kind].map(({ id, ids }) => ({
    id,
    entries: ids.flatMap((one) => findEntry(one) ?? []),
  }))
  return own.length > 0 ? [{ id: 'own', entries: own }, ...built] : built
}

/** Letters without accents, in lower case: Hölder is found by holder. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const textOf = (entry: Entry, heading: string) =>
  plain(
    [
      entry.title,
      entry.id,
      entry.year ?? '',
      entry.source,
      heading,
      ...(entry.kind === 'surface' ? [] : entry.dialects.flatMap(({ id, source }) => [id, source])),
    ].join(' '),
  )

/** What is left of a list when every word of the query must be found; empty groups are gone. */
export function matching(
  list: readonly Listed[],
  query: string,
  headings: Readonly<Record<Listed['id'], string>>,
): readonly Listed[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  return list
    .map(({ id, entries }) => ({
      id,
      entries: entries.filter((entry) => {
        const text = textOf(entry, headings[id])
        return words.every((word) => text.includes(word))
      }),
    }))
    .filter(({ entries }) => entries.length > 0)
}

/** The entry that a query means most likely: its name, its beginning, or a part of it. */
export function likeliest(list: readonly Listed[], query: string): Entry | undefined {
  const wanted = plain(query.trim())
  const score = ({ title, id }: Entry) => {
    const names = [plain(title), id]
    if (names.includes(wanted)) return 3
    if (names.some((name) => name.startsWith(wanted))) return 2
    return names.some((name) => name.includes(wanted)) ? 1 : 0
  }
  const all = list.flatMap(({ entries }) => entries)
  return all.toSorted((a, b) => score(b) - score(a))[0]
}

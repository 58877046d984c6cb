import type { Dialect, Entry, SurfaceEntry } from '#catalog/entry.ts'
import { rules } from '#catalog/rules.ts'
import { schedules } from '#catalog/schedules.ts'
import { surfaces } from '#catalog/surfaces.ts'
import { transforms } from '#catalog/transforms.ts'

/** Every entry of every kind; ids are unique over all of them. */
export const entries: readonly Entry[] = [...surfaces, ...rules, ...schedules, ...transforms]

const byId: ReadonlyMap<string, Entry> = new Map(entries.map((entry) => [entry.id, entry]))

/** The entry with this id, whatever its kind, or undefined. */
export function findEntry(id: string): Entry | undefined {
  return byId.get(id)
}

/** The dialect with this id, the first without one; undefined where the entry has no such dialect. */
export function dialectOf(entry: Exclude<Entry, SurfaceEntry>, id?: string): Dialect | undefined {
  return id === undefined ? entry.dialects[0] : entry.dialects.find((one) => one.id === id)
}

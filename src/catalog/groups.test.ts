import { expect, test } from 'vitest'
import type { Kind } from '#catalog/entry.ts'
import { entries } from '#catalog/find-entry.ts'
import { groups } from '#catalog/groups.ts'

test.each(Object.keys(groups) as Kind[])('every %s is in exactly one group', (kind) => {
  const grouped = groups[kind].flatMap(({ ids }) => ids)
  const ids = entries.filter((entry) => entry.kind === kind).map(({ id }) => id)
  expect(grouped.toSorted()).toEqual(ids.toSorted())
})

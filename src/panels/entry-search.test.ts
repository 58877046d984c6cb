import { expect, test } from 'vitest'
import { entries } from '#catalog/find-entry.ts'
import { words } from '#i18n/words.ts'
import { likeliest, listed, matching } from '#panels/entry-search.ts'

const en = words('en').objective.picker.groups
const ids = (found: ReturnType<typeof matching>) =>
  found.flatMap((group) => group.entries.map(({ id }) => id))

test('an empty query leaves everything, in groups', () => {
  const all = matching(listed('rule', []), ' ', en)
  expect(ids(all)).toHaveLength(entries.filter(({ kind }) => kind === 'rule').length)
  expect(all[0]?.id).toBe('plain')
})

test('title, id, year, source, library and heading are searched, every word of the query', () => {
  const rules = listed('rule', [])
  expect(ids(matching(rules, 'momentum', en))).toEqual(
    expect.arrayContaining(['heavy_ball', 'nesterov', 'adam']),
  )
  expect(ids(matching(rules, '2018 yogi', en))).toEqual(['yogi'])
  expect(ids(matching(rules, '1908.03265', en))).toEqual(['radam'])
  expect(ids(matching(rules, 'timm nadam', en))).toEqual(['nadam'])
  expect(ids(matching(listed('surface', []), 'holder table', en))).toEqual(['holder_table'])
  expect(ids(matching(rules, '动量', words('zh').objective.picker.groups))).toContain('heavy_ball')
  expect(matching(rules, 'momentum xyzzy', en)).toEqual([])
})

test('the likeliest has the name, begins with it, or contains it', () => {
  const rules = listed('rule', [])
  const best = (query: string) => likeliest(matching(rules, query, en), query)?.id
  expect(best('adam')).toBe('adam')
  expect(best('AdamW')).toBe('adamw')
  expect(best('heavy')).toBe('heavy_ball')
  expect(best('grad')).toBe('adagrad')
  expect(best('xyzzy')).toBeUndefined()
})

test('what a link defines comes first, among its own kind only', () => {
  const mine = { kind: 'rule', id: 'mine', params: [], formula: 'theta = theta - lr*g' } as const
  expect(listed('rule', [mine])[0]).toMatchObject({ id: 'own', entries: [{ id: 'mine' }] })
  expect(listed('schedule', [mine])[0]?.id).not.toBe('own')
})

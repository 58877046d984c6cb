import { expect, test } from 'vitest'
import { type Upgrade, upgrade, VERSION } from '#setup/upgrades.ts'

const rename =
  (from: string, to: string): Upgrade =>
  (fields) =>
    fields.map(({ name, text }) => ({ name: name === from ? to : name, text }))

const steps = [rename('a', 'b'), rename('b', 'c')]

test.each([
  [1, ['c', 'c', 'x']],
  [2, ['a', 'c', 'x']],
  [3, ['a', 'b', 'x']],
])('a link of version %d takes every step from there on', (version, names) => {
  const fields = ['a', 'b', 'x'].map((name) => ({ name, text: '1' }))
  expect(upgrade(fields, version, steps).map(({ name }) => name)).toEqual(names)
})

test('a link of this version stays as it is', () => {
  const fields = [{ name: 'T', text: '5' }]
  expect(upgrade(fields, VERSION)).toEqual(fields)
})

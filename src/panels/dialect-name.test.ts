import { expect, test } from 'vitest'
import { entries } from '#catalog/find-entry.ts'
import { en } from '#i18n/en.ts'
import { dialectName } from '#panels/dialect-name.ts'

const names = (id: string) =>
  entries.flatMap((entry) =>
    entry.id === id && entry.kind !== 'surface'
      ? entry.dialects.map((dialect) => dialectName(dialect, en.runs))
      : [],
  )

test('a dialect is called as its library calls itself', () => {
  expect(names('adamw')).toEqual(['PyTorch 2.13', 'Keras 3.15.1', 'optax 0.2.8', 'timm 1.0.29'])
  expect(names('heavy_ball')).toEqual(['the authors'])
  expect(names('constant')).toEqual(['plain', 'PyTorch 2.13'])
})

test('no entry has two dialects of one name', () => {
  const twice = entries.filter(({ id }) => new Set(names(id)).size < names(id).length)
  expect(twice).toEqual([])
})

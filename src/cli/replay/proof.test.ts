import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { provenTable } from '#catalog/proven-table.ts'
import { provenFor } from '#catalog/proven.ts'
import { rules } from '#catalog/rules.ts'
import type { OptimizerCase } from '#cli/replay/case-types.ts'
import { proofs } from '#cli/replay/proof.ts'

const file = new URL('../../../golden/optimizers.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: OptimizerCase[] }
const measured = proofs(cases)

test('what the page says of each rule is what a replay measures now', () => {
  expect(measured.length).toBeGreaterThan(40)
  expect(measured.map(({ rule, dialect }) => `${rule}:${dialect}`)).toEqual(
    Object.keys(provenTable),
  )
  for (const { rule, dialect, library, error, traces } of measured) {
    expect(provenFor(rule, dialect)).toEqual({ library, error, traces })
  }
})

test('a deviation is one that the recorded runs allow, and is nowhere hidden', () => {
  for (const { error } of measured) expect(error).toBeLessThan(1e-6)
  const doctored = cases.map(({ theta = [], ...rest }): OptimizerCase => ({
    ...rest,
    theta: theta.map(([x, y]) => [x + 1, y]),
  }))
  for (const { error } of proofs(doctored)) expect(error).toBeGreaterThan(0.001)
})

test('of a dialect without recorded runs nothing is said', () => {
  expect(provenFor('heavy_ball', 'authors')).toBeNull()
  expect(provenFor('constructor', 'torch')).toBeNull()
  const ids = new Set(rules.flatMap(({ id, dialects }) => dialects.map((one) => `${id}:${one.id}`)))
  for (const { rule, dialect } of measured) expect(ids).toContain(`${rule}:${dialect}`)
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { NetworkCase, NetworkData } from '#cli/replay/case-types.ts'
import { tolerance } from '#cli/replay/deviation.ts'
import { type NetworkResult, runNetworkCase } from '#cli/replay/network-run.ts'

/** Trainings recorded with the real libraries; see golden/README.md. */
const file = new URL('../../../golden/networks.json', import.meta.url)
const { cases, datasets } = JSON.parse(readFileSync(file, 'utf8')) as {
  cases: NetworkCase[]
  datasets: Record<string, NetworkData>
}

const trained = (given: NetworkCase): NetworkResult => {
  const result = runNetworkCase(given, datasets)
  if ('unsupported' in result) throw new Error(result.unsupported)
  return result
}

/** The largest |Δ|/(1 + |theirs|), infinite where a number is missing. */
function deviation(ours: readonly number[], theirs: readonly number[]): number {
  const size = 1 + Math.max(...theirs.map(Math.abs))
  return Math.max(
    ...theirs.map((value, i) => {
      const off = Math.abs((ours[i] ?? NaN) - value) / size
      return Number.isFinite(off) ? off : Infinity
    }),
  )
}

/** Each number against its own size. */
const apart = (ours: readonly number[], theirs: readonly number[]) =>
  Math.max(...theirs.map((value, i) => deviation(ours.slice(i, i + 1), [value])))

const relative = (ours: readonly number[], theirs: readonly number[]) =>
  Math.max(...theirs.map((value, i) => Math.abs((ours[i] ?? NaN) - value) / Math.abs(value)))

test.each(cases)('$id follows its library', (given) => {
  const { steps, limit } = tolerance(given)
  const { loss, weights } = trained(given)
  expect(loss).toHaveLength(given.steps + 1)
  expect(apart(loss.slice(0, steps + 1), given.loss!.slice(0, steps + 1))).toBeLessThan(limit)
  const recorded = Object.entries(given.weights!).filter(([s]) => Number(s) <= steps)
  expect(recorded.length).toBeGreaterThan(3)
  for (const [s, theirs] of recorded) {
    expect(weights[s]).toHaveLength(theirs.length)
    expect(deviation(weights[s]!, theirs)).toBeLessThan(limit)
  }
})

test.each(cases.filter((given) => given.grad_norm))('$id: gradient before clipping', (given) => {
  const { steps, limit } = tolerance(given)
  expect(apart(trained(given).gradNorm, given.grad_norm!.slice(0, steps))).toBeLessThan(limit)
})

test.each(cases.filter((given) => given.schedule))('$id: rates and momenta', (given) => {
  const { lr, momentum } = trained(given)
  const { lr: rates, momentum_or_beta1: driven } = given.schedule!
  const groups = rates![0]!.length
  // of each layer, weights and biases are one group
  const ours = lr.map((all) => all.filter((_, tensor) => groups === 1 || tensor % 2 === 0))
  expect(ours[0]).toHaveLength(groups)
  expect(relative(ours.flat(), rates!.flat())).toBeLessThan(1e-12)
  const own = momentum.map(([value]) => value!)
  if (driven) expect(relative(own, driven)).toBeLessThan(1e-12)
})

test('a case is run by what it says, not by its id or its results', () => {
  for (const given of cases) {
    const { id, family, impl, dataset, hyper, steps, objective } = given
    const { clip_norm, clip_value, groups, nodecay_bias, schedule } = given
    const asked = { id: `x${id}`, family, dataset, hyper, steps }
    const more = Object.entries({ impl, objective, clip_norm, clip_value, groups, nodecay_bias })
    const told = Object.fromEntries(more.filter(([, value]) => value !== undefined))
    const plan = schedule && { schedule: { name: schedule.name, hyper: schedule.hyper } }
    const again = trained({ ...asked, ...told, ...plan })
    expect(again.weights).toEqual(trained(given).weights)
  }
})

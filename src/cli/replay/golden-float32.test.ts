import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { OptimizerCase } from '#cli/replay/case-types.ts'
import { deviation } from '#cli/replay/deviation.ts'
import { runOptimizerCase } from '#cli/replay/run-cases.ts'
import type { Executor } from '#formula/loop-instance.ts'
import { RaceEngine } from '#race/race.ts'
import type { Trajectory } from '#race/trajectory.ts'

const { cases } = JSON.parse(
  readFileSync(new URL('../../../golden/optimizers.json', import.meta.url), 'utf8'),
) as { cases: OptimizerCase[] }

/** Every recorded run that the catalogue has, on one executor. */
function runs(executor: Executor): { given: OptimizerCase; path: Trajectory }[] {
  const engine = new RaceEngine(executor)
  return cases.flatMap((given) => {
    const path = runOptimizerCase(given, engine)
    return 'unsupported' in path ? [] : [{ given, path }]
  })
}

const compiled = runs('wasm32')

test('float32 follows every recorded run as closely as its numbers allow', () => {
  const after = (steps: number) =>
    compiled
      .map(({ given, path }) => deviation(path.theta, given.theta!, steps))
      .toSorted((a, b) => a - b)
  const [ten, fifty] = [after(10), after(50)]
  const share = (sorted: readonly number[], of: number) =>
    sorted[Math.floor(of * (sorted.length - 1))]!
  expect(compiled.length).toBeGreaterThan(200)
  // a float32 has 1.2e-7; the one beyond 1e-6 diverges, and doubles what is lost at each step
  expect(share(ten, 0.5)).toBeLessThan(1e-7)
  expect(share(ten, 0.99)).toBeLessThan(1e-6)
  expect(share(ten, 1)).toBeLessThan(1e-5)
  expect(share(fifty, 0.95)).toBeLessThan(1e-6)
  // and it is not float64 in disguise
  expect(share(fifty, 0.05)).toBeGreaterThan(1e-9)
})

test('both executors of float32 follow every recorded run with the same bits', () => {
  const plain = runs('interpreter32')
  expect(plain.map(({ path }) => path)).toEqual(compiled.map(({ path }) => path))
})

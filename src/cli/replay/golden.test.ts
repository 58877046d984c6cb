import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import type { OptimizerCase, SurfaceCase } from '#cli/replay/case-types.ts'
import { deviation, tolerance } from '#cli/replay/deviation.ts'
import { runOptimizerCase, runScheduleCase, runSurfaceCase } from '#cli/replay/run-cases.ts'
import type { ScheduleCase } from '#cli/replay/schedule-case-types.ts'
import type { Executor } from '#formula/loop-instance.ts'
import { RaceEngine } from '#race/race.ts'

/** Traces recorded by running the real libraries; see golden/README.md. */
const golden = <T>(kind: string): T[] =>
  (
    JSON.parse(readFileSync(new URL(`../../../golden/${kind}.json`, import.meta.url), 'utf8')) as {
      cases: T[]
    }
  ).cases

const EXECUTORS: readonly Executor[] = ['interpreter', 'wasm']

const skipped: string[] = []
afterAll(() => {
  for (const line of skipped) console.log(`skipped ${line}`)
})

describe.each(EXECUTORS)('optimizers on %s', (executor) => {
  const engine = new RaceEngine(executor)
  for (const given of golden<OptimizerCase>('optimizers')) {
    const run = runOptimizerCase(given, engine)
    if ('unsupported' in run && given.tier !== 'reference') {
      if (executor === 'wasm') skipped.push(`${given.tier} ${given.id}: ${run.unsupported}`)
      continue
    }
    test(`${given.id} follows its library`, () => {
      if ('unsupported' in run) throw new Error(run.unsupported)
      const { steps, limit } = tolerance(given)
      expect(deviation(run.theta, given.theta!, steps)).toBeLessThan(limit)
      if (given.ax) expect(deviation(run.average!, given.ax, steps)).toBeLessThan(limit)
    })
  }
})

test('both executors follow every recorded run with the same bits', () => {
  const [plain, compiled] = EXECUTORS.map((executor) => new RaceEngine(executor))
  for (const given of golden<OptimizerCase>('optimizers')) {
    const [a, b] = [runOptimizerCase(given, plain!), runOptimizerCase(given, compiled!)]
    if ('unsupported' in a || 'unsupported' in b) continue
    expect({ id: given.id, theta: b.theta, loss: b.loss }).toEqual({
      id: given.id,
      theta: a.theta,
      loss: a.loss,
    })
  }
})

/** May still answer "unsupported": not among the schedules of this catalogue. */
const OUTSIDE = /^(chained|chebyshev|rex|koz_|timm_tanh|optax_sgdr)/

describe.each(EXECUTORS)('schedules on %s', (executor) => {
  for (const given of golden<ScheduleCase>('schedules')) {
    const rates = runScheduleCase(given, executor)
    if ('unsupported' in rates && OUTSIDE.test(given.family)) {
      if (executor === 'wasm') skipped.push(`schedule ${given.id}: ${rates.unsupported}`)
      continue
    }
    test(`${given.id} follows its library`, () => {
      if ('unsupported' in rates) throw new Error(rates.unsupported)
      const relative = (ours: ArrayLike<number>, theirs: readonly number[]) =>
        Math.max(
          ...theirs.map(
            (value, k) => Math.abs(ours[k]! - value) / Math.max(Math.abs(value), 1e-300),
          ),
        )
      const nearZero = (ours: ArrayLike<number>, theirs: readonly number[]) =>
        theirs.every((value, k) => value !== 0 || Math.abs(ours[k]!) < 1e-16)
      const lr = given.lr!
      expect(rates.lr).toHaveLength(lr.length)
      const measured = lr.map((value, k) => (value === 0 ? 0 : rates.lr[k]!))
      expect(nearZero(rates.lr, lr)).toBe(true)
      expect(relative(measured, lr)).toBeLessThan(1e-12)
      if (given.momentum) expect(relative(rates.momentum!, given.momentum)).toBeLessThan(1e-12)
    })
  }
})

describe('surfaces', () => {
  for (const given of golden<SurfaceCase>('surfaces')) {
    test(`${given.id} has the recorded values, gradients and second derivatives`, () => {
      const ours = runSurfaceCase(given)
      if ('unsupported' in ours) throw new Error(ours.unsupported)
      given.points.forEach((point, i) => {
        const { f, g, h } = ours.points[i]!
        const theirs = [point.f, ...(point.g ?? []), ...(point.h ?? [])]
        ;[f, ...g, ...h].forEach((value, j) => {
          expect(Math.abs(value - theirs[j]!) / (1 + Math.abs(theirs[j]!))).toBeLessThan(1e-12)
        })
      })
    })
  }
})

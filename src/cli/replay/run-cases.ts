import type { Executor } from '#formula/loop-instance.ts'
import { hessianNodes, surfaceNodes, surfaceValues } from '#formula/surface.ts'
import type { OptimizerCase, SurfaceCase } from '#cli/replay/case-types.ts'
import { optimizerSetup, type Unsupported } from '#cli/replay/optimizer-case.ts'
import { scheduleCase } from '#cli/replay/schedule-case.ts'
import type { ScheduleCase } from '#cli/replay/schedule-case-types.ts'
import { RaceEngine } from '#race/race.ts'
import { type Rates, scheduleRates } from '#race/schedule-table.ts'
import type { Trajectory } from '#race/trajectory.ts'
import { defaultSetup } from '#setup/default-setup.ts'
import { readyRace } from '#setup/ready-race.ts'
import type { Setup } from '#setup/setup.ts'
import { surfaces } from '#catalog/surfaces.ts'

/** Runs an optimizer case; θ and the loss are those after each step, as golden records them. */
export function runOptimizerCase(
  given: OptimizerCase,
  engine: RaceEngine,
): Trajectory | Unsupported {
  const setup = optimizerSetup(given)
  if ('unsupported' in setup) return setup
  return engine.race(readyRace(setup))[0]!
}

/** Runs a schedule case: the rate, and the momentum where it is driven, at each step. */
export function runScheduleCase(given: ScheduleCase, executor: Executor): Rates | Unsupported {
  const mapped = scheduleCase(given)
  if ('unsupported' in mapped) return mapped
  const { lr0, T, schedules, definitions, momentum = 0.9, metric = [] } = mapped
  const rule = { id: 'momentum', args: { lr: lr0, momentum } }
  const setup: Setup = {
    ...defaultSetup,
    T,
    definitions,
    runs: [{ before: [], rule, after: [], schedules }],
  }
  const lr = new Float64Array(T)
  let driven: Float64Array | null = null
  let first = 0
  for (const schedule of readyRace(setup).runs[0]!.schedules) {
    // at its own t the schedule reads what the step before it left behind
    const loss = Array.from(
      { length: schedule.steps },
      (_, t) => metric[first + t - 1] ?? metric[0] ?? NaN,
    )
    const rates = scheduleRates(schedule, lr0, momentum, executor, loss)
    lr.set(rates.lr, first)
    if (rates.momentum) (driven ??= new Float64Array(T).fill(momentum)).set(rates.momentum, first)
    first += schedule.steps
  }
  return { lr, momentum: driven }
}

/** A point with its value, gradient (fx, fy) and second derivatives (fxx, fxy, fyy). */
export type PointValues = { p: readonly number[]; f: number; g: number[]; h: number[] }

/** Value, gradient and Hessian of a surface at a case's points. */
export function runSurfaceCase(given: SurfaceCase): { points: PointValues[] } | Unsupported {
  const entry = surfaces.find(({ id }) => id === given.id)
  if (!entry) return { unsupported: `there is no surface ${given.id}` }
  const params = entry.params.map(({ name, default: value, values }) => ({
    name,
    value: value as number,
    ...(values ? { values } : {}),
  }))
  const made = surfaceNodes(entry.formula, params)
  const hessian = made.ok && hessianNodes(made.ok)
  if (made.error || !hessian) return { unsupported: `${given.id} could not be lowered` }
  const { f, gradient, at } = made.ok
  const points = given.points.map(({ p }) => {
    // recorded surfaces do not change in time
    const numbers = surfaceValues(made.ok, [f, ...gradient, ...hessian], p, 1)
    return {
      p,
      f: numbers[0]!,
      g: numbers.slice(1, 1 + at.length),
      h: numbers.slice(1 + at.length),
    }
  })
  return { points }
}

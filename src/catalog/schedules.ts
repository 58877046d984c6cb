import type { ScheduleEntry } from '#catalog/entry.ts'
import { boldDriver } from '#catalog/schedules/bold-driver.ts'
import { constant } from '#catalog/schedules/constant.ts'
import { cosine } from '#catalog/schedules/cosine.ts'
import { cosineRestarts } from '#catalog/schedules/cosine-restarts.ts'
import { cyclic } from '#catalog/schedules/cyclic.ts'
import { expKt } from '#catalog/schedules/exp-kt.ts'
import { expSteps } from '#catalog/schedules/exp-steps.ts'
import { exponential } from '#catalog/schedules/exponential.ts'
import { inverse } from '#catalog/schedules/inverse.ts'
import { inverseSqrt } from '#catalog/schedules/inverse-sqrt.ts'
import { inverseTime } from '#catalog/schedules/inverse-time.ts'
import { linear } from '#catalog/schedules/linear.ts'
import { multiplicative } from '#catalog/schedules/multiplicative.ts'
import { multistep } from '#catalog/schedules/multistep.ts'
import { onecycle } from '#catalog/schedules/onecycle.ts'
import { piecewise } from '#catalog/schedules/piecewise.ts'
import { plateau } from '#catalog/schedules/plateau.ts'
import { polynomial } from '#catalog/schedules/polynomial.ts'
import { rangeTest } from '#catalog/schedules/range-test.ts'
import { step } from '#catalog/schedules/step.ts'
import { warmup } from '#catalog/schedules/warmup.ts'
import { wsd } from '#catalog/schedules/wsd.ts'

/** Every schedule of the catalogue, in the order of menus. */
export const schedules: readonly ScheduleEntry[] = [
  constant,
  step,
  multistep,
  exponential,
  expKt,
  expSteps,
  inverseTime,
  inverse,
  inverseSqrt,
  linear,
  polynomial,
  cosine,
  cosineRestarts,
  cyclic,
  onecycle,
  warmup,
  wsd,
  piecewise,
  plateau,
  multiplicative,
  boldDriver,
  rangeTest,
]

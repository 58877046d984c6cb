import { composedSchedules } from '#cli/replay/schedule-case-compose.ts'
import { hfSchedules } from '#cli/replay/schedule-case-hf.ts'
import { kerasSchedules } from '#cli/replay/schedule-case-keras.ts'
import { kozistrSchedules } from '#cli/replay/schedule-case-kozistr.ts'
import { optaxSchedules } from '#cli/replay/schedule-case-optax.ts'
import { sequence } from '#cli/replay/schedule-case-parts.ts'
import { reader } from '#cli/replay/schedule-case-reader.ts'
import { timmSchedules } from '#cli/replay/schedule-case-timm.ts'
import { torchSchedules } from '#cli/replay/schedule-case-torch.ts'
import type {
  Part,
  ScheduleCase,
  ScheduleFunction,
  ScheduleRun,
} from '#cli/replay/schedule-case-types.ts'

const FUNCTIONS: readonly ScheduleFunction[] = [
  ...torchSchedules,
  ...composedSchedules,
  ...hfSchedules,
  ...timmSchedules,
  ...kerasSchedules,
  ...optaxSchedules,
  ...kozistrSchedules,
]

/** The schedules, lr0 and T that repeat a case of golden's schedules.json, or why none do. */
export function scheduleCase(given: ScheduleCase): ScheduleRun | { readonly unsupported: string } {
  const known = functionOf(given)
  if (known === undefined) return { unsupported: `no rule for ${given.family} (${given.impl})` }
  const T = given.n ?? given.lr?.length ?? (given.metric?.length ?? 0) + 1
  const read = reader(given.hyper)
  const {
    lr0,
    parts,
    definitions = [],
    momentum,
  } = known.map(read, {
    lr0: given.base_lr ?? Number.NaN,
    T,
  })
  const problem = read.problem() ?? numberProblem(lr0, parts)
  if (problem !== null) return { unsupported: `${given.impl}: ${problem}` }
  return {
    lr0,
    schedules: sequence(parts, T),
    definitions,
    T,
    ...(momentum === undefined ? {} : { momentum }),
    ...(given.metric === undefined ? {} : { metric: given.metric }),
  }
}

/** By family and function; a family not known here may still have a known function. */
function functionOf({ family, impl }: ScheduleCase): ScheduleFunction | undefined {
  const name = impl.slice(impl.lastIndexOf('.') + 1)
  return (
    FUNCTIONS.find((one) => one.family === family && one.impl === name) ??
    FUNCTIONS.find((one) => one.family === family) ??
    FUNCTIONS.find((one) => one.impl === name)
  )
}

function numberProblem(lr0: number, parts: readonly Part[]): string | null {
  if (!Number.isFinite(lr0)) return 'needs base_lr'
  const values = parts.flatMap(({ stage }) => Object.entries(stage.args))
  const bad = values.find(([, value]) => ![value].flat().every(Number.isFinite))
  return bad === undefined ? null : `${bad[0]} has no value`
}

import { definition, part } from '#cli/replay/schedule-case-parts.ts'
import type { Reader, ScheduleFunction, Mapped } from '#cli/replay/schedule-case-types.ts'

/**
 * Schedulers of kozistr/pytorch_optimizer. The catalogue does not have them, so they come as
 * custom schedules. Their constructors leave the rate at min_lr for step 0.
 */
export const kozistrSchedules: readonly ScheduleFunction[] = [
  { family: 'rex', impl: 'REXScheduler', map: rex },
  { family: 'koz_cosine_warmup', impl: 'CosineAnnealingWarmupRestarts', map: cosineRestarts },
]

function rex(read: Reader): Mapped {
  const formula = [
    'p = t/n',
    'd = low + (lr0 - low)*((1 - p)/(1 - p/2))',
    'lr = t == 0 or t >= n ? low : d',
  ].join('\n')
  const values = { n: read.number('total_steps'), low: read.number('min_lr', 0) }
  return {
    lr0: read.number('max_lr', 1),
    parts: [part('rex')],
    definitions: [definition('rex', formula, values)],
  }
}

function cosineRestarts(read: Reader): Mapped {
  const formula = [
    'state c = -1, p = n, i = 0',
    'c = c + 1',
    'over = c >= p',
    'c = over ? c - p : c',
    'p = over ? floor((p - warmup)*mult) + warmup : p',
    'i = over ? i + 1 : i',
    'top = lr0*gamma^i',
    'rise = (top - low)*c/warmup + low',
    'fall = low + (top - low)*(1 + cos(pi*(c - warmup)/(p - warmup)))/2',
    'lr = t == 0 ? low : c < warmup ? rise : fall',
  ].join('\n')
  const values = {
    n: read.number('first_cycle_steps'),
    mult: read.number('cycle_mult', 1),
    low: read.number('min_lr', 1e-6),
    warmup: read.number('warmup_steps', 0),
    gamma: read.number('gamma', 0.9),
  }
  return {
    lr0: read.number('max_lr', 1e-4),
    parts: [part('warm_cosines')],
    definitions: [definition('warm_cosines', formula, values)],
  }
}

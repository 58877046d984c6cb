import { definition, part, warmedUp } from '#cli/replay/schedule-case-parts.ts'
import type { Mapped, Part, Reader, ScheduleFunction } from '#cli/replay/schedule-case-types.ts'

/** timm.scheduler. Its warm-up may or may not count for what follows (`warmup_prefix`). */
export const timmSchedules: readonly ScheduleFunction[] = [
  {
    family: 'timm_cosine',
    impl: 'CosineLRScheduler',
    map(read, { lr0 }) {
      const { skip, before } = warmUp(read, lr0, false)
      const args = {
        ...cycle(read),
        min: read.number('lr_min', 0),
        k: read.number('k_decay', 1),
        skip,
      }
      return { lr0, parts: [...before, part('cosine_restarts.timm', args)] }
    },
  },
  {
    family: 'timm_poly',
    impl: 'PolyLRScheduler',
    map(read, { lr0 }) {
      const { skip, before } = warmUp(read, lr0, false)
      const args = {
        ...cycle(read),
        power: read.number('power', 0.5),
        to: read.number('lr_min', 0) / lr0,
        k: read.number('k_decay', 1),
        skip,
      }
      return { lr0, parts: [...before, part('polynomial.timm', args)] }
    },
  },
  {
    family: 'timm_step',
    impl: 'StepLRScheduler',
    map(read, { lr0 }) {
      const { skip, before } = warmUp(read, lr0, true)
      const args = { n: read.number('decay_t'), gamma: read.number('decay_rate', 1), skip }
      return { lr0, parts: [...before, part('step.timm', args)] }
    },
  },
  {
    family: 'timm_multistep',
    impl: 'MultiStepLRScheduler',
    map(read, { lr0 }) {
      const { skip, before } = warmUp(read, lr0, true)
      const milestones = read.numbers('decay_t')
      const args = { milestones, gamma: read.number('decay_rate', 1) }
      // timm computes no rate before its first step, so a drop that is due at 0 waits for 1.
      const early = before.length === 0 && milestones.some((milestone) => milestone <= 1)
      const start = early ? [part('constant', {}, 1)] : before
      return { lr0, parts: [...start, part('multistep.timm', { ...args, skip: early ? 1 : skip })] }
    },
  },
  {
    family: 'timm_plateau',
    impl: 'PlateauLRScheduler',
    map(read, { lr0 }) {
      const args = {
        factor: read.number('decay_rate', 0.1),
        patience: read.number('patience_t', 10),
        threshold: read.number('threshold', 1e-4),
        cooldown: read.number('cooldown_t', 0),
        min_lr: read.number('lr_min', 0),
        eps: 1e-8,
        mode: read.word('mode', ['min', 'max'], 'max'),
        threshold_mode: 0,
      }
      const from = read.number('warmup_lr_init', 0) / lr0
      return { lr0, parts: warmedUp(read.number('warmup_t', 0), from, [part('plateau', args)]) }
    },
  },
  { family: 'timm_tanh', impl: 'TanhLRScheduler', map: (read, { lr0 }) => tanhDecay(read, lr0) },
]

type WarmUp = { readonly skip: number; readonly before: readonly Part[] }

/** The warm-up, and how many of its steps the schedule after it counts as its own. */
function warmUp(read: Reader, lr0: number, prefixed: boolean): WarmUp {
  const steps = read.number('warmup_t', 0)
  const from = read.number('warmup_lr_init', 0) / lr0
  const prefix = read.flag('warmup_prefix', prefixed)
  return { skip: prefix ? 0 : steps, before: warmedUp(steps, from, []) }
}

function cycle(read: Reader): Readonly<Record<'n' | 'mult' | 'gamma' | 'cycles', number>> {
  return {
    n: read.number('t_initial'),
    mult: read.number('cycle_mul', 1),
    gamma: read.number('cycle_decay', 1),
    cycles: read.number('cycle_limit', 1),
  }
}

/** TanhLRScheduler is not in the catalogue, so it comes as a custom schedule, warm-up and all. */
function tanhDecay(read: Reader, lr0: number): Mapped {
  const formula = [
    'u = prefix ? t - warmup : t',
    'i = mult == 1 ? floor(u/n) : floor(log(1 - u/n*(1 - mult))/log(mult))',
    's = mult == 1 ? n : mult^i*n',
    'c = mult == 1 ? u - n*i : u - (1 - mult^i)/(1 - mult)*n',
    'a = lb*(1 - c/s) + ub*(c/s)',
    'b = lb*(1 - warmup/n) + ub*(warmup/n)',
    'top = prefix ? lr0 : warmup < n ? low + 0.5*(lr0 - low)*(1 - tanh(b)) : low',
    'd = i < cycles ? low + 0.5*(lr0*gamma^i - low)*(1 - tanh(a)) : low',
    'lr = t < warmup ? start + t*((top - start)/warmup) : t == 0 ? lr0 : d',
  ].join('\n')
  const values = {
    ...cycle(read),
    lb: read.number('lb', -7),
    ub: read.number('ub', 3),
    low: read.number('lr_min', 0),
    warmup: read.number('warmup_t', 0),
    start: read.number('warmup_lr_init', 0),
    prefix: read.flag('warmup_prefix', false) ? 1 : 0,
  }
  const later = values.warmup >= values.n && values.cycles > 1 && values.prefix === 0
  if (later) read.fail('a warm-up into a later cycle')
  return {
    lr0,
    parts: [part('timm_tanh')],
    definitions: [definition('timm_tanh', formula, values)],
  }
}

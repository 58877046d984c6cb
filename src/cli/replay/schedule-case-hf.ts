import { part, warmedUp } from '#cli/replay/schedule-case-parts.ts'
import type { Part, Reader, ScheduleFunction } from '#cli/replay/schedule-case-types.ts'

/** transformers' `get_…_schedule…` functions: a warm-up from 0, then a part of its own. */
export const hfSchedules: readonly ScheduleFunction[] = [
  {
    family: 'hf_constant',
    impl: 'get_constant_schedule',
    map: (_read, { lr0 }) => ({ lr0, parts: [part('constant')] }),
  },
  {
    family: 'hf_constant_warmup',
    impl: 'get_constant_schedule_with_warmup',
    map: (read, { lr0 }) => ({ lr0, parts: fromZero(read, part('constant')) }),
  },
  {
    family: 'hf_linear',
    impl: 'get_linear_schedule_with_warmup',
    map(read, { lr0 }) {
      const n = stepsAfterWarmup(read)
      const down = n > 0 ? part('linear.hf', { n }) : part('linear', { n: 1, from: 0, to: 0 })
      return { lr0, parts: fromZero(read, down) }
    },
  },
  {
    family: 'hf_cosine',
    impl: 'get_cosine_schedule_with_warmup',
    map(read, { lr0 }) {
      const n = Math.max(1, stepsAfterWarmup(read))
      const cycles = read.number('num_cycles', 0.5)
      return { lr0, parts: fromZero(read, part('cosine.hf', { n, cycles, min: 0 })) }
    },
  },
  {
    family: 'hf_cosine_restarts',
    impl: 'get_cosine_with_hard_restarts_schedule_with_warmup',
    map(read, { lr0 }) {
      const n = Math.max(1, stepsAfterWarmup(read))
      const cycles = read.number('num_cycles', 1)
      return { lr0, parts: fromZero(read, part('cosine_restarts.hf', { n, cycles })) }
    },
  },
  {
    family: 'hf_polynomial',
    impl: 'get_polynomial_decay_schedule_with_warmup',
    map(read, { lr0 }) {
      const n = stepsAfterWarmup(read)
      if (n <= 0) read.fail('num_training_steps must exceed num_warmup_steps')
      const args = {
        n,
        power: read.number('power', 1),
        from: 1,
        to: read.number('lr_end', 1e-7) / lr0,
      }
      return { lr0, parts: fromZero(read, part('polynomial.keras', { ...args, cycle: 0 })) }
    },
  },
  {
    family: 'hf_inverse_sqrt',
    impl: 'get_inverse_sqrt_schedule',
    map(read, { lr0 }) {
      const warmup = read.number('num_warmup_steps')
      const n = read.number('timescale', warmup === 0 ? 10_000 : warmup)
      return { lr0, parts: fromZero(read, part('inverse_sqrt.hf', { n })) }
    },
  },
  {
    family: 'hf_cosine_min_lr',
    impl: 'get_cosine_with_min_lr_schedule_with_warmup',
    map(read, { lr0 }) {
      const n = Math.max(1, stepsAfterWarmup(read))
      const args = { n, cycles: read.number('num_cycles', 0.5), min: minimum(read, lr0) }
      return { lr0, parts: fromZero(read, part('cosine.hf', args)) }
    },
  },
  {
    family: 'hf_cosine_min_lr_rate',
    impl: 'get_cosine_with_min_lr_schedule_with_warmup_lr_rate',
    map(read, { lr0 }) {
      const warmup = read.number('num_warmup_steps')
      const n = Math.max(1, stepsAfterWarmup(read))
      const from = read.number('warmup_lr_rate', 1 / Math.max(1, warmup))
      const args = { n, cycles: read.number('num_cycles', 0.5), min: minimum(read, lr0) }
      const up = part('warmup.hf_rate', { n: warmup, from }, warmup)
      return { lr0, parts: [up, part('cosine.hf_rate', args)] }
    },
  },
  {
    family: 'hf_wsd',
    impl: 'get_wsd_schedule',
    map: (read, { lr0 }) => ({ lr0, parts: [part('wsd.hf', wsd(read))] }),
  },
]

function wsd(read: Reader): Readonly<Record<string, number>> {
  const warmup = read.number('num_warmup_steps')
  const decay = read.number('num_decay_steps')
  const training = read.number('num_training_steps', Number.NaN)
  const stable = read.number('num_stable_steps', training - warmup - decay)
  if (Number.isNaN(stable)) read.fail('needs num_stable_steps or num_training_steps')
  const types = ['linear', 'cosine', '1-sqrt']
  return {
    warmup,
    decay,
    stable,
    warmup_type: read.word('warmup_type', types, 'linear'),
    decay_type: read.word('decay_type', types, 'cosine'),
    min_ratio: read.number('min_lr_ratio', 0),
    cycles: read.number('num_cycles', 0.5),
  }
}

function fromZero(read: Reader, after: Part): readonly Part[] {
  return warmedUp(read.number('num_warmup_steps', 0), 0, [after])
}

function stepsAfterWarmup(read: Reader): number {
  return read.number('num_training_steps') - read.number('num_warmup_steps')
}

function minimum(read: Reader, lr0: number): number {
  return read.has('min_lr') ? read.number('min_lr') : read.number('min_lr_rate') * lr0
}

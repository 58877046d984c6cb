import { bit, part, warmedUp } from '#cli/replay/schedule-case-parts.ts'
import type { Given, Reader, ScheduleFunction } from '#cli/replay/schedule-case-types.ts'

/** keras.optimizers.schedules and the callback ReduceLROnPlateau. */
export const kerasSchedules: readonly ScheduleFunction[] = [
  {
    family: 'keras_exponential',
    impl: 'ExponentialDecay',
    map: (read, given) => ({
      lr0: initial(read, given),
      parts: [
        part('exp_steps.keras', {
          n: read.number('decay_steps'),
          gamma: read.number('decay_rate'),
          staircase: bit(read.flag('staircase', false)),
        }),
      ],
    }),
  },
  {
    family: 'keras_piecewise',
    impl: 'PiecewiseConstantDecay',
    map(read) {
      const rates = read.numbers('values')
      const lr0 = rates.find((rate) => rate !== 0) ?? 0
      const values = rates.map((rate) => (lr0 === 0 ? 0 : rate / lr0))
      const boundaries = read.numbers('boundaries')
      return { lr0, parts: [part('piecewise.keras', { boundaries, values })] }
    },
  },
  {
    family: 'keras_polynomial',
    impl: 'PolynomialDecay',
    map(read, given) {
      const start = initial(read, given)
      const end = read.number('end_learning_rate', 0.0001)
      // A rate that grows from 0 is measured in its end.
      const lr0 = start === 0 ? end : start
      const args = { from: start / lr0, to: end / lr0, power: read.number('power', 1) }
      const cycle = bit(read.flag('cycle', false))
      const n = read.number('decay_steps')
      return { lr0, parts: [part('polynomial.keras', { ...args, n, cycle })] }
    },
  },
  {
    family: 'keras_inverse_time',
    impl: 'InverseTimeDecay',
    map: (read, given) => ({
      lr0: initial(read, given),
      parts: [
        part('inverse_time.keras', {
          n: read.number('decay_steps'),
          decay: read.number('decay_rate'),
          staircase: bit(read.flag('staircase', false)),
        }),
      ],
    }),
  },
  {
    family: 'keras_cosine',
    impl: 'CosineDecay',
    map(read, given) {
      const start = initial(read, given)
      const lr0 = read.number('warmup_target', start)
      const warmup = read.number('warmup_steps', 0)
      const min = read.number('alpha', 0) * lr0
      const down = part('cosine.keras', { n: read.number('decay_steps'), min })
      return {
        lr0,
        parts: read.has('warmup_target') ? warmedUp(warmup, start / lr0, [down]) : [down],
      }
    },
  },
  {
    family: 'keras_cosine_restarts',
    impl: 'CosineDecayRestarts',
    map(read, given) {
      const lr0 = initial(read, given)
      const args = {
        n: read.number('first_decay_steps'),
        mult: read.number('t_mul', 2),
        gamma: read.number('m_mul', 1),
        min: read.number('alpha', 0) * lr0,
      }
      return { lr0, parts: [part('cosine_restarts.keras', args)] }
    },
  },
  {
    family: 'keras_plateau',
    impl: 'ReduceLROnPlateau',
    map(read, { lr0 }) {
      const args = {
        factor: read.number('factor', 0.1),
        patience: read.number('patience', 10),
        threshold: Math.abs(read.number('min_delta', 1e-4)),
        cooldown: read.number('cooldown', 0),
        min_lr: read.number('min_lr', 0),
        // auto goes by the metric's name, and what is watched here is a loss.
        mode: read.word('mode', ['auto', 'min', 'max'], 'auto') === 2 ? 1 : 0,
      }
      return { lr0, parts: [part('plateau.keras', args)] }
    },
  },
]

function initial(read: Reader, { lr0 }: Given): number {
  return read.number('initial_learning_rate', lr0)
}

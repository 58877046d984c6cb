import type { ScheduleEntry } from '#catalog/entry.ts'

/** What optax' constructor takes, whether or not the rate has an end. */
const DECAY = {
  init_value: 'lr0',
  transition_steps: 'n',
  decay_rate: 'gamma',
  transition_begin: 'begin',
  staircase: 'staircase',
} as const

/** A factor for every n steps, smooth or in stairs. */
export const expSteps = {
  kind: 'schedule',
  id: 'exp_steps',
  title: 'Exponential decay, per n steps',
  source: 'keras 3.15.1 schedules/learning_rate_schedule.py ExponentialDecay',
  params: [
    { name: 'n', default: 'ceil(T/5)', min: 1 },
    { name: 'gamma', default: 0.5, min: 0 },
    { name: 'staircase', default: 0, values: ['0', '1'] },
    { name: 'begin', default: 0, min: 0, integer: true },
    { name: 'end', default: 0, min: 0 },
  ],
  dialects: [
    {
      id: 'keras',
      source: 'keras 3.15.1 schedules/learning_rate_schedule.py ExponentialDecay',
      formula: 'lr = lr0*gamma^(staircase ? floor(t/n) : t/n)',
      calls: [
        {
          library: 'keras',
          name: 'keras.optimizers.schedules.ExponentialDecay',
          args: {
            initial_learning_rate: 'lr0',
            decay_steps: 'n',
            decay_rate: 'gamma',
            staircase: 'staircase',
          },
        },
      ],
    },
    {
      id: 'optax',
      source: 'optax 0.2.8 schedules/_schedule.py exponential_decay',
      formula: [
        'u = t - begin',
        'p = staircase ? floor(u/n) : u/n',
        'a = u <= 0 ? lr0 : lr0*gamma^p',
        'lr = gamma < 1 ? max(a, end) : end > 0 ? min(a, end) : a',
      ].join('\n'),
      note: 'Waits until step begin and stops at the rate end (0: no such end).',
      calls: [
        {
          library: 'optax',
          name: 'optax.exponential_decay',
          args: { ...DECAY, end_value: 'end' },
          when: 'n == floor(n) and end > 0',
        },
        {
          library: 'optax',
          name: 'optax.exponential_decay',
          args: DECAY,
          when: 'n == floor(n) and end == 0',
        },
      ],
    },
  ],
} satisfies ScheduleEntry

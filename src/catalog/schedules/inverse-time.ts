import type { ScheduleEntry } from '#catalog/entry.ts'

/** One over a line in time. */
export const inverseTime = {
  kind: 'schedule',
  id: 'inverse_time',
  title: 'Inverse time decay',
  source: 'keras 3.15.1 schedules/learning_rate_schedule.py InverseTimeDecay',
  params: [
    { name: 'decay', default: 1, min: 0 },
    { name: 'n', default: 'ceil(T/10)', min: 1 },
    { name: 'staircase', default: 0, values: ['0', '1'] },
  ],
  dialects: [
    {
      id: 'keras',
      source: 'keras 3.15.1 schedules/learning_rate_schedule.py InverseTimeDecay',
      formula: 'lr = lr0/(1 + decay*(staircase ? floor(t/n) : t/n))',
      calls: [
        {
          library: 'keras',
          name: 'keras.optimizers.schedules.InverseTimeDecay',
          args: {
            initial_learning_rate: 'lr0',
            decay_steps: 'n',
            decay_rate: 'decay',
            staircase: 'staircase',
          },
        },
      ],
    },
    {
      id: 'keras2',
      source: 'keras 2.10 keras/optimizers/optimizer_v2: the argument decay of every optimizer',
      formula: 'lr = lr0/(1 + decay*t)',
      defaults: { decay: '10/T' },
      note: 'decay counts per update; the argument of the old Keras optimizers.',
    },
  ],
} satisfies ScheduleEntry

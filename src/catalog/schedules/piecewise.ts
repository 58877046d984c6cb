import type { ScheduleEntry } from '#catalog/entry.ts'

/** A value for each stretch between boundaries. */
export const piecewise = {
  kind: 'schedule',
  id: 'piecewise',
  title: 'Piecewise constant',
  source: 'keras 3.15.1 schedules/learning_rate_schedule.py PiecewiseConstantDecay',
  params: [
    { name: 'boundaries', default: [50, 100, 150], min: 0 },
    { name: 'values', default: [1, 0.5, 0.1, 0.02], min: 0 },
  ],
  dialects: [
    {
      id: 'keras',
      source: 'keras 3.15.1 schedules/learning_rate_schedule.py PiecewiseConstantDecay',
      formula: 'lr = lr0*at(values, total(t > boundaries))',
      calls: [
        {
          library: 'keras',
          name: 'keras.optimizers.schedules.PiecewiseConstantDecay',
          args: { boundaries: 'boundaries', values: 'lr0*values' },
        },
      ],
    },
    {
      id: 'optax',
      source: 'optax 0.2.8 schedules/_schedule.py piecewise_constant_schedule',
      formula: 'lr = lr0*at(values, total(t >= boundaries))',
      note: 'Switches one step earlier. values are the running products of its scales.',
    },
  ],
} satisfies ScheduleEntry

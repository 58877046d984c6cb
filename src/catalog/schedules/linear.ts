import type { ScheduleEntry } from '#catalog/entry.ts'

/** A straight line from one factor to another. */
export const linear = {
  kind: 'schedule',
  id: 'linear',
  title: 'Linear',
  source: 'torch 2.13 torch/optim/lr_scheduler.py LinearLR',
  params: [
    { name: 'n', default: 'T', min: 1 },
    { name: 'from', default: 1, min: 0 },
    { name: 'to', default: 0, min: 0 },
    { name: 'begin', default: 0, min: 0, integer: true },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py LinearLR',
      formula: 'lr = lr0*(from + (to - from)*min(t, n)/n)',
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.LinearLR',
          args: { start_factor: 'from', end_factor: 'to', total_iters: 'n' },
          when: 'n == floor(n) and from > 0 and from <= 1 and to <= 1',
        },
      ],
    },
    {
      id: 'optax',
      source: 'optax 0.2.8 schedules/_schedule.py linear_schedule',
      formula: 'u = clamp(t - begin, 0, n)\nlr = lr0*((from - to)*(1 - u/n) + to)',
      note: 'Waits until step begin.',
      calls: [
        {
          library: 'optax',
          name: 'optax.linear_schedule',
          args: {
            init_value: 'lr0*from',
            end_value: 'lr0*to',
            transition_steps: 'n',
            transition_begin: 'begin',
          },
          when: 'n == floor(n)',
        },
      ],
    },
    {
      id: 'hf',
      source: 'transformers 5.18 optimization.py get_linear_schedule_with_warmup',
      formula: 'lr = lr0*max(0, (n - t)/n)',
      note: 'Always from 1 to 0, counted from the end; the warm-up is a part of its own.',
    },
  ],
} satisfies ScheduleEntry

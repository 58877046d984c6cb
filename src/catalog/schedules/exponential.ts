import type { ScheduleEntry } from '#catalog/entry.ts'

/** The same factor at every step. */
export const exponential = {
  kind: 'schedule',
  id: 'exponential',
  title: 'Exponential decay',
  source: 'torch 2.13 torch/optim/lr_scheduler.py ExponentialLR',
  params: [{ name: 'gamma', default: '0.01^(1/T)', min: 0 }],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py ExponentialLR',
      formula: 'lr = lr0*gamma^t',
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.ExponentialLR',
          args: { gamma: 'gamma' },
        },
      ],
    },
  ],
} satisfies ScheduleEntry

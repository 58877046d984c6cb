import type { ScheduleEntry } from '#catalog/entry.ts'

/** The previous rate times a factor. */
export const multiplicative = {
  kind: 'schedule',
  id: 'multiplicative',
  title: 'Multiplicative',
  source: 'torch 2.13 torch/optim/lr_scheduler.py MultiplicativeLR',
  params: [{ name: 'gamma', default: '0.01^(1/T)', min: 0 }],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py MultiplicativeLR',
      formula: 'lr = t == 0 ? lr0 : lr*gamma',
    },
  ],
} satisfies ScheduleEntry

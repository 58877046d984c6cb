import type { ScheduleEntry } from '#catalog/entry.ts'

/** The rate as it is. */
export const constant = {
  kind: 'schedule',
  id: 'constant',
  title: 'Constant',
  source: 'the learning rate itself',
  params: [
    { name: 'factor', default: '1/3', min: 0 },
    { name: 'n', default: 'ceil(T/10)', min: 1, integer: true },
  ],
  dialects: [
    { id: 'plain', source: 'the learning rate itself', formula: 'lr = lr0' },
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py ConstantLR',
      formula: 'lr = t < n ? lr0*factor : lr0',
      note: 'The rate is multiplied by factor for the first n steps.',
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.ConstantLR',
          args: { factor: 'factor', total_iters: 'n' },
          when: 'factor <= 1',
        },
      ],
    },
  ],
} satisfies ScheduleEntry

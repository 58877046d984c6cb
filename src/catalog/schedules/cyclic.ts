import type { ScheduleEntry } from '#catalog/entry.ts'

/** Up and down between lr0 and max, again and again. */
export const cyclic = {
  kind: 'schedule',
  id: 'cyclic',
  title: 'Cyclic',
  year: 2015,
  source: 'Smith, arXiv:1506.01186',
  params: [
    { name: 'max', default: '10*lr0', min: 0, scale: 'log' },
    { name: 'up', default: 'ceil(T/8)', min: 1 },
    { name: 'down', default: 'up', min: 1 },
    { name: 'mode', default: 0, values: ['triangular', 'triangular2', 'exp_range'] },
    { name: 'gamma', default: 0.99, min: 0 },
    { name: 'cycle_momentum', default: 1, values: ['0', '1'] },
    { name: 'min_momentum', default: 0.8, min: 0, max: 1 },
    { name: 'max_momentum', default: 0.9, min: 0, max: 1 },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py CyclicLR',
      formula: [
        'n = up + down',
        'c = floor(1 + t/n)',
        'x = 1 + t/n - c',
        's = x <= up/n ? x/(up/n) : (x - 1)/(up/n - 1)',
        'k = mode == triangular2 ? 2^(1 - c) : mode == exp_range ? gamma^t : 1',
        'lr = lr0 + (max - lr0)*s*k',
        'momentum = cycle_momentum ? max_momentum - (max_momentum - min_momentum)*s*k : momentum',
      ].join('\n'),
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.CyclicLR',
          args: {
            base_lr: 'lr0',
            max_lr: 'max',
            step_size_up: 'up',
            step_size_down: 'down',
            mode: 'mode',
            gamma: 'gamma',
            cycle_momentum: 'cycle_momentum',
            base_momentum: 'min_momentum',
            max_momentum: 'max_momentum',
          },
        },
      ],
    },
  ],
} satisfies ScheduleEntry

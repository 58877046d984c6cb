import type { ScheduleEntry } from '#catalog/entry.ts'

/** A line up to lr0, then lr0. */
export const warmup = {
  kind: 'schedule',
  id: 'warmup',
  title: 'Warm-up',
  year: 2017,
  source: 'Goyal et al., arXiv:1706.02677',
  params: [
    { name: 'n', default: 20, min: 1 },
    { name: 'from', default: 0, min: 0 },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py LinearLR',
      formula: 'lr = lr0*(from + (1 - from)*min(t, n)/n)',
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.LinearLR',
          args: { start_factor: 'from', end_factor: 1, total_iters: 'n' },
          when: 'n == floor(n) and from > 0 and from <= 1',
        },
      ],
    },
    {
      id: 'hf_rate',
      source:
        'transformers 5.18 optimization.py get_cosine_with_min_lr_schedule_with_warmup_lr_rate',
      formula: 'lr = lr0*(from + (1 - from)*min(t, n - 1)/max(1, n - 1))',
      defaults: { from: '1/n' },
      note: 'The last of the n steps already has lr0.',
    },
  ],
} satisfies ScheduleEntry

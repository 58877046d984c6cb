import type { ScheduleEntry } from '#catalog/entry.ts'

/** A drop at each milestone. */
export const multistep = {
  kind: 'schedule',
  id: 'multistep',
  title: 'Drops at milestones',
  source: 'torch 2.13 torch/optim/lr_scheduler.py MultiStepLR',
  params: [
    { name: 'milestones', default: [100, 150], min: 0 },
    { name: 'gamma', default: 0.1, min: 0 },
    { name: 'skip', default: 0, min: 0, integer: true },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py MultiStepLR',
      formula: 'lr = lr0*gamma^total(t >= milestones)',
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.MultiStepLR',
          args: { milestones: 'milestones', gamma: 'gamma' },
        },
      ],
    },
    {
      id: 'timm',
      source: 'timm 1.0.29 timm/scheduler/multistep_lr.py MultiStepLRScheduler',
      formula: 'lr = lr0*gamma^total(t + skip + 1 >= milestones)',
      note: 'Drops one step early; skip counts a warm-up before it (warmup_prefix=False).',
    },
  ],
} satisfies ScheduleEntry

import type { ScheduleEntry } from '#catalog/entry.ts'

/** One drop every n steps. */
export const step = {
  kind: 'schedule',
  id: 'step',
  title: 'Step decay',
  source: 'torch 2.13 torch/optim/lr_scheduler.py StepLR',
  params: [
    { name: 'n', default: 'ceil(T/3)', min: 1 },
    { name: 'gamma', default: 0.1, min: 0 },
    { name: 'skip', default: 0, min: 0, integer: true },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py StepLR',
      formula: 'lr = lr0*gamma^floor(t/n)',
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.StepLR',
          args: { step_size: 'n', gamma: 'gamma' },
          when: 'n == floor(n)',
        },
      ],
    },
    {
      id: 'timm',
      source: 'timm 1.0.29 timm/scheduler/step_lr.py StepLRScheduler',
      formula: 'lr = lr0*gamma^floor((t + skip)/n)',
      note: 'skip counts the steps of a warm-up before it (warmup_prefix=False).',
    },
  ],
} satisfies ScheduleEntry

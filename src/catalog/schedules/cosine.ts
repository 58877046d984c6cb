import type { ScheduleEntry } from '#catalog/entry.ts'

/** Half a cosine from lr0 down to min. */
export const cosine = {
  kind: 'schedule',
  id: 'cosine',
  title: 'Cosine',
  year: 2016,
  source: 'Loshchilov and Hutter (SGDR), arXiv:1608.03983',
  params: [
    { name: 'n', default: 'T', min: 1 },
    { name: 'min', default: 0, min: 0 },
    { name: 'power', default: 1, min: 0 },
    { name: 'cycles', default: 0.5, min: 0 },
    { name: 'k', default: 1, min: 0 },
    { name: 'skip', default: 0, min: 0, integer: true },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py CosineAnnealingLR',
      formula: 'lr = min + (lr0 - min)*(1 + cos(pi*t/n))/2',
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.CosineAnnealingLR',
          args: { T_max: 'n', eta_min: 'min' },
          when: 'n == floor(n)',
        },
      ],
    },
    {
      id: 'keras',
      source: 'keras 3.15.1 schedules/learning_rate_schedule.py CosineDecay',
      formula: 'lr = min + (lr0 - min)*(1 + cos(pi*(min(t, n)/n)))/2',
      note: 'Stays at min after n steps, where torch rises again. min is lr0·alpha.',
      calls: [
        {
          library: 'keras',
          name: 'keras.optimizers.schedules.CosineDecay',
          args: { initial_learning_rate: 'lr0', decay_steps: 'n', alpha: 'min/lr0' },
          when: 'lr0 > 0',
        },
      ],
    },
    {
      id: 'optax',
      source: 'optax 0.2.8 schedules/_schedule.py cosine_decay_schedule',
      formula: 'lr = min + (lr0 - min)*((1 + cos(pi*min(t, n)/n))/2)^power',
      note: 'Stays at min after n steps; a power of the cosine. min is lr0·alpha.',
      calls: [
        {
          library: 'optax',
          name: 'optax.cosine_decay_schedule',
          args: { init_value: 'lr0', decay_steps: 'n', alpha: 'min/lr0', exponent: 'power' },
          when: 'n == floor(n) and lr0 > 0',
        },
      ],
    },
    {
      id: 'timm',
      source: 'timm 1.0.29 timm/scheduler/cosine_lr.py CosineLRScheduler',
      formula: [
        'u = t + skip',
        'lr = u < n ? min + 0.5*(lr0 - min)*(1 + cos(pi*u^k/n^k)) : min',
      ].join('\n'),
      note: 'One cycle, then min; k-decay; skip counts a warm-up before it (warmup_prefix=False).',
    },
    {
      id: 'hf',
      source: 'transformers 5.18 optimization.py get_cosine_schedule_with_warmup',
      formula: 'p = t/n\nlr = min + (lr0 - min)*(1 + cos(pi*cycles*2*p))/2',
      note: 'cycles waves within n steps (half of one goes down once).',
    },
    {
      id: 'hf_rate',
      source:
        'transformers 5.18 optimization.py get_cosine_with_min_lr_schedule_with_warmup_lr_rate',
      formula: 'p = (t + 1)/n\nlr = min + (lr0 - min)*(1 + cos(pi*cycles*2*p))/2',
      note: 'As hf, one step ahead: the last of the n steps has min.',
    },
  ],
} satisfies ScheduleEntry

import type { ScheduleEntry } from '#catalog/entry.ts'

/** A power of what is left. */
export const polynomial = {
  kind: 'schedule',
  id: 'polynomial',
  title: 'Polynomial decay',
  year: 2015,
  source: 'Liu et al. (ParseNet), arXiv:1506.04579',
  params: [
    { name: 'n', default: 'T', min: 1 },
    { name: 'power', default: 2, min: 0 },
    { name: 'from', default: 1, min: 0 },
    { name: 'to', default: 0, min: 0 },
    { name: 'cycle', default: 0, values: ['0', '1'] },
    { name: 'begin', default: 0, min: 0, integer: true },
    { name: 'mult', default: 1, min: 0 },
    { name: 'gamma', default: 1, min: 0 },
    { name: 'cycles', default: 1, min: 0, integer: true },
    { name: 'k', default: 1, min: 0 },
    { name: 'skip', default: 0, min: 0, integer: true },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py PolynomialLR',
      formula: 'lr = lr0*(1 - min(t, n)/n)^power',
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.PolynomialLR',
          args: { total_iters: 'n', power: 'power' },
          when: 'n == floor(n)',
        },
      ],
    },
    {
      id: 'keras',
      source: 'keras 3.15.1 schedules/learning_rate_schedule.py PolynomialDecay',
      formula: [
        'u = cycle ? (t == 0 ? 0 : t/(n*ceil(t/n))) : min(t, n)/n',
        'lr = lr0*((from - to)*(1 - u)^power + to)',
      ].join('\n'),
      note: 'Ends at lr0·to; with cycle it starts over, each time from a lower rate.',
      calls: [
        {
          library: 'keras',
          name: 'keras.optimizers.schedules.PolynomialDecay',
          args: {
            initial_learning_rate: 'lr0*from',
            decay_steps: 'n',
            end_learning_rate: 'lr0*to',
            power: 'power',
            cycle: 'cycle',
          },
        },
      ],
    },
    {
      id: 'optax',
      source: 'optax 0.2.8 schedules/_schedule.py polynomial_schedule',
      formula: 'u = clamp(t - begin, 0, n)\nlr = lr0*((from - to)*(1 - u/n)^power + to)',
      note: 'Waits until step begin and may climb: from and to are any factors.',
      calls: [
        {
          library: 'optax',
          name: 'optax.polynomial_schedule',
          args: {
            init_value: 'lr0*from',
            end_value: 'lr0*to',
            power: 'power',
            transition_steps: 'n',
            transition_begin: 'begin',
          },
          when: 'n == floor(n)',
        },
      ],
    },
    {
      id: 'timm',
      source: 'timm 1.0.29 timm/scheduler/poly_lr.py PolyLRScheduler',
      formula: [
        'u = t + skip',
        'i = mult == 1 ? floor(u/n) : floor(log(1 - u/n*(1 - mult))/log(mult))',
        's = mult == 1 ? n : mult^i*n',
        'c = mult == 1 ? u - n*i : u - (1 - mult^i)/(1 - mult)*n',
        'lr = i < cycles ? lr0*(to + (gamma^i - to)*max(0, 1 - c^k/s^k)^power) : lr0*to',
      ].join('\n'),
      defaults: { power: 0.5 },
      note: 'Cycles, each mult times as long, gamma times as high; k-decay; skip counts a warm-up.',
    },
  ],
} satisfies ScheduleEntry

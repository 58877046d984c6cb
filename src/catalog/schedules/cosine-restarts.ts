import type { ScheduleEntry } from '#catalog/entry.ts'

/** Cosines one after another, each mult times as long and gamma times as high. */
export const cosineRestarts = {
  kind: 'schedule',
  id: 'cosine_restarts',
  title: 'Cosine with restarts',
  year: 2016,
  source: 'Loshchilov and Hutter (SGDR), arXiv:1608.03983',
  params: [
    { name: 'n', default: 'ceil(T/4)', min: 1 },
    { name: 'mult', default: 1, min: 0 },
    { name: 'min', default: 0, min: 0 },
    { name: 'gamma', default: 1, min: 0 },
    { name: 'cycles', default: 3, min: 0 },
    { name: 'k', default: 1, min: 0 },
    { name: 'skip', default: 0, min: 0, integer: true },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py CosineAnnealingWarmRestarts',
      formula: [
        'state c = -1, p = n, i = 0',
        'c = c + 1',
        'over = c >= p',
        'c = over ? c - p : c',
        'p = over ? p*mult : p',
        'i = over ? i + 1 : i',
        'lr = min + (lr0*gamma^i - min)*(1 + cos(pi*c/p))/2',
      ].join('\n'),
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.CosineAnnealingWarmRestarts',
          args: { T_0: 'n', T_mult: 'mult', eta_min: 'min' },
          when: 'n == floor(n) and gamma == 1 and mult == floor(mult) and mult >= 1',
        },
      ],
    },
    {
      id: 'keras',
      source: 'keras 3.15.1 schedules/learning_rate_schedule.py CosineDecayRestarts',
      formula: [
        'x = t/n',
        'i = mult == 1 ? floor(x) : floor(log(1 - x*(1 - mult))/log(mult))',
        'c = mult == 1 ? x - i : (x - (1 - mult^i)/(1 - mult))/mult^i',
        'lr = min + (lr0 - min)*gamma^i*(1 + cos(pi*c))/2',
      ].join('\n'),
      note: 'gamma scales the height above min, not the peak. min is lr0·alpha.',
      calls: [
        {
          library: 'keras',
          name: 'keras.optimizers.schedules.CosineDecayRestarts',
          args: {
            initial_learning_rate: 'lr0',
            first_decay_steps: 'n',
            t_mul: 'mult',
            m_mul: 'gamma',
            alpha: 'min/lr0',
          },
          when: 'lr0 > 0',
        },
      ],
    },
    {
      id: 'timm',
      source: 'timm 1.0.29 timm/scheduler/cosine_lr.py CosineLRScheduler',
      formula: [
        'u = t + skip',
        'i = mult == 1 ? floor(u/n) : floor(log(1 - u/n*(1 - mult))/log(mult))',
        's = mult == 1 ? n : mult^i*n',
        'c = mult == 1 ? u - n*i : u - (1 - mult^i)/(1 - mult)*n',
        'lr = i < cycles ? min + 0.5*(lr0*gamma^i - min)*(1 + cos(pi*c^k/s^k)) : min',
      ].join('\n'),
      note: 'At most cycles cycles, then min; k-decay; skip counts a warm-up before it.',
    },
    {
      id: 'hf',
      source:
        'transformers 5.18 optimization.py get_cosine_with_hard_restarts_schedule_with_warmup',
      formula: 'p = t/n\nlr = p >= 1 ? 0 : lr0*(1 + cos(pi*mod(cycles*p, 1)))/2',
      defaults: { n: 'T' },
      note: 'n is the length of all cycles together; 0 after them.',
    },
  ],
} satisfies ScheduleEntry

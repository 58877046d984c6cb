import type { ScheduleEntry } from '#catalog/entry.ts'

/** A drop when the loss has stopped improving. */
export const plateau = {
  kind: 'schedule',
  id: 'plateau',
  title: 'Reduce on plateau',
  source: 'torch 2.13 torch/optim/lr_scheduler.py ReduceLROnPlateau',
  params: [
    { name: 'factor', default: 0.1, min: 0 },
    { name: 'patience', default: 10, min: 0, integer: true },
    { name: 'threshold', default: 1e-4, min: 0, scale: 'log' },
    { name: 'cooldown', default: 0, min: 0, integer: true },
    { name: 'min_lr', default: 0, min: 0 },
    { name: 'eps', default: 1e-8, min: 0, scale: 'log' },
    { name: 'mode', default: 0, values: ['min', 'max'] },
    { name: 'threshold_mode', default: 0, values: ['rel', 'abs'] },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py ReduceLROnPlateau',
      formula: [
        'state best = mode == max ? -inf : inf, bad = 0, cool = 0',
        'rel_bar = mode == min ? best*(1 - threshold) : best*(1 + threshold)',
        'abs_bar = mode == min ? best - threshold : best + threshold',
        'bar = threshold_mode == rel ? rel_bar : abs_bar',
        'better = mode == min ? loss < bar : loss > bar',
        'best = better ? loss : best',
        'bad = better or cool > 0 ? 0 : bad + 1',
        'cool = max(cool - 1, 0)',
        'drop = bad > patience',
        'new = max(lr*factor, min_lr)',
        'lr = drop and lr - new > eps ? new : lr',
        'cool = drop ? cooldown : cool',
        'bad = drop ? 0 : bad',
      ].join('\n'),
      calls: [
        {
          library: 'torch',
          name: 'torch.optim.lr_scheduler.ReduceLROnPlateau',
          args: {
            mode: 'mode',
            factor: 'factor',
            patience: 'patience',
            threshold: 'threshold',
            threshold_mode: 'threshold_mode',
            cooldown: 'cooldown',
            min_lr: 'min_lr',
            eps: 'eps',
          },
          when: 'factor < 1',
        },
      ],
    },
    {
      id: 'keras',
      source: 'keras 3.15.1 keras/src/callbacks/reduce_lr_on_plateau.py ReduceLROnPlateau',
      formula: [
        'state best = mode == max ? -inf : inf, bad = 0, cool = 0',
        'better = mode == min ? loss + threshold < best : loss - threshold > best',
        'best = better ? loss : best',
        'bad = cool > 0 ? 0 : bad',
        'cool = max(cool - 1, 0)',
        'bad = better ? 0 : cool > 0 ? bad : bad + 1',
        'drop = not better and cool == 0 and bad >= patience and lr > min_lr',
        'lr = drop ? max(lr*factor, min_lr) : lr',
        'cool = drop ? cooldown : cool',
        'bad = drop ? 0 : bad',
      ].join('\n'),
      note: 'Drops when bad steps reach patience, one earlier; the threshold is absolute.',
    },
  ],
} satisfies ScheduleEntry

import type { ScheduleEntry } from '#catalog/entry.ts'

/** Up to lr0 and down far below the start, once. */
export const onecycle = {
  kind: 'schedule',
  id: 'onecycle',
  title: 'One cycle',
  year: 2017,
  source: 'Smith and Topin, arXiv:1708.07120',
  params: [
    { name: 'n', default: 'T', min: 1 },
    { name: 'pct', default: 0.3, min: 0, max: 1 },
    { name: 'anneal', default: 0, values: ['cos', 'linear'] },
    { name: 'three_phase', default: 0, values: ['0', '1'] },
    { name: 'div', default: 25, min: 0, scale: 'log' },
    { name: 'final_div', default: 1e4, min: 0, scale: 'log' },
    { name: 'cycle_momentum', default: 1, values: ['0', '1'] },
    { name: 'min_momentum', default: 0.85, min: 0, max: 1 },
    { name: 'max_momentum', default: 0.95, min: 0, max: 1 },
    { name: 'pct_final', default: 0.85, min: 0, max: 1 },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/lr_scheduler.py OneCycleLR',
      formula: [
        'low = lr0/div',
        'end = low/final_div',
        'a = pct*n - 1',
        'b = three_phase ? 2*pct*n - 2 : n - 1',
        'i = t <= a ? 0 : t <= b ? 1 : 2',
        'u = i == 0 ? t/a : i == 1 ? (t - a)/(b - a) : (t - b)/(n - 1 - b)',
        'A = i == 1 ? lr0 : low',
        'B = i == 0 ? lr0 : i == 1 and three_phase ? low : end',
        'lr = anneal == cos ? B + (A - B)*(1 + cos(pi*u))/2 : A + (B - A)*u',
        'C = i == 1 ? min_momentum : max_momentum',
        'D = i == 0 ? min_momentum : max_momentum',
        'M = anneal == cos ? D + (C - D)*(1 + cos(pi*u))/2 : C + (D - C)*u',
        'momentum = cycle_momentum ? M : momentum',
      ].join('\n'),
    },
    {
      id: 'optax',
      source:
        'optax 0.2.8 schedules/_schedule.py cosine_onecycle_schedule, linear_onecycle_schedule',
      formula: [
        'low = lr0/div',
        'end = low/final_div',
        'a = floor(pct*n)',
        'b = anneal == linear ? floor(pct_final*n) : n',
        'i = t < a ? 0 : t < b ? 1 : 2',
        'u = i == 0 ? t/a : i == 1 ? (t - a)/(b - a) : (t - b)/(n - b)',
        'A = i == 0 ? low : i == 1 ? lr0 : anneal == linear ? low : end',
        'B = i == 0 ? lr0 : i == 1 and anneal == linear ? low : end',
        'r = anneal == cos ? B + (A - B)/2*(cos(pi*u) + 1) : (B - A)*u + A',
        'lr = t < n ? r : end',
      ].join('\n'),
      note: 'Phases begin at whole steps; linear has a third one from pct_final on; no momentum.',
    },
  ],
} satisfies ScheduleEntry

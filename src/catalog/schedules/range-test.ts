import type { ScheduleEntry } from '#catalog/entry.ts'

/** From lr0 up to a rate too large, to find the best one on the way. */
export const rangeTest = {
  kind: 'schedule',
  id: 'range_test',
  title: 'Range test',
  year: 2015,
  source: 'Smith, arXiv:1506.01186',
  params: [
    { name: 'end', default: '1000*lr0', min: 0, scale: 'log' },
    { name: 'n', default: 'T', min: 2 },
    { name: 'mode', default: 0, values: ['exponential', 'linear'] },
  ],
  dialects: [
    {
      id: 'authors',
      source: 'Smith, arXiv:1506.01186; exponential: davidtvs/pytorch-lr-finder',
      formula: [
        'u = min(t, n - 1)/(n - 1)',
        'lr = mode == linear ? lr0 + (end - lr0)*u : lr0*(end/lr0)^u',
      ].join('\n'),
    },
  ],
} satisfies ScheduleEntry

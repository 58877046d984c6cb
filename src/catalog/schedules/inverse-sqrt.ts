import type { ScheduleEntry } from '#catalog/entry.ts'

/** One over the square root of the step. */
export const inverseSqrt = {
  kind: 'schedule',
  id: 'inverse_sqrt',
  title: 'One over √t',
  year: 2003,
  source: 'Zinkevich, Online convex programming, ICML 2003',
  params: [{ name: 'n', default: 'ceil(T/20)', min: 1 }],
  dialects: [
    {
      id: 'authors',
      source: 'Zinkevich, Online convex programming, ICML 2003',
      formula: 'lr = lr0/sqrt(t + 1)',
    },
    {
      id: 'hf',
      source: 'transformers 5.18 optimization.py get_inverse_sqrt_schedule',
      formula: 'lr = lr0/sqrt((t + n)/n)',
      note: 'The time scale is n steps; the warm-up is a part of its own.',
    },
    {
      id: 'noam',
      source: 'Vaswani et al., arXiv:1706.03762',
      formula: 's = (t + 1)/n\nlr = lr0*min(s, 1/sqrt(s))',
      note: 'Climbs to lr0 within n steps first.',
    },
  ],
} satisfies ScheduleEntry

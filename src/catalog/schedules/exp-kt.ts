import type { ScheduleEntry } from '#catalog/entry.ts'

/** Exponential decay by a rate k. */
export const expKt = {
  kind: 'schedule',
  id: 'exp_kt',
  title: 'Exponential decay, rate k',
  source: 'CS231n course notes, Neural Networks 3: annealing the learning rate',
  params: [{ name: 'k', default: '5/T', min: 0, scale: 'log' }],
  dialects: [
    {
      id: 'authors',
      source: 'CS231n course notes, Neural Networks 3: annealing the learning rate',
      formula: 'lr = lr0*exp(-k*t)',
    },
  ],
} satisfies ScheduleEntry

import type { ScheduleEntry } from '#catalog/entry.ts'

/** Faster while the loss falls, much slower when it rises. */
export const boldDriver = {
  kind: 'schedule',
  id: 'bold_driver',
  title: 'Bold driver',
  year: 1989,
  source: 'Battiti, Complex Systems 3 (1989) 331; Vogl et al., doi:10.1007/BF00332914',
  params: [
    { name: 'up', default: 1.05, min: 0 },
    { name: 'down', default: 0.5, min: 0 },
  ],
  dialects: [
    {
      id: 'authors',
      source: 'Battiti, Complex Systems 3 (1989) 331; Vogl et al., doi:10.1007/BF00332914',
      formula: 'state prev = loss\nlr = loss <= prev ? lr*up : lr*down\nprev = loss',
    },
  ],
} satisfies ScheduleEntry

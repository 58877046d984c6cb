import type { ScheduleEntry } from '#catalog/entry.ts'

/** One over the number of the step. */
export const inverse = {
  kind: 'schedule',
  id: 'inverse',
  title: 'One over t',
  year: 1951,
  source: 'Robbins and Monro, doi:10.1214/aoms/1177729586',
  params: [
    { name: 'power', default: 0.5, min: 0 },
    { name: 'gamma', default: '10/T', min: 0 },
  ],
  dialects: [
    {
      id: 'authors',
      source: 'Robbins and Monro, doi:10.1214/aoms/1177729586',
      formula: 'lr = lr0/(t + 1)',
    },
    {
      id: 'sklearn',
      source: 'scikit-learn 1.7 sklearn/linear_model/_stochastic_gradient.py invscaling',
      formula: 'lr = lr0/(t + 1)^power',
      note: 'Any power of the step.',
    },
    {
      id: 'caffe',
      source: 'Caffe 1.0 src/caffe/solvers/sgd_solver.cpp policy inv',
      formula: 'lr = lr0*(1 + gamma*t)^(-power)',
      defaults: { power: 0.75 },
      note: 'The steps are stretched by gamma before the power is taken.',
    },
  ],
} satisfies ScheduleEntry

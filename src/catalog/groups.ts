import type { Kind } from '#catalog/entry.ts'
import { bowls } from '#catalog/surfaces/bowls.ts'
import { manyMinima } from '#catalog/surfaces/many-minima.ts'
import { phenomena } from '#catalog/surfaces/phenomena.ts'
import { valleys } from '#catalog/surfaces/valleys.ts'

/** What entries have in common. */
export type GroupId =
  | 'bowls'
  | 'valleys'
  | 'minima'
  | 'phenomena'
  | 'plain'
  | 'momentum'
  | 'adaptive'
  | 'adam'
  | 'sign'
  | 'average'
  | 'steps'
  | 'decays'
  | 'cosine'
  | 'warmups'
  | 'driven'
  | 'clipping'
  | 'shrinking'
  | 'noise'
  | 'averaging'
  | 'projection'

/** Entries of one kind that a menu shows together. */
export type EntryGroup = { readonly id: GroupId; readonly ids: readonly string[] }

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

/** Every entry of the catalogue in exactly one group, in the order of menus. */
export const groups: Readonly<Record<Kind, readonly EntryGroup[]>> = {
  surface: [
    { id: 'bowls', ids: idsOf(bowls) },
    { id: 'valleys', ids: idsOf(valleys) },
    { id: 'minima', ids: idsOf(manyMinima) },
    { id: 'phenomena', ids: idsOf(phenomena) },
  ],
  rule: [
    { id: 'plain', ids: ['sgd'] },
    { id: 'momentum', ids: ['momentum', 'momentum_ema', 'heavy_ball', 'nesterov'] },
    { id: 'adaptive', ids: ['adagrad', 'rmsprop', 'adadelta'] },
    {
      id: 'adam',
      ids: ['adam', 'adamw', 'amsgrad', 'adamax', 'nadam', 'radam', 'yogi', 'adabelief', 'adan'],
    },
    { id: 'sign', ids: ['signsgd', 'signum', 'lion', 'rprop'] },
    { id: 'average', ids: ['asgd'] },
  ],
  schedule: [
    { id: 'steps', ids: ['constant', 'step', 'multistep', 'piecewise', 'multiplicative'] },
    {
      id: 'decays',
      ids: [
        'exponential',
        'exp_kt',
        'exp_steps',
        'inverse_time',
        'inverse',
        'inverse_sqrt',
        'linear',
        'polynomial',
      ],
    },
    { id: 'cosine', ids: ['cosine', 'cosine_restarts', 'cyclic'] },
    { id: 'warmups', ids: ['warmup', 'onecycle', 'wsd', 'range_test'] },
    { id: 'driven', ids: ['plateau', 'bold_driver'] },
  ],
  transform: [
    { id: 'clipping', ids: ['clip_norm', 'clip_value'] },
    { id: 'shrinking', ids: ['l2', 'decay'] },
    { id: 'noise', ids: ['grad_noise'] },
    { id: 'averaging', ids: ['ema', 'polyak'] },
    { id: 'projection', ids: ['project'] },
  ],
}

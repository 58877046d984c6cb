import type { TransformEntry } from '#catalog/entry.ts'

const clipNorm: TransformEntry = {
  id: 'clip_norm',
  kind: 'transform',
  place: 'before',
  title: 'Clip by norm',
  year: 2012,
  source: 'arXiv:1211.5063',
  params: [
    { name: 'max_norm', default: 1, min: 0, scale: 'log' },
    { name: 'eps', default: 1e-6, min: 0, scale: 'log' },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/nn/utils/clip_grad.py clip_grad_norm_',
      formula: 'g = g*min(1, max_norm/(norm_all(g) + eps))',
      calls: [
        {
          library: 'torch',
          name: 'torch.nn.utils.clip_grad_norm_',
          args: { max_norm: 'max_norm' },
          when: 'eps == 1e-6',
        },
      ],
    },
    {
      id: 'keras',
      source: 'keras 3.15.1 keras/src/optimizers/base_optimizer.py clip_by_global_norm',
      formula: 'g = g*min(1, max_norm/norm_all(g))',
      note: 'Nothing is added to the norm, so a clipped gradient has exactly the length max_norm.',
      calls: [
        { library: 'optax', name: 'optax.clip_by_global_norm', args: { max_norm: 'max_norm' } },
      ],
    },
  ],
}

const clipValue: TransformEntry = {
  id: 'clip_value',
  kind: 'transform',
  place: 'before',
  title: 'Clip by value',
  source: 'torch 2.13 torch/nn/utils/clip_grad.py clip_grad_value_',
  params: [{ name: 'value', default: 1, min: 0, scale: 'log' }],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/nn/utils/clip_grad.py clip_grad_value_',
      formula: 'g = clamp(g, -value, value)',
      calls: [
        {
          library: 'torch',
          name: 'torch.nn.utils.clip_grad_value_',
          args: { clip_value: 'value' },
        },
        { library: 'optax', name: 'optax.clip', args: { max_delta: 'value' } },
      ],
    },
  ],
}

const l2: TransformEntry = {
  id: 'l2',
  kind: 'transform',
  place: 'before',
  title: 'L2 penalty',
  year: 1970,
  source: 'Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634',
  params: [{ name: 'wd', default: 0.01, min: 0, scale: 'log' }],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/sgd.py weight_decay',
      formula: 'g = g + wd*theta',
      calls: [
        { library: 'optax', name: 'optax.add_decayed_weights', args: { weight_decay: 'wd' } },
      ],
    },
  ],
}

const decay: TransformEntry = {
  id: 'decay',
  kind: 'transform',
  place: 'before',
  title: 'Decoupled weight decay',
  year: 2017,
  source: 'arXiv:1711.05101',
  params: [{ name: 'wd', default: 0.01, min: 0, scale: 'log' }],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/adamw.py weight_decay',
      formula: 'theta = theta*(1 - lr*wd)',
    },
  ],
}

const gradNoise: TransformEntry = {
  id: 'grad_noise',
  kind: 'transform',
  place: 'before',
  title: 'Gradient noise',
  year: 2015,
  source: 'arXiv:1511.06807',
  params: [
    { name: 'sigma', default: 0.1, min: 0, scale: 'log' },
    { name: 'gamma', default: 0.55, min: 0, max: 2 },
  ],
  dialects: [
    {
      id: 'authors',
      source: 'arXiv:1511.06807, equation 1 with t from 1',
      formula: 'g = g + sigma/sqrt(t^gamma)*randn()',
    },
  ],
}

const ema: TransformEntry = {
  id: 'ema',
  kind: 'transform',
  place: 'after',
  title: 'Running mean of the weights',
  year: 1988,
  source: 'Ruppert 1988; torch 2.13 torch/optim/swa_utils.py',
  params: [
    { name: 'beta', default: 0.999, min: 0, max: 1 },
    { name: 'every', default: 100, min: 1, scale: 'log', integer: true },
  ],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/swa_utils.py get_ema_multi_avg_fn',
      formula: `state a = theta
a = t == 1 ? theta : beta*a + (1 - beta)*theta
average = a`,
    },
    {
      id: 'keras',
      source: 'keras 3.15.1 keras/src/optimizers/base_optimizer.py use_ema',
      formula: `state a = theta
a = t == 1 ? theta : beta*a + (1 - beta)*theta
theta = mod(t, every) == 0 ? a : theta
average = a`,
      defaults: { beta: 0.99 },
      note: 'Every so many steps the mean replaces the weights.',
    },
  ],
}

const polyak: TransformEntry = {
  id: 'polyak',
  kind: 'transform',
  place: 'after',
  title: 'Mean of all points',
  year: 1992,
  source: 'Polyak & Juditsky 1992, doi:10.1137/0330046',
  params: [],
  dialects: [
    {
      id: 'torch',
      source: 'torch 2.13 torch/optim/swa_utils.py get_swa_multi_avg_fn',
      formula: `state a = theta
a = a + (theta - a)/t
average = a`,
    },
  ],
}

const project: TransformEntry = {
  id: 'project',
  kind: 'transform',
  place: 'after',
  title: 'Project onto a box',
  year: 1964,
  source: 'Goldstein 1964, doi:10.1090/S0002-9904-1964-11178-2',
  params: [
    { name: 'min', default: -1 },
    { name: 'max', default: 1 },
  ],
  dialects: [
    {
      id: 'textbook',
      source: 'Goldstein 1964, doi:10.1090/S0002-9904-1964-11178-2',
      formula: 'theta = clamp(theta, min, max)',
    },
  ],
}

/** Every transform, in the default order of a run: those before the rule first. */
export const transforms: readonly TransformEntry[] = [
  clipNorm,
  clipValue,
  l2,
  decay,
  gradNoise,
  ema,
  polyak,
  project,
]

import type { RuleEntry } from '#catalog/entry.ts'
import { kerasCall, optaxCall, torchCall } from '#catalog/rules/calls.ts'
import { flag, lr, share } from '#catalog/rules/params.ts'
import { keras, timm, torch } from '#catalog/rules/sources.ts'

/** Plain gradient descent. */
export const sgd: RuleEntry = {
  id: 'sgd',
  kind: 'rule',
  title: 'SGD',
  year: 1951,
  source: 'Robbins & Monro 1951, doi:10.1214/aoms/1177729586',
  params: [lr(1e-3)],
  dialects: [
    {
      id: 'torch',
      source: torch('sgd.py'),
      formula: 'theta = theta - lr*g',
      calls: [torchCall('SGD', {}), kerasCall('SGD', {}), optaxCall('sgd', {})],
    },
  ],
}

/** Gradient descent with a velocity. */
export const momentum: RuleEntry = {
  id: 'momentum',
  kind: 'rule',
  title: 'Momentum',
  year: 1986,
  source: 'Rumelhart, Hinton & Williams 1986, doi:10.1038/323533a0',
  params: [lr(1e-3), share('momentum', 0.9), share('dampening', 0), flag('caution', 0)],
  dialects: [
    {
      id: 'torch',
      source: torch('sgd.py'),
      formula: `state b = 0
b = t == 1 ? g : momentum*b + (1 - dampening)*g
theta = theta - lr*b`,
      calls: [
        torchCall('SGD', { momentum: 'momentum', dampening: 'dampening' }),
        optaxCall('sgd', { momentum: 'momentum' }, { when: 'dampening == 0' }),
      ],
    },
    {
      id: 'keras',
      source: keras('sgd.py'),
      formula: `state v = 0
v = momentum*v - lr*g
theta = theta + v`,
      defaults: { lr: 0.01 },
      note: 'The velocity holds the rate: a changed rate does not rescale the steps already in it.',
      calls: [kerasCall('SGD', { momentum: 'momentum' })],
    },
    {
      id: 'timm',
      source: timm('sgdw.py'),
      formula: `state b = 0
b = t == 1 ? g : momentum*b + (1 - dampening)*g
k = b*g > 0
theta = theta - lr*(caution ? b*k/max(mean(k), 1e-3) : b)`,
      note: 'With caution, coordinates whose step goes up the gradient wait and the others step further.',
    },
  ],
}

/** Momentum as a running mean of gradients. */
export const momentumEma: RuleEntry = {
  id: 'momentum_ema',
  kind: 'rule',
  title: 'Momentum (running mean)',
  year: 2014,
  source: 'arXiv:1412.6980, the first moment of Algorithm 1',
  params: [lr(1e-3), share('momentum', 0.9)],
  dialects: [
    {
      id: 'textbook',
      source: 'arXiv:1412.6980, the first moment of Algorithm 1 without its correction',
      formula: `state b = 0
b = momentum*b + (1 - momentum)*g
theta = theta - lr*b`,
    },
  ],
}

/** Polyak's heavy ball, written with the previous point. */
export const heavyBall: RuleEntry = {
  id: 'heavy_ball',
  kind: 'rule',
  title: 'Heavy ball',
  year: 1964,
  source: 'Polyak 1964, doi:10.1016/0041-5553(64)90137-5',
  params: [lr(1e-3), share('momentum', 0.9)],
  dialects: [
    {
      id: 'authors',
      source: 'Polyak 1964, doi:10.1016/0041-5553(64)90137-5',
      formula: `state prev = theta
d = theta - prev
prev = theta
theta = theta - lr*g + momentum*d`,
    },
  ],
}

/** Nesterov's accelerated gradient. */
export const nesterov: RuleEntry = {
  id: 'nesterov',
  kind: 'rule',
  title: 'Nesterov momentum',
  year: 1983,
  source: 'Nesterov 1983; Sutskever et al. 2013, proceedings.mlr.press/v28/sutskever13',
  params: [lr(1e-3), share('momentum', 0.9), share('dampening', 0), flag('caution', 0)],
  dialects: [
    {
      id: 'torch',
      source: torch('sgd.py'),
      formula: `state b = 0
b = t == 1 ? g : momentum*b + (1 - dampening)*g
theta = theta - lr*(g + momentum*b)`,
      calls: [
        torchCall(
          'SGD',
          { momentum: 'momentum', nesterov: true },
          {
            when: 'dampening == 0 and momentum > 0',
            takes: { 'l2:torch': { args: { weight_decay: 'wd' } } },
          },
        ),
        optaxCall('sgd', { momentum: 'momentum', nesterov: true }, { when: 'dampening == 0' }),
      ],
    },
    {
      id: 'authors',
      source: 'Sutskever et al. 2013, proceedings.mlr.press/v28/sutskever13, equations 3 and 4',
      formula: `state v = 0
v = momentum*v - lr*grad(theta + momentum*v)
theta = theta + v`,
      note: 'The gradient is taken ahead, where the velocity is about to carry the point.',
    },
    {
      id: 'keras',
      source: keras('sgd.py'),
      formula: `state v = 0
v = momentum*v - lr*g
theta = theta + momentum*v - lr*g`,
      defaults: { lr: 0.01 },
      note: 'The velocity holds the rate: a changed rate does not rescale the steps already in it.',
      calls: [kerasCall('SGD', { momentum: 'momentum', nesterov: true })],
    },
    {
      id: 'timm',
      source: timm('sgdw.py'),
      formula: `state b = 0
b = t == 1 ? g : momentum*b + (1 - dampening)*g
d = g + momentum*b
k = d*g > 0
theta = theta - lr*(caution ? d*k/max(mean(k), 1e-3) : d)`,
      note: 'With caution, coordinates whose step goes up the gradient wait and the others step further.',
    },
  ],
}

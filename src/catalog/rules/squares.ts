import type { RuleEntry } from '#catalog/entry.ts'
import { kerasCall, optaxCall, torchCall } from '#catalog/rules/calls.ts'
import { beta, flag, lr, share, small, strength } from '#catalog/rules/params.ts'
import { keras, optax, timm, torch } from '#catalog/rules/sources.ts'

/** Each coordinate divided by the root of the sum of its squared gradients. */
export const adagrad: RuleEntry = {
  id: 'adagrad',
  kind: 'rule',
  title: 'AdaGrad',
  year: 2011,
  source: 'Duchi, Hazan & Singer 2011, jmlr.org/papers/v12/duchi11a',
  params: [
    lr(1e-2),
    strength('lr_decay', 0),
    strength('initial_accumulator_value', 0),
    small('eps', 1e-10),
  ],
  dialects: [
    {
      id: 'torch',
      source: torch('adagrad.py'),
      formula: `state a = initial_accumulator_value
a = a + g^2
theta = theta - lr/(1 + (t - 1)*lr_decay)*g/(sqrt(a) + eps)`,
      calls: [
        torchCall('Adagrad', {
          lr_decay: 'lr_decay',
          initial_accumulator_value: 'initial_accumulator_value',
          eps: 'eps',
        }),
      ],
    },
    {
      id: 'keras',
      source: keras('adagrad.py'),
      formula: `state a = initial_accumulator_value
a = a + g^2
theta = theta - lr*g/sqrt(a + eps)`,
      defaults: { lr: 1e-3, initial_accumulator_value: 0.1, eps: 1e-7 },
      note: 'The sum starts at 0.1 and eps stands under the root; optax does the same.',
      calls: [
        kerasCall('Adagrad', {
          initial_accumulator_value: 'initial_accumulator_value',
          epsilon: 'eps',
        }),
        optaxCall('adagrad', {
          initial_accumulator_value: 'initial_accumulator_value',
          eps: 'eps',
        }),
      ],
    },
  ],
}

/** Each coordinate divided by the root of the running mean of its squared gradients. */
export const rmsprop: RuleEntry = {
  id: 'rmsprop',
  kind: 'rule',
  title: 'RMSprop',
  year: 2012,
  source: 'Tieleman & Hinton 2012, lecture 6.5; centered: arXiv:1308.0850',
  params: [
    lr(1e-2),
    beta('alpha', 0.99),
    small('eps', 1e-8),
    share('momentum', 0),
    flag('centered', 0),
    strength('initial_scale', 0),
    flag('eps_in_sqrt', 1),
    flag('bias_correction', 0),
    flag('nesterov', 0),
    flag('lr_in_momentum', 1),
    flag('caution', 0),
  ],
  dialects: [
    {
      id: 'torch',
      source: torch('rmsprop.py'),
      formula: `state v = 0, a = 0, b = 0
v = alpha*v + (1 - alpha)*g^2
a = alpha*a + (1 - alpha)*g
b = momentum*b + g/(sqrt(centered ? v - a^2 : v) + eps)
theta = theta - lr*b`,
      calls: [
        torchCall('RMSprop', {
          alpha: 'alpha',
          eps: 'eps',
          momentum: 'momentum',
          centered: 'centered',
        }),
      ],
    },
    {
      id: 'keras',
      source: keras('rmsprop.py'),
      formula: `state v = 0, a = 0, b = 0
v = alpha*v + (1 - alpha)*g^2
a = alpha*a + (1 - alpha)*g
b = momentum*b + lr*g/sqrt((centered ? v - a^2 : v) + eps)
theta = theta - b`,
      defaults: { lr: 1e-3, alpha: 0.9, eps: 1e-7 },
      note: 'eps stands under the root, and the velocity holds the rate.',
      calls: [
        kerasCall('RMSprop', {
          rho: 'alpha',
          epsilon: 'eps',
          momentum: 'momentum',
          centered: 'centered',
        }),
      ],
    },
    {
      id: 'optax',
      source: optax,
      formula: `state v = initial_scale, a = 0, b = 0
v = alpha*v + (1 - alpha)*g^2
a = alpha*a + (1 - alpha)*g
c = bias_correction ? 1 - alpha^t : 1
w = centered ? v/c - (a/c)^2 : v/c
u = lr*(eps_in_sqrt ? g/sqrt(w + eps) : g/(sqrt(w) + eps))
b = momentum*b + u
theta = theta - (nesterov ? u + momentum*b : b)`,
      defaults: { alpha: 0.9 },
      note: 'eps under the root unless switched, optional bias correction, the rate inside the velocity.',
      calls: [
        optaxCall('rmsprop', {
          decay: 'alpha',
          eps: 'eps',
          initial_scale: 'initial_scale',
          eps_in_sqrt: 'eps_in_sqrt',
          centered: 'centered',
          momentum: 'momentum',
          nesterov: 'nesterov',
          bias_correction: 'bias_correction',
        }),
      ],
    },
    {
      id: 'timm',
      source: timm('rmsprop_tf.py'),
      formula: `state v = 1, a = 0, b = 0
v = v + (1 - alpha)*(g^2 - v)
a = a + (1 - alpha)*(g - a)
u = g/sqrt((centered ? v - a^2 : v) + eps)
b = momentum*b + (lr_in_momentum ? lr*u : u)
k = b*g > 0
d = caution ? (momentum > 0 ? b*k/max(mean(k), 1e-3) : b) : b
theta = theta - (lr_in_momentum ? d : lr*d)`,
      defaults: { alpha: 0.9, eps: 1e-10 },
      note: 'As TensorFlow 1: the mean square starts at 1, eps under the root, the rate inside the velocity.',
    },
  ],
}

/** Steps measured by the running mean of past steps: no unit is left to choose. */
export const adadelta: RuleEntry = {
  id: 'adadelta',
  kind: 'rule',
  title: 'AdaDelta',
  year: 2012,
  source: 'arXiv:1212.5701',
  params: [lr(1), share('rho', 0.9), small('eps', 1e-6)],
  dialects: [
    {
      id: 'torch',
      source: torch('adadelta.py'),
      formula: `state v = 0, D = 0
v = rho*v + (1 - rho)*g^2
d = sqrt(D + eps)/sqrt(v + eps)*g
D = rho*D + (1 - rho)*d^2
theta = theta - lr*d`,
      calls: [
        torchCall('Adadelta', { rho: 'rho', eps: 'eps' }),
        kerasCall('Adadelta', { rho: 'rho', epsilon: 'eps' }),
        optaxCall(
          'adadelta',
          { rho: 'rho', eps: 'eps' },
          { takes: { 'l2:torch': { args: { weight_decay: 'wd' } } } },
        ),
      ],
    },
  ],
}

/** Averaged gradient descent: the mean of the last points is the answer. */
export const asgd: RuleEntry = {
  id: 'asgd',
  kind: 'rule',
  title: 'Averaged SGD',
  year: 1992,
  source: 'Polyak & Juditsky 1992, doi:10.1137/0330046',
  params: [
    lr(1e-2),
    strength('lambd', 1e-4),
    { name: 'alpha', default: 0.75, min: 0, max: 2 },
    { name: 't0', default: 1e6, min: 0, scale: 'log' },
  ],
  dialects: [
    {
      id: 'torch',
      source: torch('asgd.py'),
      formula: `state eta = lr, mu = 1, ax = theta
theta = theta*(1 - lambd*eta) - eta*g
ax = mu == 1 ? theta : ax + mu*(theta - ax)
eta = lr/(1 + lambd*lr*t)^alpha
mu = 1/max(1, t - t0)
average = ax`,
      calls: [torchCall('ASGD', { lambd: 'lambd', alpha: 'alpha', t0: 't0' })],
    },
  ],
}

import type { RuleEntry } from '#catalog/entry.ts'
import { kerasCall, optaxCall, torchCall } from '#catalog/rules/calls.ts'
import { flag, lr, share, small } from '#catalog/rules/params.ts'
import { optax, timm, torch } from '#catalog/rules/sources.ts'

/** Steps of one length, by the sign of the gradient. */
export const signsgd: RuleEntry = {
  id: 'signsgd',
  kind: 'rule',
  title: 'signSGD',
  year: 2018,
  source: 'arXiv:1802.04434',
  params: [lr(1e-3)],
  dialects: [
    {
      id: 'optax',
      source: optax,
      formula: 'theta = theta - lr*sign(g)',
      calls: [optaxCall('sign_sgd', {})],
    },
  ],
}

/** Steps of one length, by the sign of the running mean of gradients. */
export const signum: RuleEntry = {
  id: 'signum',
  kind: 'rule',
  title: 'Signum',
  year: 2018,
  source: 'arXiv:1802.04434',
  params: [lr(1e-3), share('beta', 0.9)],
  dialects: [
    {
      id: 'optax',
      source: optax,
      formula: `state m = 0
m = beta*m + (1 - beta)*g
theta = theta - lr*sign(m)`,
      calls: [optaxCall('signum', { beta: 'beta' })],
    },
  ],
}

/** Signs of a mixture of the gradient and its running mean. */
export const lion: RuleEntry = {
  id: 'lion',
  kind: 'rule',
  title: 'Lion',
  year: 2023,
  source: 'arXiv:2302.06675',
  params: [lr(1e-4), share('beta1', 0.9), share('beta2', 0.99), flag('caution', 0)],
  dialects: [
    {
      id: 'authors',
      source:
        'arXiv:2302.06675 as in lucidrains/lion-pytorch@6a74fdc0ba57 lion_pytorch/lion_pytorch.py',
      formula: `state m = 0
u = sign(beta1*m + (1 - beta1)*g)
m = beta2*m + (1 - beta2)*g
theta = theta - lr*u`,
      calls: [
        kerasCall('Lion', { beta_1: 'beta1', beta_2: 'beta2' }),
        optaxCall(
          'lion',
          { b1: 'beta1', b2: 'beta2', weight_decay: 0 },
          { takes: { 'decay:torch': { args: { weight_decay: 'wd' } } } },
        ),
      ],
    },
    {
      id: 'timm',
      source: timm('lion.py'),
      formula: `state m = 0
u = sign(beta1*m + (1 - beta1)*g)
m = beta2*m + (1 - beta2)*g
k = u*g > 0
theta = theta - lr*(caution ? u*k/max(mean(k), 1e-3) : u)`,
      note: 'With caution, coordinates whose step goes up the gradient wait and the others step further.',
    },
  ],
}

/** Step lengths that grow while the gradient keeps its sign and shrink when it turns. */
export const rprop: RuleEntry = {
  id: 'rprop',
  kind: 'rule',
  title: 'Rprop',
  year: 1993,
  source: 'Riedmiller & Braun 1993, doi:10.1109/ICNN.1993.298623',
  params: [
    lr(1e-2),
    share('eta_minus', 0.5),
    { name: 'eta_plus', default: 1.2, min: 1, max: 10 },
    small('step_min', 1e-6),
    small('step_max', 50),
  ],
  dialects: [
    {
      id: 'torch',
      source: torch('rprop.py'),
      formula: `state prev = 0, eta = lr
s = g*prev
eta = clamp(eta*(s > 0 ? eta_plus : s < 0 ? eta_minus : 1), step_min, step_max)
prev = s < 0 ? 0 : g
theta = theta - eta*sign(prev)`,
      calls: [
        torchCall(
          'Rprop',
          { etas: ['eta_minus', 'eta_plus'], step_sizes: ['step_min', 'step_max'] },
          { takes: {} },
        ),
      ],
    },
    {
      id: 'optax',
      source: optax,
      formula: `state prev = 0, eta = lr
s = g*prev
eta = s == 0 ? eta : clamp(eta*(s > 0 ? eta_plus : eta_minus), step_min, step_max)
d = s < 0 ? 0 : prev
prev = s < 0 ? 0 : eta*sign(g)
theta = theta - d`,
      note: 'Every step is made one call late: the first call does not move.',
      calls: [
        optaxCall('rprop', {
          eta_minus: 'eta_minus',
          eta_plus: 'eta_plus',
          min_step_size: 'step_min',
          max_step_size: 'step_max',
        }),
      ],
    },
  ],
}

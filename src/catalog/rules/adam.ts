import type { RuleEntry } from '#catalog/entry.ts'
import {
  kerasAdam,
  kerasCall,
  optaxAdam,
  optaxCall,
  torchAdam,
  torchCall,
  torchDecay,
} from '#catalog/rules/calls.ts'
import { beta, flag, lr, small, strength } from '#catalog/rules/params.ts'
import { keras, optax, timm, torch } from '#catalog/rules/sources.ts'

/** Momentum and RMSprop together, both corrected for starting at zero. */
export const adam: RuleEntry = {
  id: 'adam',
  kind: 'rule',
  title: 'Adam',
  year: 2014,
  source: 'arXiv:1412.6980',
  params: [
    lr(1e-3),
    beta('beta1', 0.9),
    beta('beta2', 0.999),
    small('eps', 1e-8),
    small('eps_root', 0),
  ],
  dialects: [
    {
      id: 'torch',
      source: torch('adam.py'),
      formula: `state m = 0, v = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
theta = theta - lr*(m/(1 - beta1^t))/(sqrt(v)/sqrt(1 - beta2^t) + eps)`,
      calls: [
        torchDecay('Adam', torchAdam, { name: 'torch.optim.AdamW', args: { weight_decay: 'wd' } }),
        optaxCall('adam', optaxAdam, {
          takes: { 'decay:torch': { name: 'optax.adamw', args: { weight_decay: 'wd' } } },
        }),
      ],
    },
    {
      id: 'keras',
      source: keras('adam.py'),
      formula: `state m = 0, v = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
theta = theta - lr*sqrt(1 - beta2^t)/(1 - beta1^t)*m/(sqrt(v) + eps)`,
      defaults: { eps: 1e-7 },
      note: 'eps is added to the uncorrected root: it weighs more in the first steps.',
      calls: [kerasCall('Adam', kerasAdam)],
    },
    {
      id: 'optax',
      source: optax,
      formula: `state m = 0, v = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
theta = theta - lr*(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t) + eps_root) + eps)`,
      note: 'A second eps, eps_root, stands under the root.',
      calls: [
        optaxCall(
          'adam',
          { ...optaxAdam, eps_root: 'eps_root' },
          { takes: { 'decay:torch': { name: 'optax.adamw', args: { weight_decay: 'wd' } } } },
        ),
      ],
    },
  ],
}

/** Adam with weight decay taken out of the gradient. */
export const adamw: RuleEntry = {
  id: 'adamw',
  kind: 'rule',
  title: 'AdamW',
  year: 2017,
  source: 'arXiv:1711.05101',
  params: [
    lr(1e-3),
    beta('beta1', 0.9),
    beta('beta2', 0.999),
    small('eps', 1e-8),
    strength('weight_decay', 0.01),
    small('eps_root', 0),
    flag('caution', 0),
  ],
  dialects: [
    {
      id: 'torch',
      source: torch('adamw.py'),
      formula: `state m = 0, v = 0
theta = theta*(1 - lr*weight_decay)
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
theta = theta - lr*(m/(1 - beta1^t))/(sqrt(v)/sqrt(1 - beta2^t) + eps)`,
      calls: [
        torchCall('AdamW', { ...torchAdam, weight_decay: 'weight_decay' }, { takes: {} }),
        optaxCall('adamw', { ...optaxAdam, weight_decay: 'weight_decay' }),
      ],
    },
    {
      id: 'keras',
      source: keras('adamw.py'),
      formula: `state m = 0, v = 0
theta = theta - theta*weight_decay*lr
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
theta = theta - lr*sqrt(1 - beta2^t)/(1 - beta1^t)*m/(sqrt(v) + eps)`,
      defaults: { eps: 1e-7, weight_decay: 0.004 },
      note: 'eps is added to the uncorrected root, and the decay is weaker by default.',
      calls: [kerasCall('AdamW', { ...kerasAdam, weight_decay: 'weight_decay' }, { takes: {} })],
    },
    {
      id: 'optax',
      source: optax,
      formula: `state m = 0, v = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
u = m/(1 - beta1^t)/(sqrt(v/(1 - beta2^t) + eps_root) + eps)
theta = theta - lr*(u + weight_decay*theta)`,
      defaults: { weight_decay: 1e-4 },
      note: 'The decay is a term of the step, and a second eps, eps_root, stands under the root.',
      calls: [
        optaxCall('adamw', { ...optaxAdam, eps_root: 'eps_root', weight_decay: 'weight_decay' }),
      ],
    },
    {
      id: 'timm',
      source: timm('adamw.py'),
      formula: `state m = 0, v = 0
theta = theta*(1 - lr*weight_decay)
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
k = m*g > 0
d = caution ? m*k/max(mean(k), 1e-3) : m
theta = theta - lr*(d/(1 - beta1^t))/(sqrt(v)/sqrt(1 - beta2^t) + eps)`,
      note: 'With caution, coordinates whose step goes up the gradient wait and the others step further.',
    },
  ],
}

/** Adam whose denominator never shrinks. */
export const amsgrad: RuleEntry = {
  id: 'amsgrad',
  kind: 'rule',
  title: 'AMSGrad',
  year: 2018,
  source: 'arXiv:1904.09237',
  params: [
    lr(1e-3),
    beta('beta1', 0.9),
    beta('beta2', 0.999),
    small('eps', 1e-8),
    small('eps_root', 0),
    flag('bias_correction_mu', 1),
    flag('bias_correction_nu', 1),
  ],
  dialects: [
    {
      id: 'torch',
      source: torch('adam.py'),
      formula: `state m = 0, v = 0, u = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
u = max(u, v)
theta = theta - lr*(m/(1 - beta1^t))/(sqrt(u)/sqrt(1 - beta2^t) + eps)`,
      calls: [
        torchDecay(
          'Adam',
          { ...torchAdam, amsgrad: true },
          { name: 'torch.optim.AdamW', args: { weight_decay: 'wd' } },
        ),
      ],
    },
    {
      id: 'keras',
      source: keras('adam.py'),
      formula: `state m = 0, v = 0, u = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
u = max(u, v)
theta = theta - lr*sqrt(1 - beta2^t)/(1 - beta1^t)*m/(sqrt(u) + eps)`,
      defaults: { eps: 1e-7 },
      note: 'eps is added to the uncorrected root: it weighs more in the first steps.',
      calls: [kerasCall('Adam', { ...kerasAdam, amsgrad: true })],
    },
    {
      id: 'optax',
      source: optax,
      formula: `state m = 0, v = 0, u = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
n = bias_correction_mu ? m/(1 - beta1^t) : m
u = max(u, bias_correction_nu ? v/(1 - beta2^t) : v)
theta = theta - lr*n/(sqrt(u + eps_root) + eps)`,
      note: 'The largest corrected mean square is kept, so the first steps weigh more.',
      calls: [
        optaxCall('amsgrad', {
          ...optaxAdam,
          eps_root: 'eps_root',
          bias_correction_mu: 'bias_correction_mu',
          bias_correction_nu: 'bias_correction_nu',
        }),
      ],
    },
  ],
}

/** Adam with the largest gradient seen instead of the mean square. */
export const adamax: RuleEntry = {
  id: 'adamax',
  kind: 'rule',
  title: 'Adamax',
  year: 2014,
  source: 'arXiv:1412.6980, Algorithm 2',
  params: [lr(2e-3), beta('beta1', 0.9), beta('beta2', 0.999), small('eps', 1e-8)],
  dialects: [
    {
      id: 'torch',
      source: torch('adamax.py'),
      formula: `state m = 0, u = 0
m = beta1*m + (1 - beta1)*g
u = max(beta2*u, abs(g) + eps)
theta = theta - lr/(1 - beta1^t)*m/u`,
      calls: [
        torchCall('Adamax', torchAdam),
        optaxCall('adamax', optaxAdam, {
          takes: { 'decay:torch': { name: 'optax.adamaxw', args: { weight_decay: 'wd' } } },
        }),
      ],
    },
    {
      id: 'keras',
      source: keras('adamax.py'),
      formula: `state m = 0, u = 0
m = beta1*m + (1 - beta1)*g
u = max(beta2*u, abs(g))
theta = theta - lr*m/((1 - beta1^t)*(u + eps))`,
      defaults: { lr: 1e-3, eps: 1e-7 },
      note: 'eps is added to the kept maximum, not to each gradient.',
      calls: [kerasCall('Adamax', kerasAdam)],
    },
  ],
}

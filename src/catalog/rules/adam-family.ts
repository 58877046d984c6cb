import type { RuleEntry } from '#catalog/entry.ts'
import {
  kerasAdam,
  kerasCall,
  optaxAdam,
  optaxCall,
  torchAdam,
  torchDecay,
} from '#catalog/rules/calls.ts'
import { beta, flag, lr, small, strength } from '#catalog/rules/params.ts'
import { keras, optax, timm, torch } from '#catalog/rules/sources.ts'

/** Adam with Nesterov's look ahead. */
export const nadam: RuleEntry = {
  id: 'nadam',
  kind: 'rule',
  title: 'NAdam',
  year: 2016,
  source: 'Dozat 2016, openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ',
  params: [
    lr(2e-3),
    beta('beta1', 0.9),
    beta('beta2', 0.999),
    small('eps', 1e-8),
    strength('momentum_decay', 4e-3),
    small('eps_root', 0),
    flag('caution', 0),
  ],
  dialects: [
    {
      id: 'torch',
      source: torch('nadam.py'),
      formula: `state m = 0, v = 0, P = 1
mu = beta1*(1 - 0.5*0.96^(t*momentum_decay))
mu1 = beta1*(1 - 0.5*0.96^((t + 1)*momentum_decay))
P = P*mu
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
theta = theta - lr*((1 - mu)/(1 - P)*g + mu1/(1 - P*mu1)*m)/(sqrt(v/(1 - beta2^t)) + eps)`,
      calls: [
        torchDecay(
          'NAdam',
          { ...torchAdam, momentum_decay: 'momentum_decay' },
          { args: { weight_decay: 'wd', decoupled_weight_decay: true } },
        ),
      ],
    },
    {
      id: 'keras',
      source: keras('nadam.py'),
      formula: `state m = 0, v = 0, P = 1
mu = beta1*(1 - 0.5*0.96^t)
mu1 = beta1*(1 - 0.5*0.96^(t + 1))
P = P*mu
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
u = mu1*m/(1 - P*mu1) + (1 - mu)*g/(1 - P)
theta = theta - lr*u/(sqrt(v/(1 - beta2^t)) + eps)`,
      defaults: { lr: 1e-3, eps: 1e-7 },
      note: "The momentum warms up with 0.96^t, 250 times faster than torch's 0.96^(0.004*t).",
      calls: [kerasCall('Nadam', kerasAdam)],
    },
    {
      id: 'optax',
      source: optax,
      formula: `state m = 0, v = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
u = beta1*m/(1 - beta1^(t + 1)) + (1 - beta1)*g/(1 - beta1^t)
theta = theta - lr*u/(sqrt(v/(1 - beta2^t) + eps_root) + eps)`,
      note: 'The momentum has no warm-up of its own.',
      calls: [
        optaxCall(
          'nadam',
          { ...optaxAdam, eps_root: 'eps_root' },
          { takes: { 'decay:torch': { name: 'optax.nadamw', args: { weight_decay: 'wd' } } } },
        ),
      ],
    },
    {
      id: 'timm',
      source: timm('nadamw.py'),
      formula: `state m = 0, v = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
u = beta1*m + (1 - beta1)*g
k = u*g > 0
d = caution ? u*k/max(mean(k), 1e-3) : u
theta = theta - lr/(1 - beta1^t)*d/(sqrt(v)/sqrt(1 - beta2^t) + eps)`,
      defaults: { lr: 1e-3 },
      note: 'No warm-up of the momentum, and one bias correction for both terms.',
    },
  ],
}

/** Adam that waits until its mean square can be trusted. */
export const radam: RuleEntry = {
  id: 'radam',
  kind: 'rule',
  title: 'RAdam',
  year: 2019,
  source: 'arXiv:1908.03265',
  params: [
    lr(1e-3),
    beta('beta1', 0.9),
    beta('beta2', 0.999),
    small('eps', 1e-8),
    flag('degenerated_to_sgd', 0),
    { name: 'threshold', default: 5, min: 4, max: 100 },
    small('eps_root', 0),
    flag('nesterov', 0),
  ],
  dialects: [
    {
      id: 'torch',
      source: torch('radam.py'),
      formula: `state m = 0, v = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
r1 = 2/(1 - beta2) - 1
r = r1 - 2*t*beta2^t/(1 - beta2^t)
c = sqrt((r - 4)*(r - 2)*r1/((r1 - 4)*(r1 - 2)*r))
theta = theta - lr*(m/(1 - beta1^t))*(r > 5 ? c*sqrt(1 - beta2^t)/(sqrt(v) + eps) : 1)`,
      calls: [
        torchDecay('RAdam', torchAdam, {
          args: { weight_decay: 'wd', decoupled_weight_decay: true },
        }),
      ],
    },
    {
      id: 'authors',
      source: 'LiyuanLucasLiu/RAdam@d9fd30a33789 radam/radam.py',
      formula: `state m = 0, v = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
r1 = 2/(1 - beta2) - 1
r = r1 - 2*t*beta2^t/(1 - beta2^t)
c = sqrt((1 - beta2^t)*(r - 4)/(r1 - 4)*(r - 2)/r*r1/(r1 - 2))
w = degenerated_to_sgd ? 1 : 0
theta = theta - lr/(1 - beta1^t)*m*(r >= 5 ? c/(sqrt(v) + eps) : w)`,
      note: 'Until the mean square can be trusted the point does not move (torch: plain momentum).',
    },
    {
      id: 'optax',
      source: optax,
      formula: `state m = 0, v = 0
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g^2
r1 = 2/(1 - beta2) - 1
r = r1 - 2*t*beta2^t/(1 - beta2^t)
c = sqrt((r - 4)*(r - 2)*r1/((r1 - 4)*(r1 - 2)*r))
u = nesterov ? beta1*m/(1 - beta1^(t + 1)) + (1 - beta1)*g/(1 - beta1^t) : m/(1 - beta1^t)
theta = theta - lr*u*(r >= threshold ? c/(sqrt(v/(1 - beta2^t) + eps_root) + eps) : 1)`,
      note: 'eps is added to the corrected root, and the threshold can be chosen.',
      calls: [
        optaxCall('radam', {
          ...optaxAdam,
          eps_root: 'eps_root',
          threshold: 'threshold',
          nesterov: 'nesterov',
        }),
      ],
    },
  ],
}

/** Adam whose mean square changes by additions only. */
export const yogi: RuleEntry = {
  id: 'yogi',
  kind: 'rule',
  title: 'Yogi',
  year: 2018,
  source: 'Zaheer et al. 2018, papers.nips.cc/paper/8186',
  params: [
    lr(1e-2),
    beta('beta1', 0.9),
    beta('beta2', 0.999),
    small('eps', 1e-3),
    small('initial_accumulator', 1e-6),
  ],
  dialects: [
    {
      id: 'jettify',
      source: 'jettify/pytorch-optimizer@19c3e41952b9 torch_optimizer/yogi.py',
      formula: `state m = initial_accumulator, v = initial_accumulator
m = beta1*m + (1 - beta1)*g
v = v - (1 - beta2)*sign(v - g^2)*g^2
theta = theta - lr*(m/(1 - beta1^t))/(sqrt(v)/sqrt(1 - beta2^t) + eps)`,
      calls: [optaxCall('yogi', optaxAdam, { when: 'initial_accumulator == 1e-6' })],
    },
  ],
}

/** Adam that trusts the gradients it predicted well. */
export const adabelief: RuleEntry = {
  id: 'adabelief',
  kind: 'rule',
  title: 'AdaBelief',
  year: 2020,
  source: 'arXiv:2010.07468',
  params: [
    lr(1e-3),
    beta('beta1', 0.9),
    beta('beta2', 0.999),
    small('eps', 1e-16),
    flag('amsgrad', 0),
    flag('rectify', 1),
    flag('degenerated_to_sgd', 1),
    small('eps_root', 1e-16),
    flag('nesterov', 0),
  ],
  dialects: [
    {
      id: 'authors',
      source:
        'juntang-zhuang/Adabelief-Optimizer@2855178eff67 adabelief_pytorch 0.2.1 AdaBelief.py',
      formula: `state m = 0, s = 0, u = 0
m = beta1*m + (1 - beta1)*g
s = beta2*s + (1 - beta2)*(g - m)^2 + eps
u = max(u, s)
w = amsgrad ? u : s
r1 = 2/(1 - beta2) - 1
r = r1 - 2*t*beta2^t/(1 - beta2^t)
c = sqrt((1 - beta2^t)*(r - 4)/(r1 - 4)*(r - 2)/r*r1/(r1 - 2))
z = degenerated_to_sgd ? 1 : 0
d = rectify ? (r >= 5 ? c/(sqrt(s) + eps) : z) : 1/(sqrt(w)/sqrt(1 - beta2^t) + eps)
theta = theta - lr/(1 - beta1^t)*m*d`,
    },
    {
      id: 'optax',
      source: optax,
      formula: `state m = 0, s = 0
m = beta1*m + (1 - beta1)*g
s = beta2*s + (1 - beta2)*(g - m)^2 + eps_root
u = nesterov ? beta1*m/(1 - beta1^(t + 1)) + (1 - beta1)*g/(1 - beta1^t) : m/(1 - beta1^t)
theta = theta - lr*u/(sqrt(s/(1 - beta2^t)) + eps)`,
      note: 'Not rectified; what is added to the variance, eps_root, is a number of its own.',
      calls: [
        optaxCall(
          'adabelief',
          { ...optaxAdam, eps_root: 'eps_root', nesterov: 'nesterov' },
          { takes: { 'decay:torch': { args: { weight_decay: 'wd' } } } },
        ),
      ],
    },
  ],
}

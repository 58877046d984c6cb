import type { RuleEntry } from '#catalog/entry.ts'
import { optaxCall } from '#catalog/rules/calls.ts'
import { beta, flag, lr, small, strength } from '#catalog/rules/params.ts'
import { optax, timm } from '#catalog/rules/sources.ts'

/** Adaptive Nesterov momentum: three means, of gradients, their differences and their squares. */
export const adan: RuleEntry = {
  id: 'adan',
  kind: 'rule',
  title: 'Adan',
  year: 2022,
  source: 'arXiv:2208.06677',
  params: [
    lr(1e-3),
    beta('beta1', 0.98),
    beta('beta2', 0.92),
    beta('beta3', 0.99),
    small('eps', 1e-8),
    strength('weight_decay', 0),
    flag('no_prox', 0),
    small('eps_root', 1e-8),
    flag('caution', 0),
  ],
  dialects: [
    {
      id: 'authors',
      source: 'sail-sg/Adan@2c65beaf4007 adan.py',
      formula: `state m = 0, q = 0, n = 0, prev = 0
d = t == 1 ? 0 : g - prev
prev = g
m = beta1*m + (1 - beta1)*g
q = beta2*q + (1 - beta2)*d
n = beta3*n + (1 - beta3)*(g + beta2*d)^2
u = (m/(1 - beta1^t) + beta2*q/(1 - beta2^t))/(sqrt(n)/sqrt(1 - beta3^t) + eps)
w = lr*weight_decay
theta = no_prox ? theta*(1 - w) - lr*u : (theta - lr*u)/(1 + w)`,
    },
    {
      id: 'optax',
      source: optax,
      formula: `state m = 0, q = 0, n = 0, prev = 0
d = t == 1 ? 0 : g - prev
prev = g
m = beta1*m + (1 - beta1)*g
q = beta2*q + (1 - beta2)*d
n = beta3*n + (1 - beta3)*(g + (1 - beta2)*d)^2
c = sqrt(n/(1 - beta3^t) + eps_root) + eps
u = (m/(1 - beta1^t) + (1 - beta2)*q/(1 - beta2^t))/c
theta = theta - lr*(u + weight_decay*theta)`,
      note: 'Differences weigh 1 - beta2 where the authors take beta2; the decay is a term of the step.',
      calls: [
        optaxCall('adan', {
          b1: 'beta1',
          b2: 'beta2',
          b3: 'beta3',
          eps: 'eps',
          eps_root: 'eps_root',
          weight_decay: 'weight_decay',
        }),
      ],
    },
    {
      id: 'timm',
      source: timm('adan.py'),
      formula: `state m = 0, q = 0, n = 0, prev = 0
d = t == 1 ? 0 : g - prev
prev = g
m = beta1*m + (1 - beta1)*g
q = beta2*q + (1 - beta2)*d
n = beta3*n + (1 - beta3)*(g + beta2*d)^2
k = m*g > 0
h = caution ? m*k/max(mean(k), 1e-3) : m
u = (h/(1 - beta1^t) + beta2*q/(1 - beta2^t))/(sqrt(n)/sqrt(1 - beta3^t) + eps)
w = lr*weight_decay
theta = no_prox ? theta*(1 - w) - lr*u : (theta - lr*u)/(1 + w)`,
      note: 'With caution, the mean waits where it points up the gradient and grows elsewhere.',
    },
  ],
}

import type { HyperReader } from '#cli/replay/optimizer-hyper.ts'
import { decay, l2, type Reading, stage, type Stages } from '#cli/replay/optimizer-stages.ts'

/** `optax`: where its text is another library's, that dialect is used. */
export const optax: Readonly<Record<string, Reading>> = {
  'optax.sgd': (h) => {
    const lr = h.number('learning_rate')
    const momentum = h.number('momentum', 0)
    const id = h.flag('nesterov') ? 'nesterov' : 'momentum'
    return {
      rule: momentum === 0 ? stage('sgd', { lr }) : stage(id, { lr, momentum, dampening: 0 }),
    }
  },
  'optax.adam': (h) => adam(h, false),
  'optax.nadam': (h) => adam(h, true),
  'optax.adamw': (h) => adamw(h, false),
  'optax.nadamw': (h) => adamw(h, true),
  'optax.amsgrad': (h) => ({
    rule: stage(
      'amsgrad',
      {
        ...adamNumbers(h),
        eps_root: h.number('eps_root', 0),
        bias_correction_mu: h.flag('bias_correction_mu', true),
        bias_correction_nu: h.flag('bias_correction_nu', true),
      },
      'optax',
    ),
  }),
  'optax.adamax': (h) => ({ rule: stage('adamax', adamNumbers(h)) }),
  'optax.adamaxw': (h) => ({
    before: decay(h.number('weight_decay', 1e-4)),
    rule: stage('adamax', adamNumbers(h)),
  }),
  'optax.adagrad': (h) => ({
    rule: stage(
      'adagrad',
      {
        lr: h.number('learning_rate'),
        initial_accumulator_value: h.number('initial_accumulator_value', 0.1),
        eps: h.number('eps', 1e-7),
      },
      'keras',
    ),
  }),
  'optax.adadelta': (h) => ({
    before: l2(h.number('weight_decay', 0)),
    rule: stage('adadelta', {
      lr: h.number('learning_rate'),
      rho: h.number('rho', 0.9),
      eps: h.number('eps', 1e-6),
    }),
  }),
  'optax.rmsprop': (h) => ({
    rule: stage(
      'rmsprop',
      {
        lr: h.number('learning_rate'),
        alpha: h.number('decay', 0.9),
        eps: h.number('eps', 1e-8),
        momentum: h.number('momentum', 0),
        centered: h.flag('centered'),
        initial_scale: h.number('initial_scale', 0),
        eps_in_sqrt: h.flag('eps_in_sqrt', true),
        bias_correction: h.flag('bias_correction'),
        nesterov: h.flag('nesterov'),
      },
      'optax',
    ),
  }),
  'optax.radam': (h) => ({
    rule: stage(
      'radam',
      {
        ...adamNumbers(h),
        eps_root: h.number('eps_root', 0),
        threshold: h.number('threshold', 5),
        nesterov: h.flag('nesterov'),
      },
      'optax',
    ),
  }),
  'optax.adabelief': (h) => ({
    before: decay(h.number('weight_decay', 0)),
    rule: stage(
      'adabelief',
      {
        ...adamNumbers(h, 1e-16),
        eps_root: h.number('eps_root', 1e-16),
        nesterov: h.flag('nesterov'),
      },
      'optax',
    ),
  }),
  'optax.yogi': (h) => ({
    rule: stage('yogi', { ...adamNumbers(h, 1e-3), initial_accumulator: 1e-6 }),
  }),
  'optax.lion': (h) => ({
    before: decay(h.number('weight_decay', 1e-3)),
    rule: stage('lion', {
      lr: h.number('learning_rate'),
      beta1: h.number('b1', 0.9),
      beta2: h.number('b2', 0.99),
    }),
  }),
  'optax.sign_sgd': (h) => ({ rule: stage('signsgd', { lr: h.number('learning_rate') }) }),
  'optax.signum': (h) => ({
    rule: stage('signum', { lr: h.number('learning_rate'), beta: h.number('beta', 0.9) }),
  }),
  'optax.adan': (h) => ({
    rule: stage(
      'adan',
      {
        lr: h.number('learning_rate'),
        beta1: h.number('b1', 0.98),
        beta2: h.number('b2', 0.92),
        beta3: h.number('b3', 0.99),
        eps: h.number('eps', 1e-8),
        eps_root: h.number('eps_root', 1e-8),
        weight_decay: h.number('weight_decay', 0),
      },
      'optax',
    ),
  }),
  'optax.rprop': (h) => ({
    rule: stage(
      'rprop',
      {
        lr: h.number('learning_rate'),
        eta_minus: h.number('eta_minus', 0.5),
        eta_plus: h.number('eta_plus', 1.2),
        step_min: h.number('min_step_size', 1e-6),
        step_max: h.number('max_step_size', 50),
      },
      'optax',
    ),
  }),
}

const adamNumbers = (h: HyperReader, eps = 1e-8) => ({
  lr: h.number('learning_rate'),
  beta1: h.number('b1', 0.9),
  beta2: h.number('b2', 0.999),
  eps: h.number('eps', eps),
})

function adam(h: HyperReader, nesterov: boolean): Stages {
  const numbers = { ...adamNumbers(h), eps_root: h.number('eps_root', 0) }
  return { rule: stage(h.flag('nesterov', nesterov) ? 'nadam' : 'adam', numbers, 'optax') }
}

function adamw(h: HyperReader, nesterov: boolean): Stages {
  const wd = h.number('weight_decay', 1e-4)
  const { rule } = adam(h, nesterov)
  return rule.id === 'nadam'
    ? { before: decay(wd), rule }
    : { rule: stage('adamw', { ...rule.args, weight_decay: wd }, 'optax') }
}

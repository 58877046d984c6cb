import type { HyperReader } from '#cli/replay/optimizer-hyper.ts'
import { decay, type Reading, stage } from '#cli/replay/optimizer-stages.ts'
import type { Stage } from '#setup/setup.ts'

/** `keras.optimizers`: weight_decay is decoupled and clipping, averaging are on any optimizer. */
export const keras: Readonly<Record<string, Reading>> = {
  'keras.optimizers.SGD': (h) => {
    const lr = h.number('learning_rate', 0.01)
    const momentum = h.number('momentum', 0)
    const id = h.flag('nesterov') ? 'nesterov' : 'momentum'
    return around(h, momentum === 0 ? stage('sgd', { lr }) : stage(id, { lr, momentum }, 'keras'))
  },
  'keras.optimizers.RMSprop': (h) =>
    around(
      h,
      stage(
        'rmsprop',
        {
          lr: h.number('learning_rate', 1e-3),
          alpha: h.number('rho', 0.9),
          eps: h.number('epsilon', 1e-7),
          momentum: h.number('momentum', 0),
          centered: h.flag('centered'),
        },
        'keras',
      ),
    ),
  'keras.optimizers.Adam': (h) =>
    around(h, stage(h.flag('amsgrad') ? 'amsgrad' : 'adam', adamNumbers(h), 'keras')),
  'keras.optimizers.AdamW': (h) => {
    const numbers = adamNumbers(h)
    const wd = h.number('weight_decay', 0.004)
    return h.flag('amsgrad')
      ? around(h, stage('amsgrad', numbers, 'keras'), wd)
      : around(h, stage('adamw', { ...numbers, weight_decay: wd }, 'keras'), 0)
  },
  'keras.optimizers.Adagrad': (h) =>
    around(
      h,
      stage(
        'adagrad',
        {
          lr: h.number('learning_rate', 1e-3),
          initial_accumulator_value: h.number('initial_accumulator_value', 0.1),
          eps: h.number('epsilon', 1e-7),
        },
        'keras',
      ),
    ),
  // the same text as torch's, with other defaults
  'keras.optimizers.Adadelta': (h) =>
    around(
      h,
      stage('adadelta', {
        lr: h.number('learning_rate', 1e-3),
        rho: h.number('rho', 0.95),
        eps: h.number('epsilon', 1e-7),
      }),
    ),
  'keras.optimizers.Adamax': (h) => around(h, stage('adamax', adamNumbers(h), 'keras')),
  'keras.optimizers.Nadam': (h) => around(h, stage('nadam', adamNumbers(h), 'keras')),
  // the same text as the authors'
  'keras.optimizers.Lion': (h) =>
    around(
      h,
      stage('lion', {
        lr: h.number('learning_rate', 1e-3),
        beta1: h.number('beta_1', 0.9),
        beta2: h.number('beta_2', 0.99),
      }),
    ),
}

const adamNumbers = (h: HyperReader) => ({
  lr: h.number('learning_rate', 1e-3),
  beta1: h.number('beta_1', 0.9),
  beta2: h.number('beta_2', 0.999),
  eps: h.number('epsilon', 1e-7),
})

/** A rule with what every Keras optimizer may do before and after it. */
function around(h: HyperReader, rule: Stage, wd = h.number('weight_decay', 0)) {
  if ((h.optional('gradient_accumulation_steps') ?? 1) !== 1) {
    h.refuse('gradients are not accumulated over several steps here')
  }
  return { before: [...clip(h), ...decay(wd)], rule, after: average(h) }
}

/** One of three clips. On the plane the point is one tensor: its norm is the global norm. */
function clip(h: HyperReader): readonly Stage[] {
  const norm = [h.optional('clipnorm'), h.optional('global_clipnorm')].find(isSet)
  const value = h.optional('clipvalue')
  if (norm !== undefined && norm !== null) return [stage('clip_norm', { max_norm: norm }, 'keras')]
  return isSet(value) ? [stage('clip_value', { value: value! })] : []
}

const isSet = (limit: number | null) => limit !== null && limit > 0

/** A running mean of the points, which replaces the point every so often if a number says so. */
function average(h: HyperReader): readonly Stage[] {
  const use = h.flag('use_ema')
  const beta = h.number('ema_momentum', 0.99)
  const every = h.optional('ema_overwrite_frequency')
  if (!use) return []
  return [every ? stage('ema', { beta, every }, 'keras') : stage('ema', { beta })]
}

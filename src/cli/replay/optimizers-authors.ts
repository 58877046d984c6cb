import type { HyperReader } from '#cli/replay/optimizer-hyper.ts'
import { betas, decay, l2, type Reading, stage, type Stages } from '#cli/replay/optimizer-stages.ts'

/** Optimizers of their authors, and of the collections that carry them. */
export const authors: Readonly<Record<string, Reading>> = {
  'Adan:Adan': (h) => {
    const [beta1, beta2, beta3] = h.tuple('betas', [0.98, 0.92, 0.99])
    const eps = h.number('eps', 1e-8)
    const limit = h.number('max_grad_norm', 0)
    return {
      before: limit > 0 ? [stage('clip_norm', { max_norm: limit, eps })] : [],
      rule: stage('adan', {
        lr: h.number('lr', 1e-3),
        beta1: beta1!,
        beta2: beta2!,
        beta3: beta3!,
        eps,
        weight_decay: h.number('weight_decay', 0),
        no_prox: h.flag('no_prox'),
      }),
    }
  },
  'lion-pytorch:Lion': lion,
  // under the name it is imported by
  'lion_pytorch.Lion': lion,
  'RAdam:RAdam': (h) => {
    const wd = h.number('weight_decay', 0)
    const moves = h.flag('degenerated_to_sgd')
    if (wd !== 0 && !moves)
      h.refuse('decay that waits together with the step is not in the catalogue')
    const numbers = { ...adamNumbers(h, 1e-8), degenerated_to_sgd: moves }
    return { before: decay(wd), rule: stage('radam', numbers, 'authors') }
  },
  'Adabelief-Optimizer:AdaBelief': (h) =>
    adabelief(h, h.flag('weight_decouple', true), 1e-16, true),
  'timm.optim.AdaBelief': (h) => adabelief(h, h.flag('decoupled_decay', true), 1e-16, true),
  'torch_optimizer.AdaBelief': (h) => {
    const read = adabelief(h, h.flag('weight_decouple'), 1e-3, false)
    const { amsgrad, rectify } = read.rule.args
    if (amsgrad || rectify) h.refuse("jettify's own amsgrad and rectify are not in the catalogue")
    return read
  },
  'torch_optimizer.Yogi': (h) => ({
    before: l2(h.number('weight_decay', 0)),
    rule: stage('yogi', {
      lr: h.number('lr', 1e-2),
      ...betas(h),
      eps: h.number('eps', 1e-3),
      initial_accumulator: h.number('initial_accumulator', 1e-6),
    }),
  }),
  'pytorch_optimizer.SignSGD': (h) => {
    const wd = h.number('weight_decay', 0)
    if (h.number('momentum', 0) !== 0)
      h.refuse('the momentum buffer is made anew at every call: a bug')
    return {
      before: h.flag('weight_decouple', true) ? decay(wd) : l2(wd),
      rule: stage('signsgd', { lr: h.number('lr', 1e-3) }),
    }
  },
}

const adamNumbers = (h: HyperReader, eps: number) => ({
  lr: h.number('lr', 1e-3),
  ...betas(h),
  eps: h.number('eps', eps),
})

function adabelief(h: HyperReader, decoupled: 0 | 1, eps: number, rectify: boolean): Stages {
  const wd = h.number('weight_decay', 0)
  if (wd !== 0 && decoupled && h.flag('fixed_decay')) {
    h.refuse('decay without the rate is not in the catalogue')
  }
  return {
    before: decoupled ? decay(wd) : l2(wd),
    rule: stage('adabelief', {
      ...adamNumbers(h, eps),
      amsgrad: h.flag('amsgrad'),
      rectify: h.flag('rectify', rectify),
      degenerated_to_sgd: h.flag('degenerated_to_sgd', true),
    }),
  }
}

function lion(h: HyperReader): Stages {
  return {
    before: decay(h.number('weight_decay', 0)),
    rule: stage('lion', { lr: h.number('lr', 1e-4), ...betas(h, 0.9, 0.99) }),
  }
}

import type { HyperReader } from '#cli/replay/optimizer-hyper.ts'
import { betas, decay, l2, type Reading, stage, type Stages } from '#cli/replay/optimizer-stages.ts'

/** `torch.optim`: weight_decay is a penalty, unless the class or a switch decouples it. */
export const torch: Readonly<Record<string, Reading>> = {
  'torch.optim.SGD': (h) => {
    const lr = h.number('lr', 1e-3)
    const momentum = h.number('momentum', 0)
    const dampening = h.number('dampening', 0)
    const id = h.flag('nesterov') ? 'nesterov' : 'momentum'
    return {
      before: l2(h.number('weight_decay', 0)),
      rule: momentum === 0 ? stage('sgd', { lr }) : stage(id, { lr, momentum, dampening }),
    }
  },
  'torch.optim.Adam': (h) => adam(h, false, 0),
  'torch.optim.AdamW': (h) => adam(h, true, 0.01),
  'torch.optim.Adamax': (h) => ({
    before: l2(h.number('weight_decay', 0)),
    rule: stage('adamax', adamNumbers(h, 2e-3)),
  }),
  'torch.optim.NAdam': (h) => ({
    before: penalty(h),
    rule: stage('nadam', {
      ...adamNumbers(h, 2e-3),
      momentum_decay: h.number('momentum_decay', 4e-3),
    }),
  }),
  'torch.optim.RAdam': (h) => ({
    before: penalty(h),
    rule: stage('radam', adamNumbers(h, 1e-3)),
  }),
  'torch.optim.Adagrad': (h) => ({
    before: l2(h.number('weight_decay', 0)),
    rule: stage('adagrad', {
      lr: h.number('lr', 1e-2),
      lr_decay: h.number('lr_decay', 0),
      initial_accumulator_value: h.number('initial_accumulator_value', 0),
      eps: h.number('eps', 1e-10),
    }),
  }),
  'torch.optim.Adadelta': (h) => ({
    before: l2(h.number('weight_decay', 0)),
    rule: stage('adadelta', {
      lr: h.number('lr', 1),
      rho: h.number('rho', 0.9),
      eps: h.number('eps', 1e-6),
    }),
  }),
  'torch.optim.RMSprop': (h) => ({
    before: l2(h.number('weight_decay', 0)),
    rule: stage('rmsprop', {
      lr: h.number('lr', 1e-2),
      alpha: h.number('alpha', 0.99),
      eps: h.number('eps', 1e-8),
      momentum: h.number('momentum', 0),
      centered: h.flag('centered'),
    }),
  }),
  'torch.optim.Rprop': (h) => {
    const [minus, plus] = h.tuple('etas', [0.5, 1.2])
    const [least, most] = h.tuple('step_sizes', [1e-6, 50])
    return {
      rule: stage('rprop', {
        lr: h.number('lr', 1e-2),
        eta_minus: minus!,
        eta_plus: plus!,
        step_min: least!,
        step_max: most!,
      }),
    }
  },
  'torch.optim.ASGD': (h) => ({
    before: l2(h.number('weight_decay', 0)),
    rule: stage('asgd', {
      lr: h.number('lr', 1e-2),
      lambd: h.number('lambd', 1e-4),
      alpha: h.number('alpha', 0.75),
      t0: h.number('t0', 1e6),
    }),
  }),
}

const adamNumbers = (h: HyperReader, lr: number) => ({
  lr: h.number('lr', lr),
  ...betas(h),
  eps: h.number('eps', 1e-8),
})

const penalty = (h: HyperReader) =>
  h.flag('decoupled_weight_decay')
    ? decay(h.number('weight_decay', 0))
    : l2(h.number('weight_decay', 0))

function adam(h: HyperReader, decoupled: boolean, wd: number): Stages {
  const numbers = adamNumbers(h, 1e-3)
  const weightDecay = h.number('weight_decay', wd)
  const amsgrad = h.flag('amsgrad')
  if (!h.flag('decoupled_weight_decay', decoupled)) {
    return { before: l2(weightDecay), rule: stage(amsgrad ? 'amsgrad' : 'adam', numbers) }
  }
  return amsgrad
    ? { before: decay(weightDecay), rule: stage('amsgrad', numbers) }
    : { rule: stage('adamw', { ...numbers, weight_decay: weightDecay }) }
}

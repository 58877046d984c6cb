import type { HyperReader } from '#cli/replay/optimizer-hyper.ts'
import { betas, decay, l2, type Reading, stage, type Stages } from '#cli/replay/optimizer-stages.ts'

/** `timm.optim`: most of them with a switch for caution. */
export const timm: Readonly<Record<string, Reading>> = {
  'timm.optim.SGDW': (h) => {
    const lr = h.number('lr', 1e-3)
    const momentum = h.number('momentum', 0)
    const numbers = {
      lr,
      momentum,
      dampening: h.number('dampening', 0),
      caution: h.flag('caution'),
    }
    const id = h.flag('nesterov') ? 'nesterov' : 'momentum'
    return {
      before: decay(h.number('weight_decay', 0)),
      rule: momentum === 0 ? stage('sgd', { lr }) : stage(id, numbers, 'timm'),
    }
  },
  'timm.optim.RMSpropTF': (h) => {
    const wd = h.number('weight_decay', 0)
    return {
      before: h.flag('decoupled_decay') ? decay(wd) : l2(wd),
      rule: stage(
        'rmsprop',
        {
          lr: h.number('lr', 1e-2),
          alpha: h.number('alpha', 0.9),
          eps: h.number('eps', 1e-10),
          momentum: h.number('momentum', 0),
          centered: h.flag('centered'),
          lr_in_momentum: h.flag('lr_in_momentum', true),
          caution: h.flag('caution'),
        },
        'timm',
      ),
    }
  },
  'timm.optim.AdamWLegacy': adamw,
  'timm.optim.NAdamW': (h) => ({
    before: decay(h.number('weight_decay', 1e-2)),
    rule: stage('nadam', { ...adamNumbers(h), caution: h.flag('caution') }, 'timm'),
  }),
  'timm.optim.Lion': (h) => ({
    before: decay(h.number('weight_decay', 0)),
    rule: stage(
      'lion',
      { lr: h.number('lr', 1e-4), ...betas(h, 0.9, 0.99), caution: h.flag('caution') },
      'timm',
    ),
  }),
  'timm.optim.Adan': (h) => {
    const [beta1, beta2, beta3] = h.tuple('betas', [0.98, 0.92, 0.99])
    return {
      rule: stage(
        'adan',
        {
          lr: h.number('lr', 1e-3),
          beta1: beta1!,
          beta2: beta2!,
          beta3: beta3!,
          eps: h.number('eps', 1e-8),
          weight_decay: h.number('weight_decay', 0),
          no_prox: h.flag('no_prox'),
          caution: h.flag('caution'),
        },
        'timm',
      ),
    }
  },
}

const adamNumbers = (h: HyperReader) => ({
  lr: h.number('lr', 1e-3),
  ...betas(h),
  eps: h.number('eps', 1e-8),
})

function adamw(h: HyperReader): Stages {
  const numbers = adamNumbers(h)
  const wd = h.number('weight_decay', 1e-2)
  const caution = h.flag('caution')
  if (!h.flag('amsgrad')) {
    return { rule: stage('adamw', { ...numbers, weight_decay: wd, caution }, 'timm') }
  }
  if (caution) h.refuse('caution together with amsgrad is not in the catalogue')
  return { before: decay(wd), rule: stage('amsgrad', numbers) }
}

import { describe, expect, test } from 'vitest'
import { dialectOf, findEntry } from '#catalog/find-entry.ts'
import type { CaseHyper, OptimizerCase } from '#cli/replay/case-types.ts'
import { optimizerRun, optimizerSetup } from '#cli/replay/optimizer-case.ts'
import type { Run, Stage } from '#setup/setup.ts'

const show = ({ id, dialect, args }: Stage) =>
  `${id}${dialect ? `.${dialect}` : ''}(${Object.entries(args)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(',')})`

const shown = (run: Run | { unsupported: string }) =>
  'unsupported' in run
    ? `unsupported: ${run.unsupported}`
    : [...run.before, run.rule, ...run.after].map(show).join('~')

const replayed = (impl: string, hyper: CaseHyper) =>
  shown(optimizerRun({ family: 'any', impl, hyper }))

describe('a library’s optimizer is read', () => {
  test.each<[string, CaseHyper, string]>([
    ['torch.optim.SGD', { lr: 0.1, momentum: 0, dampening: 0.3 }, 'sgd(lr=0.1)'],
    [
      'torch.optim.SGD',
      { lr: 0.1, momentum: 0.9, weight_decay: 0.2, nesterov: true },
      'l2(wd=0.2)~nesterov(lr=0.1,momentum=0.9,dampening=0)',
    ],
    [
      'torch.optim.Adam',
      { lr: 0.1, betas: [0.8, 0.99], weight_decay: 0.2, decoupled_weight_decay: true },
      'adamw(lr=0.1,beta1=0.8,beta2=0.99,eps=1e-8,weight_decay=0.2)',
    ],
    [
      'torch.optim.AdamW',
      { lr: 0.1, amsgrad: true },
      'decay(wd=0.01)~amsgrad(lr=0.1,beta1=0.9,beta2=0.999,eps=1e-8)',
    ],
    [
      'torch.optim.RAdam',
      { lr: 0.1, weight_decay: 0.2, decoupled_weight_decay: true },
      'decay(wd=0.2)~radam(lr=0.1,beta1=0.9,beta2=0.999,eps=1e-8)',
    ],
    [
      'torch.optim.Rprop',
      { lr: 0.1, etas: [0.4, 1.3], step_sizes: [0.001, 5] },
      'rprop(lr=0.1,eta_minus=0.4,eta_plus=1.3,step_min=0.001,step_max=5)',
    ],
    [
      'keras.optimizers.RMSprop',
      { learning_rate: 0.1, rho: 0.8, epsilon: 1e-3, centered: true, weight_decay: 0.2 },
      'decay(wd=0.2)~rmsprop.keras(lr=0.1,alpha=0.8,eps=0.001,momentum=0,centered=1)',
    ],
    [
      'keras.optimizers.SGD',
      { learning_rate: 0.1, global_clipnorm: 2, use_ema: true, ema_overwrite_frequency: 7 },
      'clip_norm.keras(max_norm=2)~sgd(lr=0.1)~ema.keras(beta=0.99,every=7)',
    ],
    [
      'keras.optimizers.SGD',
      { learning_rate: 0.1, clipvalue: 2, use_ema: true, ema_momentum: 0.5 },
      'clip_value(value=2)~sgd(lr=0.1)~ema(beta=0.5)',
    ],
    [
      'optax.nadamw',
      { learning_rate: 0.1, weight_decay: 0.2, b1: 0.8 },
      'decay(wd=0.2)~nadam.optax(lr=0.1,beta1=0.8,beta2=0.999,eps=1e-8,eps_root=0)',
    ],
    [
      'optax.adam',
      { learning_rate: 0.1, nesterov: true },
      'nadam.optax(lr=0.1,beta1=0.9,beta2=0.999,eps=1e-8,eps_root=0)',
    ],
    ['optax.sgd', { learning_rate: 0.1, momentum: null }, 'sgd(lr=0.1)'],
    [
      'timm.optim.SGDW',
      { lr: 0.1, momentum: 0.9, weight_decay: 0.2, caution: true },
      'decay(wd=0.2)~momentum.timm(lr=0.1,momentum=0.9,dampening=0,caution=1)',
    ],
    [
      'Adan:Adan',
      { lr: 0.1, max_grad_norm: 2 },
      'clip_norm(max_norm=2,eps=1e-8)~adan(lr=0.1,beta1=0.98,beta2=0.92,beta3=0.99,eps=1e-8,weight_decay=0,no_prox=0)',
    ],
    ['pytorch_optimizer.SignSGD', { lr: 0.1, momentum: 0 }, 'signsgd(lr=0.1)'],
  ])('%s %j', (impl, hyper, expected) => {
    expect(replayed(impl, hyper)).toBe(expected)
  })

  test('without effect of what changes only how it is computed', () => {
    const hyper = { lr: 0.1, foreach: true, fused: true, maximize: false, unheard_of: null }
    expect(replayed('torch.optim.SGD', hyper)).toBe('sgd(lr=0.1)')
  })
})

describe('a case is refused with a reason', () => {
  test.each<[string, CaseHyper, RegExp]>([
    ['torch.optim.SGD', { lr: 0.1, maximize: true }, /maximize = true is not known/],
    ['torch.optim.SGD', { lr: '0.1' }, /lr = "0\.1" is not a number/],
    ['torch.optim.SGD', { lr: 0.1, nesterov: 1 }, /nesterov = 1 is not true or false/],
    ['torch.optim.Adam', { lr: 0.1, betas: [0.9] }, /betas = \[0\.9\] is not 2 numbers/],
    ['optax.adam', {}, /learning_rate = missing is not a number/],
    ['torch.optim.LBFGS', { lr: 1 }, /torch\.optim\.LBFGS \(any\) is not in the catalogue/],
    ['keras.optimizers.SGD', { gradient_accumulation_steps: 4 }, /accumulated/],
    ['pytorch_optimizer.SignSGD', { momentum: 0.9 }, /bug/],
  ])('%s %j', (impl, hyper, reason) => {
    const run = optimizerRun({ family: 'any', impl, hyper })
    expect('unsupported' in run && run.unsupported).toMatch(reason)
  })
})

describe('a case becomes a setup', () => {
  const plain: OptimizerCase = {
    id: 'any',
    family: 'adam',
    impl: 'torch.optim.Adam',
    objective: 'ravine0',
    start: [-4, 1.5],
    steps: 30,
    hyper: { lr: 0.1 },
  }

  test('with golden’s objective under the catalogue’s name, one run and no results needed', () => {
    const setup = optimizerSetup(plain)
    expect(setup).toMatchObject({
      objective: { kind: 'catalog', id: 'ellipsoid', args: {} },
      start: [-4, 1.5],
      T: 30,
      noise: 0,
      runs: [{ rule: { id: 'adam' }, schedules: [] }],
    })
  })

  test('on any surface of the catalogue, and on no other', () => {
    expect(optimizerSetup({ ...plain, objective: 'branin' })).toMatchObject({
      objective: { id: 'branin' },
    })
    expect(optimizerSetup({ ...plain, objective: 'nowhere' })).toEqual({
      unsupported: 'no surface nowhere in the catalogue',
    })
  })

  test.each([
    [{ steps: 0 }, 'steps = 0 is not a whole number from 1 to 100000'],
    [{ steps: 1e9 }, 'steps = 1000000000 is not a whole number from 1 to 100000'],
    [{ start: [1] }, 'start = [1] is not a point, two numbers'],
    [{ start: [1, '2'] }, 'start = [1,"2"] is not a point, two numbers'],
  ])('unless it cannot be run: %j', (odd, reason) => {
    const given = { ...plain, ...odd } as OptimizerCase
    expect(optimizerSetup(given)).toEqual({ unsupported: reason })
  })

  test('unless it records a bug of its library', () => {
    expect(optimizerSetup({ ...plain, tier: 'quirk', note: 'counts twice' })).toEqual({
      unsupported: 'an apparent bug of its library, not a target: counts twice',
    })
  })
})

const KNOWN = {
  'torch.optim.': 'SGD Adam AdamW Adamax NAdam RAdam Adagrad Adadelta RMSprop Rprop ASGD',
  'keras.optimizers.': 'SGD RMSprop Adam AdamW Adagrad Adadelta Adamax Nadam Lion',
  'optax.':
    'sgd adam nadam adamw nadamw amsgrad adamax adamaxw adagrad adadelta rmsprop radam adabelief ' +
    'yogi lion sign_sgd signum adan rprop',
  'timm.optim.': 'SGDW RMSpropTF AdamWLegacy NAdamW Lion Adan AdaBelief',
  '': 'Adan:Adan lion-pytorch:Lion RAdam:RAdam Adabelief-Optimizer:AdaBelief',
  'torch_optimizer.': 'AdaBelief Yogi',
  'pytorch_optimizer.': 'SignSGD',
}

test.each(
  Object.entries(KNOWN).flatMap(([library, names]) =>
    names.split(' ').map((name) => library + name),
  ),
)('%s is read as dialects of the catalogue that read every number given', (impl) => {
  const rate = impl.startsWith('optax') ? { learning_rate: 0.1 } : {}
  const hypers = [{}, { momentum: 0.9, nesterov: true }, { amsgrad: true, weight_decay: 0.1 }]
  const runs = hypers
    .map((hyper) => optimizerRun({ family: 'any', impl, hyper: { ...rate, ...hyper } }))
    .filter((run): run is Run => 'rule' in run)
  expect(runs.length).toBeGreaterThan(0)
  const stages = runs.flatMap(({ before, rule, after }) => [before, rule, after]).flat()
  for (const { id, dialect, args } of stages) {
    const entry = findEntry(id)
    if (!entry || entry.kind === 'surface') throw new Error(`${impl}: no ${id}`)
    const text = dialectOf(entry, dialect)?.formula ?? ''
    const rated = entry.kind === 'rule' ? ['lr'] : []
    const read = entry.params
      .map(({ name }) => name)
      .filter((name) => new RegExp(`\\b${name}\\b`).test(text))
    expect(Object.keys(args).filter((name) => ![...rated, ...read].includes(name))).toEqual([])
  }
})

import { factorFormula } from '#cli/replay/schedule-case-lambda.ts'
import { bit, definition, part } from '#cli/replay/schedule-case-parts.ts'
import { readPython } from '#cli/replay/schedule-case-python-tokens.ts'
import type { Mapped, Reader, ScheduleFunction } from '#cli/replay/schedule-case-types.ts'

/** torch.optim.lr_scheduler, without the schedulers made of others. */
export const torchSchedules: readonly ScheduleFunction[] = [
  {
    family: 'step',
    impl: 'StepLR',
    map: (read, { lr0 }) => ({
      lr0,
      parts: [part('step', { n: read.number('step_size'), gamma: read.number('gamma', 0.1) })],
    }),
  },
  {
    family: 'multistep',
    impl: 'MultiStepLR',
    map(read, { lr0 }) {
      const args = { milestones: read.numbers('milestones'), gamma: read.number('gamma', 0.1) }
      return { lr0, parts: [part('multistep', args)] }
    },
  },
  {
    family: 'constant',
    impl: 'ConstantLR',
    map(read, { lr0 }) {
      const args = { factor: read.number('factor', 1 / 3), n: read.number('total_iters', 5) }
      return { lr0, parts: [part('constant.torch', args)] }
    },
  },
  {
    family: 'linear',
    impl: 'LinearLR',
    map(read, { lr0 }) {
      const [from, to] = [read.number('start_factor', 1 / 3), read.number('end_factor', 1)]
      return { lr0, parts: [part('linear', { n: read.number('total_iters', 5), from, to })] }
    },
  },
  {
    family: 'exponential',
    impl: 'ExponentialLR',
    map: (read, { lr0 }) => ({
      lr0,
      parts: [part('exponential', { gamma: read.number('gamma') })],
    }),
  },
  {
    family: 'polynomial',
    impl: 'PolynomialLR',
    map(read, { lr0 }) {
      const args = { n: read.number('total_iters', 5), power: read.number('power', 1) }
      return { lr0, parts: [part('polynomial', args)] }
    },
  },
  {
    family: 'cosine',
    impl: 'CosineAnnealingLR',
    map: (read, { lr0 }) => ({
      lr0,
      parts: [part('cosine', { n: read.number('T_max'), min: read.number('eta_min', 0) })],
    }),
  },
  {
    family: 'cosine_restarts',
    impl: 'CosineAnnealingWarmRestarts',
    map(read, { lr0 }) {
      const [n, mult] = [read.number('T_0'), read.number('T_mult', 1)]
      const args = { n, mult, min: read.number('eta_min', 0), gamma: 1 }
      return { lr0, parts: [part('cosine_restarts', args)] }
    },
  },
  { family: 'cyclic', impl: 'CyclicLR', map: cyclic },
  { family: 'onecycle', impl: 'OneCycleLR', map: oneCycle },
  {
    family: 'plateau',
    impl: 'ReduceLROnPlateau',
    map(read, { lr0 }) {
      const args = {
        factor: read.number('factor', 0.1),
        patience: read.number('patience', 10),
        threshold: read.number('threshold', 1e-4),
        cooldown: read.number('cooldown', 0),
        min_lr: read.number('min_lr', 0),
        eps: read.number('eps', 1e-8),
        mode: read.word('mode', ['min', 'max'], 'min'),
        threshold_mode: read.word('threshold_mode', ['rel', 'abs'], 'rel'),
      }
      return { lr0, parts: [part('plateau', args)] }
    },
  },
  {
    family: 'lambda',
    impl: 'LambdaLR',
    map: (read, { lr0 }) => custom(read, lr0, (factor) => `lr = lr0*${factor}`),
  },
  {
    family: 'multiplicative',
    impl: 'MultiplicativeLR',
    map: (read, { lr0 }) => custom(read, lr0, (factor) => `lr = t == 0 ? lr0 : lr*${factor}`),
  },
]

/** A schedule of the case's own: its Python text becomes a definition. */
function custom(read: Reader, lr0: number, line: (factor: string) => string): Mapped {
  const text = read.text('lr_lambda')
  const made = readPython(() => factorFormula(text))
  if ('problem' in made) {
    read.fail(made.problem)
    return { lr0, parts: [] }
  }
  return { lr0, parts: [part('custom')], definitions: [definition('custom', line(made.ok))] }
}

function cyclic(read: Reader): Mapped {
  const up = read.number('step_size_up', 2000)
  const cycled = read.flag('cycle_momentum', true)
  const args = {
    max: read.number('max_lr'),
    up,
    down: read.number('step_size_down', up),
    mode: read.word('mode', ['triangular', 'triangular2', 'exp_range'], 'triangular'),
    gamma: read.number('gamma', 1),
    cycle_momentum: bit(cycled),
    min_momentum: read.number('base_momentum', 0.8),
    max_momentum: read.number('max_momentum', 0.9),
  }
  const mapped = { lr0: read.number('base_lr'), parts: [part('cyclic', args)] }
  return cycled ? { ...mapped, momentum: args.max_momentum } : mapped
}

function oneCycle(read: Reader): Mapped {
  const cycled = read.flag('cycle_momentum', true)
  const epochs = read.number('epochs', Number.NaN) * read.number('steps_per_epoch', Number.NaN)
  const args = {
    n: read.number('total_steps', epochs),
    pct: read.number('pct_start', 0.3),
    anneal: read.word('anneal_strategy', ['cos', 'linear'], 'cos'),
    three_phase: bit(read.flag('three_phase', false)),
    div: read.number('div_factor', 25),
    final_div: read.number('final_div_factor', 1e4),
    cycle_momentum: bit(cycled),
    min_momentum: read.number('base_momentum', 0.85),
    max_momentum: read.number('max_momentum', 0.95),
  }
  if (Number.isNaN(args.n)) read.fail('needs total_steps, or epochs and steps_per_epoch')
  const mapped = { lr0: read.number('max_lr'), parts: [part('onecycle', args)] }
  return cycled ? { ...mapped, momentum: args.max_momentum } : mapped
}

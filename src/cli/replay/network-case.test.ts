import { describe, expect, test } from 'vitest'
import type { NetworkCase, NetworkData } from '#cli/replay/case-types.ts'
import { networkRun } from '#cli/replay/network-case.ts'
import { runNetworkCase } from '#cli/replay/network-run.ts'
import { layersLayout } from '#race/net/layout.ts'
import type { NetStage } from '#race/net/net-ready.ts'

const plain: NetworkCase = {
  id: 'any',
  family: 'sgd',
  impl: 'torch.optim.SGD',
  objective: 'mlp-1-1-1-linear-mse',
  dataset: 'line',
  hyper: { lr: 0.5 },
  steps: 2,
}

/** One point at x = 1, y = 0; all weights but b1 begin at 1. */
const datasets: Readonly<Record<string, NetworkData>> = {
  line: { x: [[1]], y: [0], init: { W1: [[1]], b1: [0], W2: [[1]], b2: [1] } },
  ragged: { x: [[1], [2, 3]], y: [0, 1], init: { W1: [[1]], b1: [0], W2: [[1]], b2: [1] } },
  turned: { x: [[1, 2]], y: [0], init: { W1: [[1], [2]], b1: [0] } },
  broken: { x: [[1, 2]], y: [0], init: { W1: [[1]], b1: [0], W2: [[1]], b2: [1] } },
}

const shown = ({ id, params }: NetStage) =>
  `${id}(${params.map(({ name, value, perTensor }) => `${name}=${(perTensor ?? [value]).join(';')}`).join(',')})`

const mapped = (more: Partial<NetworkCase>) => {
  const run = networkRun({ ...plain, ...more }, layersLayout([2, 4, 1]))
  if ('unsupported' in run) return `unsupported: ${run.unsupported}`
  return [...run.before, run.rule, ...run.after, ...run.schedules].map(shown).join('~')
}

describe('a training is read', () => {
  test.each<[string, Partial<NetworkCase>, string]>([
    ['plain', {}, 'sgd(lr=0.5)~constant()'],
    [
      'clipped before the penalty',
      { hyper: { lr: 0.5, weight_decay: 0.1 }, clip_norm: 2, clip_value: 3 },
      'clip_norm(max_norm=2,eps=0.000001)~clip_value(value=3)~l2(wd=0.1)~sgd(lr=0.5)~constant()',
    ],
    [
      'with a rate for each layer',
      { groups: { layer2: 0.2, layer1: 0.1 } },
      'sgd(lr=0.1;0.1;0.2;0.2)~constant()',
    ],
    [
      'with decay of weights only',
      { hyper: { lr: 0.5, weight_decay: 0.1 }, nodecay_bias: true },
      'l2(wd=0.1;0;0.1;0)~sgd(lr=0.5)~constant()',
    ],
    [
      'with a schedule for each layer',
      {
        groups: { layer1: 0.1, layer2: 0.2 },
        schedule: {
          name: 'CyclicLR',
          hyper: { base_lr: [0.1, 0.2], max_lr: [1, 2], step_size_up: 2, cycle_momentum: false },
        },
      },
      'sgd(lr=0.1;0.1;0.2;0.2)~cyclic(max=1;1;2;2,up=2,down=2,mode=0,gamma=1,cycle_momentum=0,min_momentum=0.8,max_momentum=0.9)',
    ],
    [
      'with a list that is none of the groups’',
      {
        groups: { layer1: 0.1, layer2: 0.2 },
        schedule: { name: 'MultiStepLR', hyper: { milestones: [3, 5], gamma: 0.5 } },
      },
      'sgd(lr=0.1;0.1;0.2;0.2)~multistep(milestones=3,5,gamma=0.5)',
    ],
    [
      'or refused: groups',
      { groups: { head: 1, body: 2 } },
      'unsupported: groups head, body are not layer1, layer2',
    ],
    [
      'or refused: optimizer',
      { impl: 'torch.optim.LBFGS' },
      'unsupported: torch.optim.LBFGS (sgd) is not in the catalogue',
    ],
    [
      'or refused: scheduler',
      { schedule: { name: 'SwirlLR', hyper: {} } },
      'unsupported: no rule for SwirlLR (SwirlLR)',
    ],
    [
      'or refused: clipping',
      { clip_norm: 'two' as unknown as number },
      'unsupported: clipping by "two", which is no number',
    ],
  ])('%s', (_, more, expected) => {
    expect(mapped(more)).toBe(expected)
  })
})

const trained = (more: Partial<NetworkCase>) => runNetworkCase({ ...plain, ...more }, datasets)

describe('a training is run', () => {
  test('step by step, with the loss once more at the end', () => {
    // the output is 2, so that by each weight the loss has slope 4; then it is 0.5
    expect(trained({ steps: 1, hyper: { lr: 0.125 } })).toMatchObject({
      loss: [4, 0.25],
      gradNorm: [8, Math.sqrt(1.5)],
      lr: [[0.125]],
      weights: { 0: [1, 0, 1, 1], 1: [0.5, -0.5, 0.5, 0.5] },
    })
  })

  test('to the last step at which all is finite', () => {
    const result = trained({ steps: 50, hyper: { lr: 1e60 } })
    expect(result).toMatchObject({ loss: [4, expect.any(Number)] })
    expect(Object.keys('weights' in result ? result.weights : {})).toHaveLength(2)
  })

  test('by its first weights where no network is named', () => {
    const { objective: _, ...unnamed } = plain
    const tanh = runNetworkCase(unnamed, datasets)
    expect('loss' in tanh && tanh.loss[0]).toBeCloseTo((Math.tanh(1) + 1) ** 2, 14)
  })

  test.each<[string, Partial<NetworkCase>]>([
    ['no data other in the file', { dataset: 'other' }],
    ['no data toString in the file', { dataset: 'toString' }],
    ['no network cnn here', { objective: 'cnn' }],
    ['no network mlp-1-1-1-swish-mse here', { objective: 'mlp-1-1-1-swish-mse' }],
    ['line does not fit 1-9-1', { objective: 'mlp-1-9-1-tanh-mse' }],
    ['broken does not fit 1-1-1', { dataset: 'broken' }],
    ['ragged does not fit 1-1-1', { dataset: 'ragged' }],
    ['turned does not fit 2-1', { dataset: 'turned', objective: 'mlp-2-1-linear-mse' }],
    ['steps = 1.5 cannot be run here', { steps: 1.5 }],
    ['steps = 1000000000000 cannot be run here', { steps: 1e12 }],
  ])('or refused: %s', (unsupported, more) => {
    expect(trained(more)).toEqual({ unsupported })
  })
})

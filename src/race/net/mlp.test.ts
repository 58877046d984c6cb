import { describe, expect, test } from 'vitest'
import { surfaceNodes, surfaceValues } from '#formula/surface.ts'
import { ACTIVATIONS, type ActivationName } from '#race/net/activation.ts'
import { type Batch, Mlp } from '#race/net/mlp.ts'
import type { LossName } from '#race/net/net-loss.ts'
import { randn } from '#race/randn.ts'

const NAMES = Object.keys(ACTIVATIONS) as ActivationName[]
const LOSS_NAMES: readonly LossName[] = ['mse', 'bce', 'softmax']

const draws = (count: number, site: number) =>
  Float64Array.from({ length: count }, (_, i) => randn(7, 0, 0, i, site))

/** Seven samples with targets that this loss can have. */
function batch(loss: LossName, width: number): Batch {
  const samples = 7
  const targets = {
    mse: draws(samples * width, 2),
    bce: draws(samples * width, 2).map((value) => (value > 0 ? 1 : 0)),
    softmax: Float64Array.from({ length: samples }, (_, s) => (s * 5) % width),
  }
  return { samples, inputs: draws(samples * 3, 1), targets: targets[loss] }
}

describe.each(NAMES)('%s', (activation) => {
  test.each(LOSS_NAMES)('has the gradient that differences of %s show', (loss) => {
    const mlp = new Mlp({ sizes: [3, 5, 4, 2], activation, loss })
    const given = batch(loss, 2)
    const weights = draws(mlp.layout.count, 3)
    const gradient = new Float64Array(weights.length)
    expect(mlp.gradient(weights, given, gradient)).toBe(mlp.loss(weights, given))
    const h = 1e-5
    weights.forEach((weight, i) => {
      const at = (value: number) => mlp.loss(weights.with(i, value), given)
      const difference = (at(weight + h) - at(weight - h)) / (2 * h)
      expect(Math.abs(difference - gradient[i]!)).toBeLessThan(1e-8 * (1 + Math.abs(difference)))
    })
  })
})

/** The same functions in the formula language, whose derivatives are made by rules. */
const TEXTS: Readonly<Record<ActivationName, string>> = {
  tanh: 'tanh(x)',
  relu: 'x > 0 ? x : 0',
  leaky_relu: 'x > 0 ? x : 0.01*x',
  sigmoid: 'sigmoid(x)',
  gelu: 'x*(1 + erf(x/sqrt(2)))/2',
  silu: 'x*sigmoid(x)',
  linear: 'x',
}

test.each(NAMES)('%s and its slope are those of its formula', (name) => {
  const surface = surfaceNodes(TEXTS[name], []).ok!
  const { value, slope } = ACTIVATIONS[name]
  for (let z = -6; z <= 6; z += 0.25) {
    const [f, d] = surfaceValues(surface, [surface.f, ...surface.gradient], [z], 1)
    expect(value(z)).toBeCloseTo(f!, 13)
    expect(slope(z, value(z))).toBeCloseTo(d!, 13)
  }
})

test.each(NAMES)('%s keeps what is not a number', (name) => {
  expect(ACTIVATIONS[name].value(NaN)).toBeNaN()
})

describe('a network', () => {
  test('is W2·tanh(W1·x + b1) + b2', () => {
    const mlp = new Mlp({ sizes: [2, 2, 1], activation: 'tanh', loss: 'mse' })
    const weights = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)
    const one = { samples: 1, inputs: Float64Array.of(0.1, -0.2), targets: Float64Array.of(1) }
    const out = 7 * Math.tanh(0.1 - 0.4 + 5) + 8 * Math.tanh(0.3 - 0.8 + 6) + 9
    expect(mlp.outputs(weights, one)[0]).toBeCloseTo(out, 14)
    expect(mlp.loss(weights, one)).toBeCloseTo((out - 1) ** 2, 12)
    expect(mlp.layout.tensors.map(({ name, at }) => `${name} ${at}`)).toEqual([
      'W1 0',
      'b1 4',
      'W2 6',
      'b2 8',
    ])
  })

  test('without hidden layers is a line', () => {
    const mlp = new Mlp({ sizes: [2, 1], activation: 'relu', loss: 'mse' })
    const inputs = Float64Array.of(1, 2, 3, 4)
    const given = { samples: 2, inputs, targets: Float64Array.of(0, 0) }
    expect([...mlp.outputs(Float64Array.of(-1, 10, 0.5), given)]).toEqual([19.5, 37.5])
  })

  test('answers a smaller batch after a larger one', () => {
    const mlp = new Mlp({ sizes: [1, 3, 1], activation: 'silu', loss: 'mse' })
    const weights = draws(mlp.layout.count, 3)
    const one = (x: number) => ({
      samples: 1,
      inputs: Float64Array.of(x),
      targets: Float64Array.of(2 * x),
    })
    const two = { samples: 2, inputs: Float64Array.of(1, 3), targets: Float64Array.of(2, 6) }
    const mean = (mlp.loss(weights, one(1)) + mlp.loss(weights, one(3))) / 2
    expect(mlp.loss(weights, two)).toBeCloseTo(mean, 14)
    expect(mlp.loss(weights, one(3))).toBe(
      new Mlp({ sizes: [1, 3, 1], activation: 'silu', loss: 'mse' }).loss(weights, one(3)),
    )
  })

  test('finds its losses where exponentials would overflow', () => {
    const line = (loss: LossName, width: number) =>
      new Mlp({ sizes: [1, width], activation: 'linear', loss })
    const given = { samples: 1, inputs: Float64Array.of(1), targets: Float64Array.of(1) }
    expect(line('bce', 1).loss(Float64Array.of(-2000, 0), given)).toBe(2000)
    expect(line('softmax', 2).loss(Float64Array.of(2000, -2000, 0, 0), given)).toBe(4000)
  })
})

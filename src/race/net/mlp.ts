import { ACTIVATIONS, type Activation, type ActivationName } from '#race/net/activation.ts'
import { type Layout, layersLayout } from '#race/net/layout.ts'
import { LOSSES, type LossName, type NetLoss } from '#race/net/net-loss.ts'

/** A fully connected network. */
export type MlpShape = {
  /** widths of its layers: inputs, hidden ones, outputs */
  readonly sizes: readonly number[]
  /** of the hidden layers; outputs are plain sums */
  readonly activation: ActivationName
  readonly loss: LossName
}

/** Samples, one after another. */
export type Batch = {
  readonly samples: number
  readonly inputs: Float64Array
  /** as many as outputs for each sample, or its class */
  readonly targets: Float64Array
}

/** A layer with what the last forward pass left in it, and room for the way back. */
type Layer = {
  readonly from: number
  readonly to: number
  readonly weightsAt: number
  readonly biasesAt: number
  readonly activation: Activation
  sums: Float64Array
  values: Float64Array
  /** derivative of the loss by each sum */
  slopes: Float64Array
}

/** Loss and exact gradient of a network on a batch, in float64 on plain arrays. */
export class Mlp {
  readonly layout: Layout
  readonly #layers: readonly Layer[]
  readonly #loss: NetLoss
  #room = 0

  constructor({ sizes, activation, loss }: MlpShape) {
    this.layout = layersLayout(sizes)
    this.#loss = LOSSES[loss]
    const widths = sizes.slice(1)
    this.#layers = widths.map((to, i) => ({
      from: sizes[i]!,
      to,
      weightsAt: this.layout.tensors[2 * i]!.at,
      biasesAt: this.layout.tensors[2 * i + 1]!.at,
      activation: ACTIVATIONS[i === widths.length - 1 ? 'linear' : activation],
      sums: new Float64Array(0),
      values: new Float64Array(0),
      slopes: new Float64Array(0),
    }))
  }

  /** The outputs of each sample; valid until the next call. */
  outputs(weights: Float64Array, { samples, inputs }: Batch): Float64Array {
    this.#reserve(samples)
    let below = inputs
    for (const layer of this.#layers) {
      forward(layer, weights, below, samples)
      below = layer.values
    }
    return below
  }

  /** The mean loss over the batch. */
  loss(weights: Float64Array, batch: Batch): number {
    return this.#measure(weights, batch, null)
  }

  /** Writes the gradient of the mean loss into `into`; answers the loss. */
  gradient(weights: Float64Array, batch: Batch, into: Float64Array): number {
    const top = this.#layers.at(-1)
    if (!top) return NaN
    this.#reserve(batch.samples)
    const loss = this.#measure(weights, batch, top.slopes)
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const under = this.#layers[i - 1]
      const layer = this.#layers[i]!
      collect(layer, under?.values ?? batch.inputs, batch.samples, into)
      if (under) pullBack(layer, under, weights, batch.samples)
    }
    return loss
  }

  #measure(weights: Float64Array, batch: Batch, slopes: Float64Array | null): number {
    const outputs = this.outputs(weights, batch)
    const width = this.#layers.at(-1)?.to ?? 0
    return this.#loss({ outputs, targets: batch.targets, samples: batch.samples, width }, slopes)
  }

  #reserve(samples: number): void {
    if (samples <= this.#room) return
    this.#room = samples
    for (const layer of this.#layers) {
      layer.sums = new Float64Array(samples * layer.to)
      layer.values = new Float64Array(samples * layer.to)
      layer.slopes = new Float64Array(samples * layer.to)
    }
  }
}

/** Sums and values of a layer from the values below it. */
function forward(layer: Layer, weights: Float64Array, below: Float64Array, samples: number): void {
  const { from, to, weightsAt, biasesAt, activation, sums, values } = layer
  for (let s = 0; s < samples; s++) {
    for (let unit = 0; unit < to; unit++) {
      const row = weightsAt + unit * from
      let sum = 0
      for (let i = 0; i < from; i++) sum += weights[row + i]! * below[s * from + i]!
      sum += weights[biasesAt + unit]!
      sums[s * to + unit] = sum
      values[s * to + unit] = activation.value(sum)
    }
  }
}

/** A layer's part of the gradient, from its slopes and the values below it. */
function collect(layer: Layer, below: Float64Array, samples: number, into: Float64Array): void {
  const { from, to, weightsAt, biasesAt, slopes } = layer
  into.fill(0, weightsAt, biasesAt + to)
  for (let s = 0; s < samples; s++) {
    for (let unit = 0; unit < to; unit++) {
      const slope = slopes[s * to + unit]!
      const row = weightsAt + unit * from
      for (let i = 0; i < from; i++) into[row + i]! += slope * below[s * from + i]!
      into[biasesAt + unit]! += slope
    }
  }
}

/** The slopes of the layer below. */
function pullBack(layer: Layer, under: Layer, weights: Float64Array, samples: number): void {
  const { from, to, weightsAt, slopes } = layer
  under.slopes.fill(0, 0, samples * from)
  for (let s = 0; s < samples; s++) {
    for (let unit = 0; unit < to; unit++) {
      const slope = slopes[s * to + unit]!
      const row = weightsAt + unit * from
      for (let i = 0; i < from; i++) under.slopes[s * from + i]! += slope * weights[row + i]!
    }
    for (let i = s * from; i < (s + 1) * from; i++)
      under.slopes[i]! *= under.activation.slope(under.sums[i]!, under.values[i]!)
  }
}

import { UNARY } from '#formula/op.ts'

/** A batch's outputs and targets, sample by sample; targets of `softmax` are one class a sample. */
type Outputs = {
  readonly outputs: Float64Array
  readonly targets: Float64Array
  readonly samples: number
  /** outputs a sample */
  readonly width: number
}

/** A loss: its mean over the batch; its derivative by each output goes into `slopes`, if given. */
export type NetLoss = (given: Outputs, slopes: Float64Array | null) => number

/** The name of a loss. */
export type LossName = 'mse' | 'bce' | 'softmax'

/** Losses of a network by name, each as torch's class of the same purpose computes it. */
export const LOSSES: Readonly<Record<LossName, NetLoss>> = {
  /** (o − y)², mean over samples and outputs. */
  mse({ outputs, targets, samples, width }, slopes) {
    const count = samples * width
    let sum = 0
    for (let i = 0; i < count; i++) {
      const error = outputs[i]! - targets[i]!
      sum += error * error
      if (slopes) slopes[i] = (2 * error) / count
    }
    return sum / count
  },
  /** Binary cross-entropy of logits: log(1 + eᶻ) − y·z, mean over samples and outputs. */
  bce({ outputs, targets, samples, width }, slopes) {
    const count = samples * width
    let sum = 0
    for (let i = 0; i < count; i++) {
      const [z, y] = [outputs[i]!, targets[i]!]
      sum += UNARY.softplus(z) - y * z
      if (slopes) slopes[i] = (UNARY.sigmoid(z) - y) / count
    }
    return sum / count
  },
  /** Cross-entropy of softmax(logits) and the class, mean over samples. */
  softmax({ outputs, targets, samples, width }, slopes) {
    let sum = 0
    for (let s = 0; s < samples; s++) {
      const at = s * width
      const logits = outputs.subarray(at, at + width)
      const chosen = targets[s]!
      // the greatest is taken off first, so that nothing overflows
      const top = logits.reduce((a, b) => Math.max(a, b), -Infinity)
      const total = logits.reduce((a, z) => a + Math.exp(z - top), 0)
      sum += top + Math.log(total) - (logits[chosen] ?? NaN)
      if (slopes)
        for (let c = 0; c < width; c++)
          slopes[at + c] = (Math.exp(logits[c]! - top) / total - (c === chosen ? 1 : 0)) / samples
    }
    return sum / samples
  },
}

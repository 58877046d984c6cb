import { UNARY } from '#formula/op.ts'

/** What a hidden unit makes of its sum z, and how fast that changes with z (`a` is its value). */
export type Activation = {
  readonly value: (z: number) => number
  readonly slope: (z: number, a: number) => number
}

const { sigmoid, erf } = UNARY

/** Below zero a leaky unit passes this share, as torch's does unless told otherwise. */
const LEAK = 0.01

/** Φ(z), the share of a normal distribution below z. */
const below = (z: number) => (1 + erf(z / Math.SQRT2)) / 2

/** Activations of hidden units by name. At a kink the slope is that on the left, as in torch. */
export const ACTIVATIONS = {
  tanh: { value: Math.tanh, slope: (_, a) => 1 - a * a },
  relu: { value: (z) => Math.max(z, 0), slope: (z) => (z > 0 ? 1 : 0) },
  leaky_relu: { value: (z) => (z > 0 ? z : LEAK * z), slope: (z) => (z > 0 ? 1 : LEAK) },
  sigmoid: { value: sigmoid, slope: (_, a) => a * (1 - a) },
  gelu: {
    value: (z) => z * below(z),
    slope: (z) => below(z) + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
  },
  silu: {
    value: (z) => z * sigmoid(z),
    slope: (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z))),
  },
  linear: { value: (z) => z, slope: () => 1 },
} as const satisfies Readonly<Record<string, Activation>>

/** The name of an activation. */
export type ActivationName = keyof typeof ACTIVATIONS

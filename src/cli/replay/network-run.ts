import type { NetworkCase, NetworkData } from '#cli/replay/case-types.ts'
import { networkRun } from '#cli/replay/network-case.ts'
import type { Unsupported } from '#cli/replay/optimizer-case.ts'
import { ACTIVATIONS, type ActivationName } from '#race/net/activation.ts'
import { layersLayout } from '#race/net/layout.ts'
import { type Batch, Mlp, type MlpShape } from '#race/net/mlp.ts'
import { mlpObjective } from '#race/net/mlp-objective.ts'
import { NetLane } from '#race/net/net-lane.ts'
import { LOSSES, type LossName } from '#race/net/net-loss.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'

/** What came out of a training: one entry a step, and the loss once more at the end. */
export type NetworkResult = {
  readonly loss: readonly number[]
  /** without clipping */
  readonly gradNorm: readonly number[]
  /** one, or one for each tensor */
  readonly lr: readonly (readonly number[])[]
  readonly momentum: readonly (readonly number[])[]
  /** by the number of steps made, from 0 */
  readonly weights: Readonly<Record<string, readonly number[]>>
}

/** Numbers of weights that one case may ask for. */
const MOST_NUMBERS = 4_000_000

/** Trains as a case was trained: on all samples at once, from its data's first weights. */
export function runNetworkCase(
  given: NetworkCase,
  datasets: Readonly<Record<string, NetworkData>>,
): NetworkResult | Unsupported {
  const data = Object.hasOwn(datasets, given.dataset) ? datasets[given.dataset] : undefined
  if (!data) return { unsupported: `no data ${given.dataset} in the file` }
  const shape = networkShape(given, data)
  if ('unsupported' in shape) return shape
  const layout = layersLayout(shape.sizes)
  const start = firstWeights(data, shape)
  const batch = wholeBatch(data, shape)
  if (!start || !batch)
    return { unsupported: `${given.dataset} does not fit ${shape.sizes.join('-')}` }
  const { steps } = given
  const fits = Number.isInteger(steps) && steps >= 1 && steps <= LINK_LIMITS.steps
  if (!fits || steps * layout.count > MOST_NUMBERS)
    return { unsupported: `steps = ${JSON.stringify(steps) ?? 'missing'} cannot be run here` }
  const run = networkRun(given, layout)
  if ('unsupported' in run) return run
  const objective = mlpObjective(new Mlp(shape), () => batch)
  return trained(new NetLane(objective, run, { T: steps, seed: 1, noise: 0, start }), steps)
}

/** Up to the last step at which all is finite. */
function trained(lane: NetLane, steps: number): NetworkResult {
  const [loss, gradNorm, lr, momentum]: [number[], number[], number[][], number[][]] = [
    [],
    [],
    [],
    [],
  ]
  const weights: Record<string, readonly number[]> = {}
  while (Number.isFinite(lane.loss) && lane.theta.every(Number.isFinite)) {
    if (lane.k > 0) {
      lr.push([...lane.lr])
      momentum.push([...lane.momentum])
    }
    loss.push(lane.loss)
    gradNorm.push(lane.gradNorm)
    weights[lane.k] = [...lane.theta]
    if (lane.k === steps) break
    lane.step()
  }
  return { loss, gradNorm, lr, momentum, weights }
}

/** As `objective` says, else by the first weights: hidden tanh and squared errors. */
function networkShape({ objective }: NetworkCase, { init }: NetworkData): MlpShape | Unsupported {
  if (objective === undefined) {
    const rows = Object.entries(init).flatMap(([name, values]) =>
      name.startsWith('W') ? [values] : [],
    )
    const inputs = rows[0]?.[0]
    const sizes = [Array.isArray(inputs) ? inputs.length : 0, ...rows.map(({ length }) => length)]
    return { sizes, activation: 'tanh', loss: 'mse' }
  }
  const [, widths, activation = '', loss = ''] =
    /^mlp-(\d+(?:-\d+)+)-([a-z_]+)-([a-z]+)$/.exec(objective) ?? []
  if (!widths || !isActivation(activation) || !isLoss(loss))
    return { unsupported: `no network ${objective} here` }
  return { sizes: widths.split('-').map(Number), activation, loss }
}

const isActivation = (name: string): name is ActivationName => Object.hasOwn(ACTIVATIONS, name)
const isLoss = (name: string): name is LossName => Object.hasOwn(LOSSES, name)

/** The weights to begin with, or null where they have another shape. */
function firstWeights({ init }: NetworkData, { sizes }: MlpShape): Float64Array | null {
  const parts: Float64Array[] = []
  for (const [layer, units] of sizes.slice(1).entries()) {
    const [rows, biases] = [init[`W${layer + 1}`] ?? [], init[`b${layer + 1}`] ?? []]
    const [weights, own] = [table(rows, sizes[layer] ?? 0), table(biases, 1)]
    if (!weights || !own || rows.length !== units || biases.length !== units) return null
    parts.push(weights, own)
  }
  return Float64Array.from(parts.flatMap((part) => [...part]))
}

/** All samples, or null where there are not as many numbers as there should be. */
function wholeBatch({ x, y }: NetworkData, { sizes, loss }: MlpShape): Batch | null {
  const inputs = table(x, sizes[0] ?? 0)
  const targets = table(y, loss === 'softmax' ? 1 : (sizes.at(-1) ?? 0))
  const whole = x.length === y.length && inputs && targets
  return whole ? { samples: x.length, inputs, targets } : null
}

/** Rows of this width one after another, or null where one is not; a number is a row of one. */
function table(rows: readonly (number | readonly number[])[], width: number): Float64Array | null {
  const lists = rows.map((row) => [row].flat())
  const fits = lists.every((row) => row.length === width && row.every(Number.isFinite))
  return fits ? Float64Array.from(lists.flat()) : null
}

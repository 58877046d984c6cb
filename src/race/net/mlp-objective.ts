import type { Batch, Mlp } from '#race/net/mlp.ts'
import type { NetObjective } from '#race/net/net-lane.ts'

/** A network and the batch of each step as an objective. Each lane needs a network of its own. */
export function mlpObjective(mlp: Mlp, batchOf: (k: number) => Batch): NetObjective {
  let batch = batchOf(0)
  return {
    layout: mlp.layout,
    select(k) {
      batch = batchOf(k)
    },
    loss: (theta) => mlp.loss(theta, batch),
    gradient: (theta, out) => mlp.gradient(theta, batch, out),
  }
}

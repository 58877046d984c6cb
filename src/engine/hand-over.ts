import type { Trajectory } from '#race/trajectory.ts'

/** All columns of trajectories; those a run has not are null. */
export const columnsOf = (trajectories: readonly Trajectory[]): readonly (Float64Array | null)[] =>
  trajectories.flatMap((run) => [
    run.theta,
    run.loss,
    run.gradNorm,
    run.lr,
    run.momentum,
    run.average,
  ])

/** The buffers of arrays, each once, to be handed over: a run's columns may be parts of one. */
export const buffersOf = (arrays: readonly (ArrayBufferView | null)[]): ArrayBuffer[] => [
  ...new Set(
    arrays.flatMap((array) => (array?.buffer instanceof ArrayBuffer ? [array.buffer] : [])),
  ),
]

import type { Tensor } from '@tensorflow/tfjs-core'
import type { DeviceFacts, Raced, Unfit } from '#engine/swarm-protocol.ts'
import type { ReadyRace } from '#race/ready.ts'

/**
 * The state of all lanes of a run after `step` steps. Tensors [2h, 2w] of float32: the four numbers of
 * a 2×2 block are four cells of one lane, so that a lane is one texel; the first tensor begins with θ.
 * Never written again once made: keep it, draw it, go on from it.
 */
export type LaneState = { readonly step: number; readonly cells: readonly Tensor[] }

/** The lanes of one run on a device. */
export type LaneRunner = {
  readonly lanes: number
  /** lanes lie row by row in w × h texels; the last row may be longer than needed */
  readonly width: number
  readonly height: number
  /** numbers of a state in bytes */
  readonly bytes: number
  /** the steps of the run; a state never goes beyond */
  readonly T: number
  /** θ₀ and the rules' initial state at these starts */
  start(starts: Float32Array): LaneState
  /** `steps` further, in a state of its own; `from` stays as it is. Cuts at T. */
  advance(from: LaneState, steps: number): LaneState
  free(state: LaneState): void
  /** what the lanes have of their own goes; states must be freed before. Programs stay with the device. */
  dispose(): void
}

/** Where lanes live: WebGL, or the processor where there is none. */
export type Device = {
  readonly facts: DeviceFacts
  /** null on the processor */
  readonly gl: WebGL2RenderingContext | null
  /**
   * Lanes of a run of a race, `lanes` of them; or why they do not fit. `varying`: parameters of the run's
   * program that each lane has its own of ('lr0', or stage and name: '0.beta1'); WebGL only. Throws LaneError.
   */
  runner(
    race: ReadyRace,
    run: number,
    lanes: number,
    varying?: ReadonlyMap<string, Float32Array>,
  ): LaneRunner | Unfit
  /**
   * A race of float32; runs that do not fit are computed in float64. `next` is awaited before each run
   * whose programs may have to be compiled. Throws LaneError or ContextLost.
   */
  race(race: ReadyRace, next?: () => Promise<void>): Promise<Raced>
  /** the texture of a state's first tensor for drawing: r = x, g = y where there is one; WebGL only */
  texture(state: LaneState): WebGLTexture
  /**
   * Interleaved x y of every lane; where the surface reads no y, what stands there is none. Waits for the
   * device. Throws ContextLost.
   */
  positions(runner: LaneRunner, state: LaneState): Promise<Float32Array>
  /** resolves when all that was asked of the device is done. Throws ContextLost. */
  settled(): Promise<void>
  /** tensors alive, and bytes that the device holds for them */
  memory(): { readonly tensors: number; readonly bytes: number }
  /** after a context came back: everything made before is gone and must be made anew */
  restore(): Promise<void>
  close(): void
}

/** Thrown where the device's context went while it worked: what it computed is not to be believed. */
export class ContextLost extends Error {}

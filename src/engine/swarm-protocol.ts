import type { Reason } from '#engine/protocol.ts'
import type { Cloud } from '#race/cloud.ts'
import type { ReadyRace } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** How clouds are drawn, in CSS pixels of the stage. */
export type SwarmView = {
  /** what the canvas shows: x0, x1, y0, y1 */
  readonly rect: readonly [number, number, number, number]
  readonly width: number
  readonly height: number
  /** device pixels a CSS pixel */
  readonly ratio: number
  /** what a point's colour says: whose it is, or how low it stands */
  readonly by: 'run' | 'loss'
  /** one a run, in the race's order; `faint` for clouds nobody asked for by name */
  readonly runs: readonly {
    readonly color: string
    readonly strength: 'hidden' | 'faint' | 'full'
  }[]
  /** ascending losses between which colours change, as the heat map's; and the colours, low to high */
  readonly levels: readonly number[]
  readonly palette: readonly string[]
}

/** What clouds there are: one a run of the race, or null. */
export type SwarmScene = {
  readonly race: ReadyRace
  readonly clouds: readonly (Cloud | null)[]
}

/** What the page posts to the swarm's worker. `begin` comes first, once; ids grow. */
export type ToSwarm =
  | {
      readonly kind: 'begin'
      /** null where the page must draw by itself */
      readonly canvas: OffscreenCanvas | null
      /** false: do not try WebGL */
      readonly webgl: boolean
    }
  | { readonly kind: 'scene'; readonly id: number; readonly scene: SwarmScene }
  | { readonly kind: 'view'; readonly id: number; readonly view: SwarmView }
  /** the clock, 0 … T; a fraction glides between two steps */
  | { readonly kind: 'seek'; readonly id: number; readonly step: number }
  | { readonly kind: 'race'; readonly id: number; readonly race: ReadyRace }

/** What stands behind the swarm's worker, in its own words. */
export type DeviceFacts = {
  readonly backend: 'webgl' | 'cpu'
  /** the graphics driver's name, where it says it */
  readonly renderer: string | null
  readonly precision: 'float32'
  /** why it is not WebGL */
  readonly without?: 'webgl' | 'offscreen' | 'lost'
}

/** A run that this device cannot hold. */
export type Unfit = {
  /** its place in the race */
  readonly run: number
  /** what there is too little of, how much the run needs and how much there is */
  readonly of: 'targets' | 'textures' | 'uniforms' | 'compile'
  readonly needs: number
  readonly has: number
}

/** What the clouds are doing. */
export type SwarmFacts = {
  /** of all clouds together */
  readonly lanes: number
  /** lane steps a second, measured while it computed; null before it did */
  readonly rate: number | null
  /** the step the clouds stand at; behind the clock where they cannot keep up */
  readonly step: number
  readonly unfit: readonly Unfit[]
}

/** A race of float32: trajectories in the race's order. */
export type Raced = {
  readonly trajectories: readonly Trajectory[]
  /** what each run was computed in: float64 where it did not fit */
  readonly precisions: readonly ('float32' | 'float64')[]
  /** milliseconds of computing */
  readonly ms: number
}

/** What the swarm's worker posts. */
export type FromSwarm =
  /** the device is there, or another one after a loss */
  | { readonly kind: 'device'; readonly facts: DeviceFacts }
  /** a frame was drawn, or none was needed; answers every scene, view and seek up to `id` */
  | {
      readonly kind: 'drawn'
      readonly id: number
      readonly facts: SwarmFacts
      /** the clouds are not yet where they should be: there will be more */
      readonly behind: boolean
    }
  /** to be drawn by the page: interleaved x y a cloud (null: none); only where it kept the canvas */
  | {
      readonly kind: 'points'
      readonly points: readonly (Float32Array | null)[]
      /** the loss of each, where colours say it */
      readonly losses: readonly (Float32Array | null)[]
    }
  | { readonly kind: 'raced'; readonly id: number; readonly raced: Raced }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: Reason }
  /** nothing to tell, but at work; `compiles`: on something that may take long and cannot be interrupted */
  | { readonly kind: 'working'; readonly compiles: boolean }
  /** the context was lost and is there again, all of it recomputed */
  | { readonly kind: 'restored' }
  /** the context was lost and does not come back: this worker is of no more use */
  | { readonly kind: 'lost' }

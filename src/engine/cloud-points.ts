import type { Device, LaneState } from '#engine/device.ts'
import type { PlanePoints } from '#engine/points-plane.ts'
import type { DrawnCloud } from '#engine/swarm.ts'
import { BLOCK, SurfacePoints } from '#race/surface-points.ts'

/** Reads clouds back as points, for canvases that cannot draw from the device's own memory. */
export class CloudPoints {
  readonly #device: Pick<Device, 'positions'>
  readonly #surfaces = new SurfacePoints()
  // what is the further state now is the nearer one soon
  readonly #known = new WeakMap<LaneState, Float32Array>()

  constructor(device: Pick<Device, 'positions'>) {
    this.#device = device
  }

  /** Throws ContextLost; LaneError where the formula is wrong. */
  async read(cloud: DrawnCloud, byLoss: boolean): Promise<PlanePoints> {
    const { here, next, part, dims } = cloud
    const near = await this.#positions(cloud, here)
    const far = next ? await this.#positions(cloud, next) : near
    const at = near.map((value, i) => (part > 0 ? value + part * (far[i]! - value) : value))
    if (!byLoss && dims === 2) return { at, losses: null }
    const losses = this.#losses(cloud, at)
    // a surface of one dimension is drawn as its graph
    if (dims === 1) losses.forEach((loss, i) => (at[2 * i + 1] = loss))
    return { at, losses: byLoss ? losses : null }
  }

  async #positions({ runner }: DrawnCloud, state: LaneState): Promise<Float32Array> {
    const known = this.#known.get(state)
    if (known) return known
    const points = await this.#device.positions(runner, state)
    this.#known.set(state, points)
    return points
  }

  #losses({ surface, here }: DrawnCloud, at: Float32Array): Float32Array {
    const reader = this.#surfaces.open(surface)
    const losses = new Float32Array(at.length / 2)
    reader.t.fill(here.step + 1)
    for (let first = 0; first < losses.length; first += BLOCK) {
      const count = Math.min(BLOCK, losses.length - first)
      for (let i = 0; i < count; i++) {
        reader.x[i] = at[2 * (first + i)]!
        reader.y[i] = at[2 * (first + i) + 1]!
      }
      reader.read(count)
      losses.set(reader.f.subarray(0, count), first)
    }
    return losses
  }
}

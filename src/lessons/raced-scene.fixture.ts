import { sceneNamed } from '#lessons/find-scene.ts'
import type { SceneId } from '#lessons/scene.ts'
import { RaceEngine } from '#race/race.ts'
import type { Trajectory } from '#race/trajectory.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'
import { runName } from '#setup/run-name.ts'

/** A scene's runs by the names on their cards, with `change` made to its link. */
export function racedScene(id: SceneId, change = (link: string) => link): Record<string, Raced> {
  const link = sceneNamed(id)?.link
  if (link === undefined) throw new Error(`no scene ${id}`)
  const changed = change(link)
  const { setup, problems } = decodeLink(changed)
  if (problems.length > 0) throw new Error(`${problems.length} problems in ${changed}`)
  const trajectories = new RaceEngine().race(readyRace(setup))
  return Object.fromEntries(
    trajectories.map((trajectory, i) => [runName(setup, i), new Raced(trajectory)]),
  )
}

/** What the tests ask of a run. */
export class Raced {
  readonly trajectory: Trajectory

  constructor(trajectory: Trajectory) {
    this.trajectory = trajectory
  }

  get status() {
    return this.trajectory.status
  }

  get at() {
    return this.trajectory.at
  }

  x(k = this.trajectory.n): number {
    return this.trajectory.theta[2 * k]!
  }

  y(k = this.trajectory.n): number {
    return this.trajectory.theta[2 * k + 1]!
  }

  loss(k = this.trajectory.n): number {
    return this.trajectory.loss[k]!
  }

  lr(k: number): number {
    return this.trajectory.lr[k]!
  }

  /** length of the step from k to k+1 */
  step(k: number): number {
    return Math.hypot(this.x(k + 1) - this.x(k), this.y(k + 1) - this.y(k))
  }

  /** mean loss over the steps first … last */
  mean(first: number, last: number): number {
    const part = this.trajectory.loss.subarray(first, last + 1)
    return part.reduce((sum, each) => sum + each, 0) / part.length
  }

  get worst(): number {
    return Math.max(...this.trajectory.loss)
  }

  /** the first step at which this is so, or null */
  first(so: (k: number) => boolean): number | null {
    for (let k = 0; k <= this.trajectory.n; k++) if (so(k)) return k
    return null
  }
}

import { ContextLost, type Device, type LaneRunner, type LaneState } from '#engine/device.ts'
import { Pace } from '#engine/pace.ts'
import { SwarmCloud } from '#engine/swarm-cloud.ts'
import type { SwarmFacts, SwarmScene, Unfit } from '#engine/swarm-protocol.ts'
import { entryProgram } from '#formula/entry-program.ts'
import { cloudStarts } from '#race/cloud-starts.ts'
import type { Cloud } from '#race/cloud.ts'
import { orThrow } from '#race/lane-error.ts'
import type { ReadyRace, ReadySurface } from '#race/ready.ts'
import { same } from '#race/same.ts'

/** Milliseconds of computing between two looks at what else there is to do. */
const SLICE = 12
/** Milliseconds of work that nobody waits for: waiting for the device takes half of that by itself. */
const QUICK = 8
/** Work of so many milliseconds, or so many steps, tells how fast a device is. */
const TELLING = 20
const MOST_PROBED = 1024
/** A cloud as it can be drawn now. */
export type DrawnCloud = {
  readonly runner: LaneRunner
  readonly here: LaneState
  /** one step further, if it is there and wanted */
  readonly next: LaneState | null
  /** how far from `here` to `next`, 0 … 1 */
  readonly part: number
  readonly surface: ReadySurface
  readonly dims: 1 | 2
}

/** A cloud of the scene with what it was made from. */
type Member = {
  readonly cloud: SwarmCloud
  /** everything that decides its lanes' steps */
  readonly lanes: unknown
  /** everything that decides their starts */
  origin: Origin
}
type Origin = Parameters<typeof cloudStarts>

/**
 * The clouds of a scene on a device. `show` and `seek` say what is wanted, `slice` works towards it,
 * `drawn` is what there is. After the device lost its context make a new one.
 */
export class Swarm {
  readonly #device: Device
  readonly #now: () => number
  #scene: SwarmScene | null = null
  #dims: 1 | 2 = 2
  #members: readonly (Member | null)[] = []
  #unfit: readonly Unfit[] = []
  #hidden: ReadonlySet<number> = new Set()
  #step = 0
  #rate: number | null = null
  /** lane steps behind the rate; steps to measure next, null where it is known */
  #measured = 0
  #probe: number | null = 1

  constructor(device: Device, now: () => number = () => performance.now()) {
    this.#device = device
    this.#now = now
  }

  /** Throws LaneError; then the scene stays what it was. */
  show(scene: SwarmScene): void {
    const { race, clouds } = scene
    const dims = dimsOf(race.surface)
    const old = new Set(this.#members)
    const unfit: Unfit[] = []
    const made: SwarmCloud[] = []
    const member = (cloud: Cloud, run: number): Member | null => {
      const lanes = lanesOf(race, run, cloud.n)
      const { start } = race.runs[run]!
      const origin: Origin = [cloud, start, race.surface.domain, dims, race.seed]
      const found = [...old].find((candidate) => candidate && same(candidate.lanes, lanes))
      if (found) {
        old.delete(found)
        // a moved start changes nothing else
        return same(found.origin, origin) ? found : { ...found, origin }
      }
      const runner = this.#device.runner(race, run, cloud.n)
      if ('needs' in runner) {
        unfit.push(runner)
        return null
      }
      const fresh = new SwarmCloud(runner)
      made.push(fresh)
      return { cloud: fresh, lanes, origin }
    }
    let members: readonly (Member | null)[]
    try {
      members = race.runs.map((_, run) => {
        const cloud = clouds[run]
        return cloud && cloud.n > 0 ? member(cloud, run) : null
      })
    } catch (error) {
      for (const cloud of made) cloud.dispose()
      throw error
    }
    for (const gone of old) gone?.cloud.dispose()
    const kept = new Set(this.#members)
    if (lanesIn(members) !== lanesIn(this.#members)) {
      this.#measured = 0
      this.#probe = 1
    }
    this.#scene = scene
    this.#dims = dims
    this.#unfit = unfit
    this.#members = members
    const together = members.reduce((sum, each) => sum + (each?.cloud.runner.bytes ?? 0), 0)
    for (const each of members) each?.cloud.share(together)
    for (const each of members)
      if (each && !kept.has(each)) each.cloud.start(cloudStarts(...each.origin))
  }

  /** The clock, 0 … T. The newest wins. */
  seek(step: number): void {
    this.#step = step
  }

  /** Runs whose clouds need not be computed now. */
  hide(runs: ReadonlySet<number>): void {
    this.#hidden = runs
  }

  get isBehind(): boolean {
    return this.#shown().some(({ cloud }) => cloud.isBehind(Math.floor(this.#step)))
  }

  /** Whether the next slice has programs to compile: that takes as long as it takes. */
  get isNew(): boolean {
    const to = Math.floor(this.#step)
    return this.#shown().some(({ cloud }) => cloud.pace === null && cloud.isBehind(to))
  }

  /** Works for about a slice of time on all clouds that are behind. Throws ContextLost. */
  async slice(): Promise<void> {
    const to = Math.floor(this.#step)
    const behind = this.#shown().flatMap(({ cloud }) => (cloud.isBehind(to) ? [cloud] : []))
    // with its first step a program is compiled: that time says nothing
    const first = behind.find(({ pace }) => pace === null)
    if (first) {
      try {
        first.advance(to, 1)
        first.pace = new Pace(SLICE)
      } catch (error) {
        if (error instanceof ContextLost || this.#device.gl?.isContextLost()) throw error
        this.#giveUp(first)
      }
      await this.#device.settled()
      return
    }
    const began = this.#now()
    const worked = behind.flatMap((cloud) => {
      const { pace } = cloud
      if (!pace) return []
      const steps = cloud.advance(to, Math.max(1, Math.floor(pace.steps / behind.length)))
      return [{ cloud, pace, steps, expected: pace.expected(steps) }]
    })
    const planned = worked.reduce((sum, { expected }) => sum + (expected ?? Infinity), 0)
    // the wait costs some milliseconds by itself, and a frame's own is enough for what is quick
    if (planned < QUICK && !this.isBehind) return
    await this.#device.settled()
    const took = Math.max(0.1, this.#now() - began)
    for (const { pace, steps, expected } of worked) {
      const share = Number.isFinite(planned) ? (expected ?? 0) / planned : 1 / worked.length
      pace.took(steps, took * share, 1 / worked.length)
    }
    const laneSteps = worked.reduce((sum, { cloud, steps }) => sum + steps * cloud.runner.lanes, 0)
    this.#rated(laneSteps, took)
  }

  /** Whether the rate of this scene is still unknown: nobody asked for steps enough to tell. */
  get isUnrated(): boolean {
    return this.#probe !== null && !this.isBehind && this.#shown().length > 0
  }

  /** Makes steps of the largest cloud only to measure them, more each time until that tells. */
  async rate(): Promise<void> {
    const clouds = this.#shown().map(({ cloud }) => cloud)
    const [largest] = clouds.toSorted((a, b) => b.runner.lanes - a.runner.lanes)
    const from = largest?.first
    const probe = this.#probe
    if (!largest || !from || probe === null) return
    const { runner, pace } = largest
    const steps = Math.min(probe, runner.T)
    const began = this.#now()
    // what fails is not tried again
    this.#probe = null
    if (steps > 0) runner.free(runner.advance(from, steps))
    await this.#device.settled()
    this.#probe = probe
    const took = Math.max(0.1, this.#now() - began)
    if (steps > 0) pace?.took(steps, took)
    this.#rated(steps * runner.lanes, took)
    if (this.#probe === null) return
    const last = steps < probe || steps >= MOST_PROBED
    this.#probe = last ? null : 2 * probe
  }

  /** A cloud whose program the driver refuses: the others go on without it. */
  #giveUp(refused: SwarmCloud): void {
    const run = this.#members.findIndex((member) => member?.cloud === refused)
    refused.dispose()
    this.#members = this.#members.with(run, null)
    this.#unfit = [...this.#unfit, { run, of: 'compile', needs: 0, has: 0 }]
  }

  /** The rate of much work is the device's; that of little is mostly waiting. */
  #rated(laneSteps: number, took: number): void {
    if (laneSteps < this.#measured / 2 || laneSteps === 0) return
    this.#measured = Math.max(this.#measured, laneSteps)
    this.#rate = (laneSteps / took) * 1000
    if (took >= TELLING) this.#probe = null
  }

  /** One a run of the race, or null. */
  drawn(): readonly (DrawnCloud | null)[] {
    const surface = this.#scene?.race.surface
    return this.#members.map((member, run) => {
      const { here = null, next = null, runner } = member?.cloud ?? {}
      if (!surface || !here || !runner || this.#hidden.has(run)) return null
      const part = next ? Math.min(1, Math.max(0, this.#step - here.step)) : 0
      return { runner, here, next: part > 0 ? next : null, part, surface, dims: this.#dims }
    })
  }

  get facts(): SwarmFacts {
    return {
      lanes: lanesIn(this.#members),
      // until it was tried with more, little work says that a device is slow
      rate: this.#probe === null ? this.#rate : null,
      step: this.#standing(),
      unfit: this.#unfit,
    }
  }

  /** Frees everything. */
  dispose(): void {
    for (const member of this.#members) member?.cloud.dispose()
    this.#members = []
    this.#scene = null
  }

  /** The clock's step, or that of a cloud on its way there. */
  #standing(): number {
    const late = this.#shown().find(({ cloud }) => cloud.isBehind(Math.floor(this.#step)))?.cloud
    return late?.here?.step ?? Math.min(this.#step, this.#scene?.race.T ?? Infinity)
  }

  #shown(): Member[] {
    return this.#members.flatMap((member, run) =>
      member && !this.#hidden.has(run) ? [member] : [],
    )
  }
}

const lanesIn = (members: readonly (Member | null)[]): number =>
  members.reduce((sum, member) => sum + (member?.cloud.runner.lanes ?? 0), 0)

/** What a run's steps depend on; where it starts, and how it is judged, does not belong to it. */
function lanesOf({ surface, runs, T, seed, noise }: ReadyRace, run: number, n: number): unknown {
  const { start: _, ...rules } = runs[run]!
  const { id, formula, params } = surface
  return { surface: { id, formula, params }, rules, T, seed, noise, n }
}

function dimsOf({ id, formula, params }: ReadySurface): 1 | 2 {
  return orThrow(id, entryProgram('surface', formula, params)).reads.has('y') ? 2 : 1
}

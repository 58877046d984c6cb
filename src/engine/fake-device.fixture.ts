import type { Tensor } from '@tensorflow/tfjs-core'
import { ContextLost, type Device, type LaneRunner, type LaneState } from '#engine/device.ts'
import type { DeviceFacts, Unfit } from '#engine/swarm-protocol.ts'
import type { ReadyRace } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** Values of a fake state's lanes, interleaved; a step's result depends on all steps before. */
const valuesOf = ({ cells }: LaneState) => cells[0] as unknown as Float64Array

/**
 * A device whose lanes are arrays in memory, for tests of what stands above it: counts what lives,
 * takes the time it is told to, can lose its context.
 */
export class FakeDevice implements Device {
  readonly facts: DeviceFacts
  readonly gl: WebGL2RenderingContext | null
  readonly states = new Set<LaneState>()
  readonly runners = new Set<LaneRunner>()
  /** every advance: from, steps, lanes */
  readonly advances: (readonly [number, number, number])[] = []
  most = 0
  starts = 0
  restores = 0
  lost = false
  /** so many bytes a state says to have */
  bytes = 1024
  /** milliseconds of a lane step */
  cost = 0
  clock = 0
  /** milliseconds before each run of a race, and a cloud's first step */
  compiling = 0
  /** why so many steps of so many lanes cannot be made; '' where they can */
  refuses: (lanes: number, steps: number) => string = () => ''
  #owed = 0
  unfit: Omit<Unfit, 'run'> | null = null

  constructor(backend: DeviceFacts['backend'] = 'cpu') {
    this.facts = { backend, renderer: null, precision: 'float32' }
    const gl = { isContextLost: () => this.lost }
    this.gl = backend === 'webgl' ? (gl as WebGL2RenderingContext) : null
  }

  runner({ T }: ReadyRace, run: number, lanes: number): LaneRunner | Unfit {
    if (this.unfit) return { run, ...this.unfit }
    const keep = (step: number, values: Float64Array) => {
      const state = { step, cells: [values as unknown as Tensor] }
      this.states.add(state)
      this.most = Math.max(this.most, this.states.size)
      return state
    }
    let compiled = false
    const runner: LaneRunner = {
      lanes,
      width: lanes,
      height: 1,
      bytes: this.bytes,
      T,
      start: (starts) => {
        this.starts++
        return keep(0, Float64Array.from(starts))
      },
      advance: (from, steps) => {
        if (!this.states.has(from)) throw new Error('a state that was freed')
        const refused = this.refuses(lanes, steps)
        if (refused) throw new Error(refused)
        const values = valuesOf(from).slice()
        const made = Math.min(steps, T - from.step)
        for (let k = 0; k < made; k++)
          values.forEach((value, i) => (values[i] = (value * 1.7 + (from.step + k) + 0.3) % 5))
        if (!compiled) this.#owed += this.compiling
        compiled = true
        this.advances.push([from.step, made, lanes])
        this.#owed += made * lanes * this.cost
        return keep(from.step + made, values)
      },
      free: (state) => {
        if (!this.states.delete(state)) throw new Error('freed twice')
      },
      dispose: () => {
        if (!this.runners.delete(runner)) throw new Error('disposed twice')
      },
    }
    this.runners.add(runner)
    return runner
  }

  async race({ runs }: ReadyRace, next?: () => Promise<void>) {
    this.#check()
    for (let run = 0; run < runs.length; run++) {
      await next?.()
      this.clock += this.compiling
    }
    const trajectories = runs.map(({ start }): Trajectory => ({
      n: 0,
      theta: Float64Array.from(start.map(Math.fround)),
      loss: new Float64Array(1),
      gradNorm: new Float64Array(1),
      lr: new Float64Array(),
      momentum: null,
      average: null,
      status: 'running',
      at: null,
    }))
    return { trajectories, precisions: runs.map(() => 'float32' as const), ms: 1 }
  }

  texture(): WebGLTexture {
    return {}
  }

  async positions(_: LaneRunner, state: LaneState) {
    this.#check()
    return Float32Array.from(valuesOf(state))
  }

  async settled() {
    this.clock += this.#owed
    this.#owed = 0
    this.#check()
  }

  memory() {
    return { tensors: this.states.size, bytes: this.states.size * this.bytes }
  }

  async restore() {
    this.#check()
    this.restores++
  }

  close() {}

  #check() {
    if (this.lost) throw new ContextLost()
  }
}

/** What a straight way of `step` steps gives. */
export function straight(starts: ArrayLike<number>, step: number): number[] {
  const values = Array.from(starts)
  for (let k = 0; k < step; k++)
    values.forEach((value, i) => (values[i] = (value * 1.7 + k + 0.3) % 5))
  return values
}

/** The numbers of a state of a fake device. */
export const numbersOf = (state: LaneState | null | undefined): number[] =>
  state ? Array.from(valuesOf(state)) : []

import type { LaneRunner, LaneState } from '#engine/device.ts'
import type { Pace } from '#engine/pace.ts'

/** Most states kept for going back, and the most bytes that all states of a cloud may take. */
const MOST_KEPT = 16
const MOST_BYTES = 2 ** 26
/** The most bytes that states of all clouds may take, but for those without which nothing is drawn. */
const MOST_TOGETHER = 2 ** 28
/** States a cloud holds besides: the start, the two that are drawn, the one being made. */
const OTHERS = 4

/**
 * A cloud in time: a state at a step and one a step further, between which the picture glides, and
 * states left behind at multiples of a stride, from which going back starts.
 */
export class SwarmCloud {
  readonly runner: LaneRunner
  /** null before its first step */
  pace: Pace | null = null
  #limit = 0
  readonly #kept = new Map<number, LaneState>()
  readonly #held = new Set<LaneState>()
  #stride = 1
  #start: LaneState | null = null
  #here: LaneState | null = null
  #next: LaneState | null = null

  constructor(runner: LaneRunner) {
    this.runner = runner
    this.share(runner.bytes)
  }

  /** Keeps no more than its share where a state of each cloud takes so many bytes together. */
  share(together: number): void {
    const own = MOST_BYTES / Math.max(1, this.runner.bytes)
    const fitting = Math.floor(Math.min(own, MOST_TOGETHER / Math.max(1, together))) - OTHERS
    this.#limit = Math.max(0, Math.min(MOST_KEPT, fitting))
    while (this.#kept.size > this.#limit) this.#thin(this.#limit > 0 ? 2 * this.#stride : Infinity)
    this.#sweep()
  }

  /** The starts' state; none before `start`. */
  get first(): LaneState | null {
    return this.#start
  }

  /** The state drawn, and the one a step further; none before `start`. */
  get here(): LaneState | null {
    return this.#here
  }
  get next(): LaneState | null {
    return this.#next
  }

  /** Begins at these starts, interleaved x y. */
  start(starts: Float32Array): void {
    this.#forget()
    this.#start = this.#hold(this.runner.start(starts))
    this.#here = this.#start
  }

  /** Whether there are steps to make until the picture stands at `step`. */
  isBehind(step: number): boolean {
    const to = Math.min(step, this.runner.T)
    return this.#here?.step !== to || (to < this.runner.T && this.#next === null)
  }

  /** Goes towards `step` by at most so many steps; returns how many it made. */
  advance(step: number, most: number): number {
    const to = Math.min(step, this.runner.T)
    let made = 0
    while (this.isBehind(to) && made < most) {
      const from = this.#nearest(to)
      if (from.step < to) {
        const steps = Math.min(to - from.step, most - made, this.#toStride(from.step, to))
        this.#stand(this.#hold(this.runner.advance(from, steps)))
        made += steps
      } else if (from !== this.#here) this.#stand(from)
      else {
        this.#next = this.#hold(this.runner.advance(from, 1))
        made++
      }
    }
    return made
  }

  dispose(): void {
    this.#forget()
    this.runner.dispose()
  }

  /** The last state at or before a step. */
  #nearest(to: number): LaneState {
    let best = this.#start
    for (const state of this.#held)
      if (state.step <= to && (!best || state.step > best.step)) best = state
    if (!best) throw new Error('a cloud without a start')
    return best
  }

  #stand(state: LaneState): void {
    if (state.step % this.#stride === 0) this.#kept.set(state.step, state)
    if (this.#next?.step !== state.step + 1) this.#next = null
    this.#here = state
    this.#sweep()
  }

  /** Steps from `step` to the next state to keep on the way to `to`; strides double where it is far. */
  #toStride(step: number, to: number): number {
    let stride = this.#limit > 0 ? this.#stride : Infinity
    while (to / stride > this.#limit) stride *= 2
    this.#thin(stride)
    return (Math.floor(step / this.#stride) + 1) * this.#stride - step
  }

  /** Keeps states at multiples of a stride only. */
  #thin(stride: number): void {
    this.#stride = stride
    for (const step of this.#kept.keys()) if (step % stride !== 0) this.#kept.delete(step)
  }

  #hold(state: LaneState): LaneState {
    this.#held.add(state)
    return state
  }

  /** Frees what nothing needs any more. */
  #sweep(): void {
    for (const state of this.#held) {
      const needed = state === this.#start || state === this.#here || state === this.#next
      if (needed || this.#kept.get(state.step) === state) continue
      this.#held.delete(state)
      this.runner.free(state)
    }
  }

  #forget(): void {
    this.#start = null
    this.#here = null
    this.#next = null
    this.#kept.clear()
    this.#sweep()
    this.#stride = 1
  }
}

import { SCALAR, type Shape } from '#formula/shape.ts'
import type { Layout } from '#race/net/layout.ts'
import type { NetSchedule } from '#race/net/net-ready.ts'
import { lowerEntry } from '#race/net/tensor-entry.ts'
import { TensorGraph } from '#race/net/tensor-graph.ts'
import { TensorMachine, type TensorOracles } from '#race/net/tensor-machine.ts'
import { spreadTo } from '#race/net/tensor-meaning.ts'
import { TensorStates, writeFixed } from '#race/net/tensor-states.ts'

/** A value with its shape: one number, or one for each tensor. */
export type Shaped = { readonly shape: Shape; readonly values: readonly number[] }

/** What a run hands its schedules. */
export type ScheduleGiven = {
  readonly layout: Layout
  readonly lr0: Shaped
  /** the rule's own momentum; NaN where it has none */
  readonly momentum: Shaped
  /** shape of the rate: for each tensor as soon as anything of it is */
  readonly rate: Shape
}

/** One schedule of a sequence, stepped by its own clock from 0. */
export class NetScheduleRun {
  /** assigns the momentum */
  readonly drives: boolean
  readonly lr: Float64Array
  readonly momentum: Float64Array
  readonly #waits: boolean
  readonly #given: ScheduleGiven
  readonly #states: TensorStates
  readonly #run: () => void
  readonly #inputs: Readonly<Record<'t' | 'loss' | 'lr', Float64Array>>
  readonly #outputs: Readonly<Record<'lr' | 'momentum', Float64Array>>
  #t = 0

  constructor(schedule: NetSchedule, given: ScheduleGiven) {
    const graph = new TensorGraph()
    const [t, T, loss] = ['t', 'T', 'loss'].map((name) => graph.input(name, SCALAR)) as [
      number,
      number,
      number,
    ]
    const lr0 = graph.input('lr0', given.lr0.shape)
    const momentum = graph.input('momentum', given.momentum.shape)
    const kept = graph.input('lr', given.rate)
    const lines = new Map(Object.entries({ t, T, loss, lr0, momentum, lr: kept }))
    const scope = { lines, initial: new Map([['lr', lr0]]) }
    const lowered = lowerEntry(graph, 'schedule', schedule, scope, '.')
    const rate = spreadTo(graph, lowered.after.get('lr') ?? kept, given.rate)
    const driven = lowered.after.get('momentum') ?? momentum
    const machine = new TensorMachine(graph, given.layout, NOTHING_TO_ASK)
    machine.values(T)[0] = schedule.steps
    machine.values(lr0).set(given.lr0.values)
    machine.values(momentum).set(given.momentum.values)
    writeFixed(machine, lowered.fixed)
    this.#given = given
    this.#waits = lowered.reads.has('loss')
    this.#states = new TensorStates(machine, lowered.states)
    this.#inputs = {
      t: machine.values(t),
      loss: machine.values(loss),
      lr: machine.values(kept),
    }
    this.#outputs = { lr: machine.values(rate), momentum: machine.values(driven) }
    this.#run = machine.program([rate, driven, ...lowered.states.map(({ next }) => next)])
    this.drives = driven !== momentum
    this.lr = new Float64Array(this.#outputs.lr.length)
    this.momentum = new Float64Array(this.#outputs.momentum.length)
  }

  /** One step: `loss` is what the schedule reads. One that reads it does not run at its t = 0. */
  step(loss: number): void {
    const { lr0, momentum } = this.#given
    this.#inputs.t[0] = this.#t
    this.#inputs.loss[0] = loss
    if (this.#t === 0) {
      fill(this.#inputs.lr, lr0.values)
      this.#states.begin()
    }
    if (this.#t === 0 && this.#waits) {
      fill(this.lr, lr0.values)
      fill(this.momentum, momentum.values)
    } else {
      this.#run()
      this.lr.set(this.#outputs.lr)
      this.momentum.set(this.#outputs.momentum)
      this.#states.commit()
    }
    this.#inputs.lr.set(this.lr)
    this.#t++
  }
}

/** Writes one number everywhere, or all of them. */
export function fill(into: Float64Array, values: ArrayLike<number>): void {
  if (values.length === into.length) into.set(values)
  else into.fill(values[0] ?? NaN)
}

const NOTHING_TO_ASK: TensorOracles = {
  grad: () => {
    throw new Error('a schedule has no objective')
  },
  loss: () => {
    throw new Error('a schedule has no objective')
  },
  randn: () => {
    throw new Error('a schedule draws nothing')
  },
}

import type { Layout } from '#race/net/layout.ts'
import { netProgram, type NetProgram } from '#race/net/net-program.ts'
import { type NetParam, type NetRun, paramValues } from '#race/net/net-ready.ts'
import { fill, NetScheduleRun, type Shaped } from '#race/net/net-schedule.ts'
import { shapeOfParam } from '#race/net/tensor-entry.ts'
import { TensorMachine } from '#race/net/tensor-machine.ts'
import { TensorStates, writeFixed } from '#race/net/tensor-states.ts'
import { NOISE_SITE, randn } from '#race/randn.ts'

/** What is minimised: any function of parameters that are cut into tensors. */
export type NetObjective = {
  readonly layout: Layout
  /** Chooses the batch of step k, for all that is asked until the next choice. */
  select(k: number): void
  loss(theta: Float64Array): number
  /** Writes the gradient into `out`; answers the loss. */
  gradient(theta: Float64Array, out: Float64Array): number
}

/** All that decides a run beside its formulas and objective. */
export type NetConditions = {
  /** steps */
  readonly T: number
  readonly seed: number
  /** σ of the noise added to every gradient handed out */
  readonly noise: number
  readonly start: Float64Array
}

/** One run on a network in float64, step by step: what a race's lane is on a surface. */
export class NetLane {
  readonly #objective: NetObjective
  readonly #run: NetRun
  readonly #conditions: NetConditions
  readonly #program: NetProgram
  readonly #states: TensorStates
  readonly #step: () => void
  readonly #inputs: Readonly<Record<'theta' | 'g' | 'loss' | 't' | 'lr' | 'momentum', Float64Array>>
  /** where a step leaves its average, and where it is kept: a state may be written over */
  readonly #average: { readonly made: Float64Array; readonly kept: Float64Array } | null
  /** the gradient at θ, without noise */
  readonly #gradient: Float64Array
  readonly #noise: Float64Array | null
  #schedule: NetScheduleRun | null = null
  #part = -1
  #partEnd = 0
  #k = 0
  #measured = false

  constructor(objective: NetObjective, run: NetRun, conditions: NetConditions) {
    const { layout } = objective
    this.#objective = objective
    this.#run = run
    this.#conditions = conditions
    const program = netProgram(run)
    this.#program = program
    const noise = conditions.noise > 0 ? new Float64Array(layout.count) : null
    this.#noise = noise
    const machine = new TensorMachine(program.graph, layout, {
      grad: (point, out) => {
        objective.gradient(point, out)
        this.#handOut(out, out)
      },
      loss: (point) => objective.loss(point),
      randn: (site, out) => {
        for (let i = 0; i < out.length; i++) out[i] = randn(conditions.seed, 0, this.#k, i, site)
      },
    })
    const { inputs, states, average } = program
    const roots = [...states.map(({ next }) => next), ...(average === null ? [] : [average])]
    writeFixed(machine, program.fixed)
    machine.values(inputs.T)[0] = conditions.T
    machine.values(inputs.lr0).set(paramValues(program.lr0))
    this.#inputs = {
      theta: machine.values(inputs.theta),
      g: machine.values(inputs.g),
      loss: machine.values(inputs.loss),
      t: machine.values(inputs.t),
      lr: machine.values(inputs.lr),
      momentum: machine.values(inputs.momentum),
    }
    this.#inputs.theta.set(conditions.start)
    this.#average =
      average === null
        ? null
        : { made: machine.values(average), kept: new Float64Array(conditions.start) }
    this.#gradient = new Float64Array(layout.count)
    this.#states = new TensorStates(machine, states)
    this.#step = machine.program(roots)
  }

  /** Steps done. */
  get k(): number {
    return this.#k
  }

  /** θ after k steps; changes with the next. */
  get theta(): Float64Array {
    return this.#inputs.theta
  }

  /** The loss at θ on the batch of the step to come, without noise. */
  get loss(): number {
    this.#measure()
    return this.#inputs.loss[0]!
  }

  /** Length of the gradient there. */
  get gradNorm(): number {
    this.#measure()
    return Math.sqrt(this.#gradient.reduce((sum, g) => sum + g * g, 0))
  }

  /** Rate of the last step: one, or one for each tensor. */
  get lr(): Float64Array {
    return this.#inputs.lr
  }

  /** The rule's own momentum in the last step, driven or not; one, or one for each tensor. */
  get momentum(): Float64Array {
    return this.#inputs.momentum
  }

  /** The average some entry keeps, after the last step; the start before the first; else null. */
  get average(): Float64Array | null {
    return this.#average?.kept ?? null
  }

  /** One step, in the order of ARCHITECTURE.md. */
  step(): void {
    this.#measure()
    const { g, t } = this.#inputs
    this.#draw()
    this.#handOut(this.#gradient, g)
    this.#rate()
    t[0] = this.#k + 1
    if (this.#k === 0) this.#states.begin()
    this.#step()
    this.#average?.kept.set(this.#average.made)
    this.#states.commit()
    this.#k++
    this.#measured = false
  }

  #measure(): void {
    if (this.#measured) return
    this.#objective.select(this.#k)
    this.#inputs.loss[0] = this.#objective.gradient(this.#inputs.theta, this.#gradient)
    this.#measured = true
  }

  #draw(): void {
    const { seed, noise } = this.#conditions
    if (this.#noise)
      for (let i = 0; i < this.#noise.length; i++)
        this.#noise[i] = noise * randn(seed, 0, this.#k, i, NOISE_SITE)
  }

  /** A gradient with the step's noise. */
  #handOut(gradient: Float64Array, out: Float64Array): void {
    if (this.#noise) for (let i = 0; i < out.length; i++) out[i] = gradient[i]! + this.#noise[i]!
    else if (out !== gradient) out.set(gradient)
  }

  #rate(): void {
    const { loss, lr, momentum } = this.#inputs
    const { own } = this.#program
    while (this.#k >= this.#partEnd && this.#part < this.#run.schedules.length - 1) {
      const part = this.#run.schedules[++this.#part]!
      this.#partEnd += part.steps
      this.#schedule = part.steps > 0 ? new NetScheduleRun(part, this.#scheduleGiven()) : null
    }
    if (!this.#schedule) throw new Error(`no schedule for step ${this.#k}`)
    this.#schedule.step(loss[0]!)
    fill(lr, this.#schedule.lr)
    fill(momentum, this.#schedule.drives || !own ? this.#schedule.momentum : paramValues(own))
  }

  #scheduleGiven() {
    const { lr0, own, rate } = this.#program
    const shaped = (param: NetParam): Shaped => ({
      shape: shapeOfParam(param),
      values: paramValues(param),
    })
    return {
      layout: this.#objective.layout,
      lr0: shaped(lr0),
      // a rule without momentum: what a schedule makes of it goes nowhere
      momentum: shaped(own ?? { name: 'momentum', value: 0 }),
      rate,
    }
  }
}

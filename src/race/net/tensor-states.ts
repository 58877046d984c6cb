import type { FixedInput, TensorState } from '#race/net/tensor-entry.ts'
import type { TensorMachine } from '#race/net/tensor-machine.ts'

/** The values a program carries from step to step, in the machine that runs it. */
export class TensorStates {
  readonly #begin: () => void
  readonly #cells: readonly {
    readonly input: Float64Array
    readonly next: Float64Array
    readonly initial: Float64Array
    readonly kept: Float64Array
  }[]

  constructor(machine: TensorMachine, states: readonly TensorState[]) {
    this.#cells = states.map(({ input, next, initial }) => ({
      input: machine.values(input),
      next: machine.values(next),
      initial: machine.values(initial),
      kept: new Float64Array(machine.values(input).length),
    }))
    this.#begin = machine.program(states.map(({ initial }) => initial))
  }

  /** Sets every value to its initial one, from the inputs as they are now. */
  begin(): void {
    this.#begin()
    for (const { input, initial } of this.#cells) input.set(initial)
  }

  /** Makes the new values the current ones; all are read before any is written. */
  commit(): void {
    for (const { kept, next } of this.#cells) kept.set(next)
    for (const { input, kept } of this.#cells) input.set(kept)
  }
}

/** Writes parameters into their inputs. */
export function writeFixed(machine: TensorMachine, fixed: readonly FixedInput[]): void {
  for (const { input, values } of fixed) machine.values(input).set(values)
}

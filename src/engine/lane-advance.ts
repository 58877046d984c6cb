import type { Tensor } from '@tensorflow/tfjs-core'
import type { LaneRunner, LaneState } from '#engine/device.ts'

/** How a device moves the cells of lanes; parts of the run by their place. */
export type LaneMoves = {
  /** the cells a part begins with, from those that the part before ended with */
  readonly enter: (place: number, cells: readonly Tensor[]) => Tensor[]
  /** at least one step and at most `most`, from step `first` on: how many, and the cells after them */
  readonly step: (
    place: number,
    cells: readonly Tensor[],
    first: number,
    most: number,
  ) => { readonly count: number; readonly cells: Tensor[] }
  /** the same numbers as a tensor of its own */
  readonly share: (cell: Tensor) => Tensor
}

/** Takes states of a run through its parts, whatever computes them. */
export function laneAdvance(
  parts: readonly { readonly first: number; readonly end: number }[],
  T: number,
  { enter, step, share }: LaneMoves,
): Pick<LaneRunner, 'advance' | 'free'> {
  // A state at the end of a part still has that part's cells.
  const partAt = (k: number) =>
    Math.max(
      0,
      parts.findLastIndex(({ first }) => first < k),
    )

  const free = ({ cells }: LaneState) => cells.forEach((cell) => cell.dispose())

  return {
    free,
    advance(from, steps) {
      const last = Math.min(T, from.step + steps)
      let state = from
      const move = (to: number, cells: readonly Tensor[]) => {
        if (state !== from) free(state)
        state = { step: to, cells }
      }
      let place = partAt(from.step)
      while (state.step < last) {
        if (parts[place + 1]?.first === state.step) {
          place++
          move(state.step, enter(place, state.cells))
        }
        const end = Math.min(last, parts[place]!.end)
        const { count, cells } = step(place, state.cells, state.step, end - state.step)
        move(state.step + count, cells)
      }
      // nothing to do is still a state of its own
      return state === from ? { step: from.step, cells: from.cells.map(share) } : state
    },
  }
}

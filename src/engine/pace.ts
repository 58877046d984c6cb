/** A fixed cost of so many slices' share is paid before more work in a slice stops making sense. */
const WORTH = 3
/** The second slice's steps; compared with the first, of one step, it tells the fixed cost. */
const TRIAL = 4

/**
 * Learns how many steps fit into a slice of time. Where a stretch of steps has a fixed cost longer than
 * a slice, slices become longer: most of the time would be lost otherwise.
 */
export class Pace {
  readonly #slice: number
  #one: number | null = null
  #fixed: number | null = null
  #each = 0
  #steps = 1

  /** `slice`: milliseconds */
  constructor(slice: number) {
    this.#slice = slice
  }

  /** Steps for one slice, 1 or more. */
  get steps(): number {
    return Math.max(1, Math.floor(this.#steps))
  }

  /** The milliseconds that so many steps should take; null before enough was measured. */
  expected(steps: number): number | null {
    if (this.#fixed === null) return steps <= 1 ? this.#one : null
    return this.#fixed + steps * this.#each
  }

  /** `part` of a slice was to be filled with these steps. */
  took(steps: number, ms: number, part = 1): void {
    if (this.#one === null || this.#fixed === null) this.#try(steps, ms)
    else {
      // a machine busy with something else at first had made it seem longer
      this.#fixed = Math.min(this.#fixed, ms)
      const each = (ms - this.#fixed) / steps
      this.#each += (each - this.#each) / 2
    }
    if (this.#fixed === null) return
    const limit = part * Math.max(this.#slice, WORTH * this.#fixed)
    if (ms > limit) this.#steps = (steps / part) * (limit / ms)
    // fewer steps than there was time for tell nothing of more
    else if (steps >= Math.floor(part * this.#steps)) this.#steps *= grown(ms / limit)
  }

  #try(steps: number, ms: number): void {
    if (this.#one === null || steps <= 1) {
      this.#one = Math.min(this.#one ?? Infinity, ms / steps)
      this.#steps = TRIAL
      return
    }
    const each = Math.max(0, (ms - this.#one) / (steps - 1))
    this.#fixed = Math.max(0, this.#one - each)
    this.#each = each
    this.#steps = steps
  }
}

/** Twice as much while half of the time is free, then carefully. */
const grown = (full: number) => (full < 0.5 ? 2 : full < 0.8 ? 1.15 : 1)

import type { LoopInstance } from '#formula/loop-instance.ts'
import { type SurfaceNodes, surfaceNodes, surfaceValues } from '#formula/surface.ts'
import type { LaneProgram, RecordKind } from '#race/lane-program.ts'
import type { ReadyRace } from '#race/ready.ts'
import { decideStatus } from '#race/status.ts'
import type { Trajectory } from '#race/trajectory.ts'
import { WATCH } from '#race/watch.ts'

/** Below this the squares in a norm may have underflowed. */
const TINY = 1e-150

/** A view of the first numbers; `subarray` is slow where there is nothing to cut. */
const leading = (array: Float64Array, length: number): Float64Array =>
  array.length === length ? array : array.subarray(0, length)

const allFinite = (...numbers: readonly number[]): boolean => numbers.every(Number.isFinite)

/** Gathers what a run's segments recorded into one trajectory. */
export class Recorder {
  readonly #race: ReadyRace
  readonly #start: readonly [number, number]
  /** the rule's own momentum, in force wherever no schedule drives it */
  readonly #own: number | null
  readonly #columns = new Map<RecordKind, Float64Array>()

  constructor(race: ReadyRace, start: readonly [number, number], own: number | null) {
    this.#own = own
    this.#race = race
    this.#start = start
  }

  /** Copies rows first ≤ k < end out of a lane's memory. */
  read(program: LaneProgram, instance: LoopInstance, first: number, end: number): void {
    const memory = instance.memory()
    const { records } = program
    // records lie side by side in memory: a whole run is one copy
    const origin = instance.recordAt(0)
    const whole = first === 0 && end === this.#race.T + 1
    const copy = whole ? memory.slice(origin, instance.recordsEnd()) : null
    records.forEach((kind, i) => {
      const width = kind === 'theta' || kind === 'average' ? 2 : 1
      if (i > 0 && width === 2 && records[i - 1] === kind) return // the pair's second half
      const at = instance.recordAt(i)
      // the rate of the last row makes no step
      const rows = kind === 'lr' || kind === 'momentum' ? end - 1 : end
      if (copy)
        this.#columns.set(kind, new Float64Array(copy.buffer, 8 * (at - origin), width * rows))
      else
        this.#column(kind, width).set(
          memory.subarray(at + width * first, at + width * end),
          width * first,
        )
    })
  }

  /** Takes a column's rows from step `first` on from elsewhere; points are interleaved. */
  write(kind: RecordKind, values: Float64Array, first: number): void {
    const width = kind === 'theta' || kind === 'average' ? 2 : 1
    const column = this.#column(kind, width)
    const room = column.length - width * first
    column.set(values.length > room ? values.subarray(0, room) : values, width * first)
  }

  /** What the loop's own watchers would say of the columns, for runs that have none. */
  watched(): Map<string, number> {
    const theta = this.#column('theta', 2)
    const loss = this.#column('loss', 1)
    const norms = this.#column('gradNorm', 1)
    let [rows, odd, least, lowest] = [0, 0, Infinity, Infinity]
    for (let k = 0; k < loss.length; k++) {
      const [x, y, f, norm] = [theta[2 * k]!, theta[2 * k + 1]!, loss[k]!, norms[k]!]
      rows += x - x + (y - y) + (f - f)
      odd += norm - norm
      if (norm < least) least = norm
      if (f < lowest) lowest = f
    }
    return new Map([
      [WATCH.rows, rows],
      [WATCH.norms, odd],
      [WATCH.least, least],
      [WATCH.lowest, lowest],
    ])
  }

  /** `watched`: the values carried out of the last segment; `dims`: coordinates of the surface. */
  trajectory(watched: ReadonlyMap<string, number>, dims: 1 | 2): Trajectory {
    const theta = this.#column('theta', 2)
    const loss = this.#column('loss', 1)
    const norms = this.#column('gradNorm', 1)
    const finite = watched.get(WATCH.rows) === 0
    const odd = watched.get(WATCH.norms) !== 0 || watched.get(WATCH.least)! <= TINY
    const rows = finite
      ? loss.length
      : loss.findIndex((f, k) => !allFinite(f, theta[2 * k]!, theta[2 * k + 1]!))
    const broken = rows < loss.length
    const n = Math.max(rows - 1, 0)
    const gradNorm = leading(norms, n + 1)
    if (odd) this.#mendNorms(theta, gradNorm)
    // where f is no number there is no slope, whatever the derivative's formula says: log at −1
    if (Number.isNaN(loss[0]!)) gradNorm[0] = NaN
    const points = leading(theta, 2 * n + 2)
    const losses = leading(loss, n + 1)
    const { surface, eps } = this.#race
    // written out: spreads here cost as much as two hundred steps
    const { status, at } = decideStatus({
      theta: points,
      loss: losses,
      gradNorm,
      n,
      broken,
      odd,
      lowest: watched.get(WATCH.lowest)!,
      dims,
      domain: surface.domain,
      fmin: surface.fmin,
      eps,
    })
    return {
      n,
      theta: points,
      loss: losses,
      gradNorm,
      lr: leading(this.#column('lr', 1), n),
      momentum: this.#columns.has('momentum') ? leading(this.#column('momentum', 1), n) : null,
      average: this.#columns.has('average') ? this.#averages(n) : null,
      status,
      at,
    }
  }

  /** Where squaring over- or underflowed, the norm is computed again with scaling. */
  #mendNorms(theta: Float64Array, gradNorm: Float64Array): void {
    let surface: SurfaceNodes | undefined
    for (let k = 0; k < gradNorm.length; k++) {
      const norm = gradNorm[k]!
      if (Number.isNaN(norm) || (norm < Infinity && norm > TINY) || norm === 0) continue
      surface ??= surfaceNodes(this.#race.surface.formula, this.#race.surface.params).ok!
      const point = [theta[2 * k]!, theta[2 * k + 1]!]
      gradNorm[k] = Math.hypot(...surfaceValues(surface, surface.gradient, point, k + 1))
    }
  }

  /** Row k holds the average after step k; before step 1 it is the start. */
  #averages(n: number): Float64Array {
    const points = new Float64Array(2 * n + 2)
    points.set(this.#start)
    points.set(this.#column('average', 2).subarray(0, 2 * n), 2)
    return points
  }

  #column(kind: RecordKind, width: number): Float64Array {
    const found = this.#columns.get(kind)
    if (found) return found
    const fresh = new Float64Array(width * (this.#race.T + 1))
    if (kind === 'momentum') fresh.fill(this.#own ?? NaN)
    this.#columns.set(kind, fresh)
    return fresh
  }
}

import { evaluate } from '#formula/interpret.ts'
import type { LoopInstance } from '#formula/loop-instance.ts'
import { type SurfaceNodes, surfaceNodes } from '#formula/surface.ts'
import type { LaneProgram, RecordKind } from '#race/lane-program.ts'
import type { ReadyRace } from '#race/ready.ts'
import { decideStatus } from '#race/status.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** Below this the squares in a norm may have underflowed. */
const TINY = 1e-150

/**
 * How many leading rows have a finite point and loss, and whether some norm is no ordinary number.
 * A branch-free pass first, as nearly every race is finite throughout: a − a is 0 for finite numbers
 * and NaN for all others, and NaN stays in a sum.
 */
function finiteRows(theta: Float64Array, loss: Float64Array, norms: Float64Array): { rows: number; odd: boolean } {
  let points = 0
  let losses = 0
  let slopes = 0
  let least = Infinity
  for (let i = 0; i < theta.length; i++) points += theta[i]! - theta[i]!
  for (let k = 0; k < loss.length; k++) losses += loss[k]! - loss[k]!
  for (let k = 0; k < norms.length; k++) {
    const norm = norms[k]!
    slopes += norm - norm
    least = norm < least ? norm : least
  }
  const odd = slopes !== 0 || least <= TINY
  if (points + losses === 0) return { rows: loss.length, odd }
  const rows = loss.findIndex((f, k) => !(Number.isFinite(f) && Number.isFinite(theta[2 * k]!) && Number.isFinite(theta[2 * k + 1]!)))
  return { rows, odd }
}

/** Gathers what a run's segments recorded into one trajectory. */
export class Recorder {
  readonly #race: ReadyRace
  readonly #start: readonly [number, number]
  /** the rule's own momentum, in force wherever no schedule drives it */
  readonly #own: number | null
  readonly #columns = new Map<RecordKind, Float64Array>()
  #dims: 1 | 2 = 2

  constructor(race: ReadyRace, start: readonly [number, number], own: number | null) {
    this.#own = own
    this.#race = race
    this.#start = start
  }

  /** Copies rows first ≤ k < end out of a lane's memory. */
  read(program: LaneProgram, instance: LoopInstance, first: number, end: number): void {
    const memory = instance.memory()
    this.#dims = program.dims
    program.records.forEach((kind, i) => {
      const width = kind === 'theta' || kind === 'average' ? 2 : 1
      if (i > 0 && width === 2 && program.records[i - 1] === kind) return // the pair's second half
      const at = instance.recordAt(i)
      const [from, to] = [at + width * first, at + width * end]
      const whole = first === 0 && end === this.#race.T + 1
      if (whole) this.#columns.set(kind, memory.slice(from, to))
      else this.#column(kind, width).set(memory.subarray(from, to), width * first)
    })
  }

  trajectory(): Trajectory {
    const theta = this.#column('theta', 2)
    const loss = this.#column('loss', 1)
    const norms = this.#column('gradNorm', 1)
    const { rows, odd } = finiteRows(theta, loss, norms)
    const broken = rows < loss.length
    const n = Math.max(rows - 1, 0)
    const gradNorm = norms.subarray(0, n + 1)
    if (odd) this.#mendNorms(theta, gradNorm)
    const kept = { theta: theta.subarray(0, 2 * n + 2), loss: loss.subarray(0, n + 1), gradNorm }
    const { surface, eps } = this.#race
    const verdict = decideStatus({
      ...kept, n, broken, odd, dims: this.#dims, domain: surface.domain, fmin: surface.fmin, eps,
    })
    return {
      n, ...kept,
      lr: this.#column('lr', 1).subarray(0, n),
      momentum: this.#columns.has('momentum') ? this.#column('momentum', 1).subarray(0, n) : null,
      average: this.#columns.has('average') ? this.#averages(n) : null,
      ...verdict,
    }
  }

  /** Where squaring over- or underflowed, the norm is computed again with scaling. */
  #mendNorms(theta: Float64Array, gradNorm: Float64Array): void {
    let surface: SurfaceNodes | undefined
    for (let k = 0; k < gradNorm.length; k++) {
      const norm = gradNorm[k]!
      if (Number.isNaN(norm) || (norm < Infinity && norm > TINY) || norm === 0) continue
      surface ??= surfaceNodes(this.#race.surface.formula, this.#race.surface.params).ok!
      const { graph, at, t, gradient, inputs } = surface
      const nameOf = (id: number) => {
        const node = graph.nodes[id]!
        return node.kind === 'input' ? node.name : ''
      }
      const values = new Map(inputs.map(({ name, value }) => [name, value]))
      at.forEach((input, i) => values.set(nameOf(input), theta[2 * k + i]!))
      values.set(nameOf(t), k + 1)
      gradNorm[k] = Math.hypot(...evaluate(graph, gradient, values))
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

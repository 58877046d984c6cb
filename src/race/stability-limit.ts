import { evaluate } from '#formula/interpret.ts'
import { SURFACE } from '#formula/surface.ts'
import { laneProgram } from '#race/lane-program.ts'
import { laneValues } from '#race/lane.ts'
import { ownMomentum, type ReadyRun, type ReadySurface } from '#race/ready.ts'

/** A bowl of curvature c. */
const BOWL: ReadySurface = {
  id: 'bowl',
  formula: 'c*x^2/2',
  params: [{ name: 'c', value: 1 }],
  domain: [-1, 1, -1, 1],
  minima: [],
  fmin: null,
}

/** Two steps well apart: a rule whose step depends on its number has no one limit. */
const STEPS = [1000, 5003] as const
const [LEAST, MOST] = [1e-4, 1e6]
const CLOSE = 1e-9
/** Growth that counts as none: a matrix with an eigenvalue of exactly 1 settles. */
const SETTLED = 1e-7

type Matrix = readonly (readonly number[])[]

/**
 * The curvature times learning rate beyond which a run's step no longer settles in a bowl: 2 for
 * gradient descent. Found from the formulas themselves: where a step is linear in the point, in the
 * run's state and in the gradient, it is a matrix, and the bowl is stable while no eigenvalue is
 * beyond 1. Null for every other step (Adam, sign rules, clipping), and where lr is not a mere factor.
 */
export function stabilityLimit(run: ReadyRun): number | null {
  try {
    const step = stepInBowl(run)
    if (!step || !agree(step(1, 1, STEPS[0]), step(1, 1, STEPS[1]))) return null
    const settles = (c: number, lr: number) => radius(step(c, lr, STEPS[0])) <= SETTLED
    const limit = leastUnstable((c) => settles(c, 1))
    // Half the rate must bear twice the curvature.
    const [below, above] = [1 - 1e-4, 1 + 1e-4]
    return limit !== null && settles(2 * limit * below, 0.5) && !settles(2 * limit * above, 0.5)
      ? limit
      : null
  } catch {
    // What cannot be built cannot run either, and the page says so elsewhere.
    return null
  }
}

/** The matrix of a step at curvature c, rate lr and step number k; null if it is not linear. */
function stepInBowl(run: ReadyRun) {
  const program = laneProgram(BOWL, run, { kind: 'table', momentum: false }, false)
  if (program.feeds.some(({ kind }) => kind !== 'lr')) return null
  const { graph, carried } = program.plan.loop
  const names = new Map(program.carried.map((name, i) => [name, carried[i]!.next]))
  const state = dependencies('theta.0')
  const roots = state.map((name) => names.get(name)!)
  const lr0 = run.rule.params.find(({ name }) => name === 'lr')?.value
  const numbers = {
    lr0: typeof lr0 === 'number' ? lr0 : NaN,
    own: ownMomentum(run.rule)?.value ?? NaN,
  }
  const given = { surface: BOWL, run, T: 2 * STEPS[1], seed: 1, noise: 0 }
  const values = laneValues(given, { first: 0, schedule: null }, numbers)

  /** A carried value and all that it is made of. */
  function dependencies(first: string): string[] {
    const found = [first]
    for (const name of found)
      for (const id of graph.reachable([names.get(name)!])) {
        const node = graph.nodes[id]!
        if (node.kind === 'input' && names.has(node.name) && !found.includes(node.name))
          found.push(node.name)
      }
    return found
  }

  const map = (c: number, lr: number, k: number) => (point: readonly number[]) => {
    const inputs = new Map([...values, ['lr', lr], ['k', k], [`${SURFACE}c`, c]])
    state.forEach((name, i) => inputs.set(name, point[i]!))
    return evaluate(graph, roots, inputs)
  }

  const unit = (j: number) => state.map((_, i) => (i === j ? 1 : 0))
  if (!isLinear(map(0.7, 0.3, STEPS[0]), state.length)) return null
  return (c: number, lr: number, k: number): Matrix => {
    const columns = state.map((_, j) => map(c, lr, k)(unit(j)))
    return state.map((_, i) => columns.map((column) => column[i]!))
  }
}

function isLinear(step: (point: readonly number[]) => number[], size: number): boolean {
  const a = Array.from({ length: size }, (_, i) => 0.37 + 0.21 * i)
  const b = Array.from({ length: size }, (_, i) => -0.59 + 0.83 * i * i)
  const sum = a.map((value, i) => 3 * value - 1e3 * b[i]!)
  const [ofA, ofB, ofSum] = [step(a), step(b), step(sum)]
  const still = step(a.map(() => 0)).every((value) => Math.abs(value) <= CLOSE)
  const adds = ofSum.every((value, i) => {
    const expected = 3 * ofA[i]! - 1e3 * ofB[i]!
    return Math.abs(value - expected) <= CLOSE * Math.max(1, Math.abs(expected))
  })
  return still && adds
}

const agree = (a: Matrix, b: Matrix) =>
  a.every((row, i) => row.every((value, j) => Math.abs(value - b[i]![j]!) <= CLOSE))

/** log of the largest eigenvalue's size, from the growth of the matrix's 2³⁰-th power. */
function radius(matrix: Matrix): number {
  let [power, log] = [matrix, 0]
  let times = 1
  for (let squarings = 0; squarings < 30; squarings++) {
    const size = Math.max(...power.flat().map(Math.abs))
    if (!(size > 0)) return -Infinity
    log += Math.log(size) / times
    const scaled = power.map((row) => row.map((value) => value / size))
    power = scaled.map((row) =>
      row.map((_, j) => row.reduce((sum, value, k) => sum + value * scaled[k]![j]!, 0)),
    )
    times *= 2
  }
  return log
}

/** Where the stable curvatures, from small ones on, end; null if they do not begin or never end. */
function leastUnstable(settles: (c: number) => boolean): number | null {
  let [low, high] = [LEAST, LEAST]
  if (!settles(low)) return null
  while (settles(high)) {
    if (high > MOST) return null
    low = high
    high *= 1.5
  }
  for (let halvings = 0; halvings < 26; halvings++) {
    const middle = (low + high) / 2
    if (settles(middle)) low = middle
    else high = middle
  }
  return low
}

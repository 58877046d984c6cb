import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { surfaceNodes, surfaceValues } from '#formula/surface.ts'
import type { Layout } from '#race/net/layout.ts'
import { NetLane, type NetObjective } from '#race/net/net-lane.ts'
import type { NetRun, NetStage } from '#race/net/net-ready.ts'
import { RaceEngine } from '#race/race.ts'
import { races } from '#race/random-race.fixture.ts'
import { NOISE_SITE, randn, randnSite } from '#race/randn.ts'
import type { ReadySurface } from '#race/ready.ts'
import { run as readyRun, schedule, SGD, stage } from '#race/ready.fixture.ts'

/** Tensors of these lengths, each a layer's weights. */
const cut = (...lengths: readonly number[]): Layout => {
  let at = 0
  const tensors = lengths.map((length, layer) => {
    at += length
    return { name: `W${layer + 1}`, at: at - length, length, layer, bias: false }
  })
  return { count: at, tensors }
}

/** A surface as an objective: its point is one tensor. */
function plane({ formula, params }: ReadySurface): NetObjective {
  const surface = surfaceNodes(formula, params).ok!
  let t = 1
  const at = (theta: Float64Array) =>
    surfaceValues(surface, [surface.f, ...surface.gradient], [...theta], t)
  return {
    layout: cut(surface.dims),
    select: (k) => {
      t = k + 1
    },
    loss: (theta) => at(theta)[0]!,
    gradient(theta, out) {
      const [f, ...gradient] = at(theta)
      out.set(gradient)
      return f!
    },
  }
}

test('on a surface a network’s lane and a race’s do the same, bit for bit', () => {
  const engine = new RaceEngine('interpreter')
  fc.assert(
    fc.property(races, (race) => {
      const objective = plane(race.surface)
      const { count } = objective.layout
      const pick = (points: Float64Array, k: number) => [...points.subarray(2 * k, 2 * k + count)]
      engine.race(race).forEach((theirs, i) => {
        const run = race.runs[i]!
        const start = Float64Array.from(run.start.slice(0, count))
        const lane = new NetLane(objective, run, { ...race, start })
        for (let k = 0; k <= theirs.n; k++) {
          expect({ k, theta: [...lane.theta], loss: lane.loss }).toEqual({
            k,
            theta: pick(theirs.theta, k),
            loss: theirs.loss[k],
          })
          if (theirs.average) expect([...lane.average!]).toEqual(pick(theirs.average, k))
          if (k === theirs.n) continue
          lane.step()
          expect([...lane.lr]).toEqual([theirs.lr[k]])
          if (theirs.momentum) expect([...lane.momentum]).toEqual([theirs.momentum[k]])
        }
      })
    }),
    { numRuns: 150, seed: 5 },
  )
})

/** Half of Σ cᵢ θᵢ²: the gradient of parameter i is cᵢ θᵢ. */
const bowl = (layout: Layout, curves: readonly number[]): NetObjective => ({
  layout,
  select: () => {},
  loss: (theta) => theta.reduce((sum, p, i) => sum + (curves[i]! * p * p) / 2, 0),
  gradient(theta, out) {
    theta.forEach((p, i) => {
      out[i] = curves[i]! * p
    })
    return this.loss(theta)
  },
})

const START = Float64Array.of(3, 4, 2, -1, 6)
const PAIR = cut(2, 3)
const ONES = bowl(PAIR, [1, 1, 1, 1, 1])

/** θ after so many steps from START at rate 1 on five parameters in two tensors. */
function after(
  steps: number,
  more: Partial<NetRun> & { readonly noise?: number; readonly objective?: NetObjective },
): number[] {
  const { noise = 0, objective = ONES, ...stages } = more
  const whole = { ...readyRun(9, { rule: stage(SGD, { lr: 1 }) }), ...stages }
  const lane = new NetLane(objective, whole, { T: 9, seed: 4, noise, start: START })
  for (let k = 0; k < steps; k++) lane.step()
  return [...lane.theta]
}

/** A rule with this text and rate 1. */
const rule = (text: string, numbers: Record<string, number | number[]> = {}): NetStage =>
  stage(text, { lr: 1, ...numbers })

describe('reductions', () => {
  test.each<[string, number[]]>([
    ['norm(g)', [5, 5, Math.sqrt(41), Math.sqrt(41), Math.sqrt(41)]],
    ['norm_all(g)', Array.from({ length: 5 }, () => Math.sqrt(66))],
    ['sum(g)', [7, 7, 7, 7, 7]],
    ['mean(g)', [3.5, 3.5, 7 / 3, 7 / 3, 7 / 3]],
    ['mean_all(g)', [2.8, 2.8, 2.8, 2.8, 2.8]],
    ['dot(g, 2theta)', [50, 50, 82, 82, 82]],
    ['dot_all(g, 1)', [14, 14, 14, 14, 14]],
    ['maxabs(g)', [4, 4, 6, 6, 6]],
    ['maxabs_all(-g)', [6, 6, 6, 6, 6]],
    ['count_all(g)', [5, 5, 5, 5, 5]],
    ['sum(1)', [2, 2, 3, 3, 3]],
    ['sum(norm(g) > 6)', [0, 0, 3, 3, 3]],
    [
      'norm(g)/norm_all(g)',
      [5, 5, 6, 6, 6].map((n) => (n === 5 ? 5 : Math.sqrt(41)) / Math.sqrt(66)),
    ],
  ])('%s are over each tensor, or over all', (text, expected) => {
    expect(after(1, { rule: rule(`theta = ${text}`) })).toEqual(expected)
  })
})

describe('a value for each tensor', () => {
  const spread = (name: string, perTensor: readonly number[]) => ({
    name,
    value: perTensor[0]!,
    perTensor,
  })
  const sgd = { ...rule(SGD), params: [spread('lr', [0.5, 0.25])] }

  test('as the rate, also through a schedule', () => {
    expect(after(1, { rule: sgd })).toEqual([1.5, 2, 1.5, -0.75, 4.5])
    const halved = schedule('lr = t == 0 ? lr0 : lr/2', 9)
    expect(after(2, { rule: sgd, schedules: [halved] })).toEqual(
      [1.5, 2, 1.5, -0.75, 4.5].map((p, i) => p * (i < 2 ? 0.75 : 0.875)),
    )
  })

  test('as a schedule’s own number', () => {
    const plan = { ...schedule('lr = top', 9), params: [spread('top', [1, 0.5])] }
    expect(after(1, { schedules: [plan] })).toEqual([0, 0, 1, -0.5, 3])
  })

  test('as a number that a state begins with and keeps', () => {
    const text = 'state d = rho\nd = d*2\ntheta = theta*d'
    const own = { ...rule(text), params: [...rule(text).params, spread('rho', [1, 2])] }
    expect(after(2, { rule: own })).toEqual([24, 32, 64, -32, 192])
  })

  test('as a number that makes a state wider than it began', () => {
    const text = 'state d = 1\nd = d*rho\ntheta = theta*d'
    const own = { ...rule(text), params: [...rule(text).params, spread('rho', [2, 3])] }
    expect(after(2, { rule: own })).toEqual([24, 32, 54, -27, 162])
  })

  test('as the rate that a state adds up', () => {
    const text = 'state w = 0\nw = w + lr\ntheta = theta - w*g'
    expect(after(2, { rule: { ...sgd, formula: text } })).toEqual([0, 0, 0.75, -0.375, 2.25])
  })
})

describe('a step', () => {
  test('asks for gradients and losses elsewhere', () => {
    const sam = stage('g = grad(theta + rho*g/norm_all(g))', { rho: Math.sqrt(66) }, 'sam')
    expect(after(1, { before: [sam], rule: stage(SGD, { lr: 0.5 }) })).toEqual(
      [3, 4, 2, -1, 6].map((p) => p - 0.5 * (p + (Math.sqrt(66) * p) / Math.sqrt(66))),
    )
    expect(after(1, { rule: rule('theta = loss(2theta) - loss') })).toEqual([99, 99, 99, 99, 99])
  })

  test('keeps states of transforms from the start on, also after the rule', () => {
    const slow = stage(
      'state s = theta\ns = mod(t, 2) == 0 ? (s + theta)/2 : s\ntheta = mod(t, 2) == 0 ? s : theta',
      {},
      'slow',
    )
    const half = stage(SGD, { lr: 0.5 })
    expect(after(2, { rule: half, after: [slow] })).toEqual(
      [3, 4, 2, -1, 6].map((p) => (p + p / 4) / 2),
    )
  })

  test('swaps states whole', () => {
    const text = 'state a = 1, b = 2\nc = a\na = b\nb = c\ntheta = a + 10b'
    expect(after(1, { rule: rule(text) })[0]).toBe(12)
    expect(after(2, { rule: rule(text) })[0]).toBe(21)
  })

  test('averages what a state was before it changes', () => {
    const mean = stage('state a = theta\naverage = a\na = theta', {}, 'mean')
    const whole = readyRun(9, { rule: stage(SGD, { lr: 0.5 }), after: [mean] })
    const lane = new NetLane(ONES, whole, { T: 9, seed: 4, noise: 0, start: START })
    const seen = [0, 1, 2, 3].map(() => {
      const [first] = lane.average!
      lane.step()
      return first
    })
    expect(seen).toEqual([3, 3, 1.5, 0.75])
  })

  test('picks from lists', () => {
    const text = 'theta = at(l, t) + total(l)'
    expect(after(1, { rule: rule(text, { l: [1, 2, 4] }) })[0]).toBe(9)
    expect(after(9, { rule: rule(text, { l: [1, 2, 4] }) })[4]).toBe(11)
  })

  test('draws for each parameter by seed, step, parameter and place in the entry', () => {
    const drawn = (n: number, i: number) => randn(4, 0, 2, i, randnSite('mine', n))
    expect(after(3, { rule: rule('theta = 3randn() - randn()') })).toEqual(
      [0, 1, 2, 3, 4].map((i) => 3 * drawn(0, i) - drawn(1, i)),
    )
  })

  test('adds the common noise to every gradient handed out, the same in one step', () => {
    const noise = [0, 1, 2, 3, 4].map((i) => 0.5 * randn(4, 0, 0, i, NOISE_SITE))
    expect(after(1, { rule: rule('theta = g'), noise: 0.5 })).toEqual(
      [...START].map((p, i) => p + noise[i]!),
    )
    const zero = rule('theta = grad(0*theta)')
    expect(after(1, { rule: zero, noise: 0.5 })).toEqual(noise)
  })

  test('measures on the batch of its own number, once', () => {
    const asked: number[] = []
    const objective: NetObjective = { ...ONES, select: (k) => asked.push(k) }
    after(3, { objective })
    expect(asked).toEqual([0, 1, 2])
  })
})

test('a plateau reads the loss of this run and waits for its first step', () => {
  const plan = schedule('lr = loss < 30 ? lr0/2 : lr0', 9)
  const slow = stage(SGD, { lr: 0.5 })
  const [first] = after(3, { rule: slow, schedules: [plan] })
  // losses 33, 8.25, …: the second step and all after it are at half the rate
  expect(first).toBe(3 * 0.5 * 0.75 * 0.75)
})

test('a formula that is wrong names its stage', () => {
  expect(() => after(1, { rule: rule('theta = thet') })).toThrow('mine: unknown_name')
})

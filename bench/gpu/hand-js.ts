import {
  BETA1,
  BETA2,
  type Contestant,
  EPS,
  gridStarts,
  MOMENTUM,
  RATES,
  type Task,
} from './contest.ts'

/** Lanes stepped in float64 by a loop typed out for exactly this rule and surface, on one core. */
export function handJs({ rule, lanes, steps }: Task): Contestant {
  const starts = Float64Array.from(gridStarts(lanes))
  const step = { adam: adamLanes, momentum: momentumLanes }[rule]
  // θ and the two averages; a lane's first round starts from 0
  const [theta, m, v] = [0, 0, 0].map(() => new Float64Array(2 * lanes)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  return {
    round() {
      theta.set(starts)
      m.fill(0)
      v.fill(0)
      const before = performance.now()
      step(theta, m, v, steps)
      return performance.now() - before
    },
    positions: () => theta,
    dispose() {},
  }
}

function adamLanes(theta: Float64Array, m: Float64Array, v: Float64Array, steps: number): void {
  const lr = RATES.adam
  for (let i = 0; i < theta.length; i += 2) {
    let [x, y, mx, my] = [theta[i]!, theta[i + 1]!, m[i]!, m[i + 1]!]
    let [vx, vy, p1, p2] = [v[i]!, v[i + 1]!, 1, 1]
    for (let k = 0; k < steps; k++) {
      const a = 1 - x
      const b = y - x * x
      const gx = -2 * a - 400 * x * b
      const gy = 200 * b
      mx = BETA1 * mx + (1 - BETA1) * gx
      my = BETA1 * my + (1 - BETA1) * gy
      vx = BETA2 * vx + (1 - BETA2) * gx * gx
      vy = BETA2 * vy + (1 - BETA2) * gy * gy
      p1 *= BETA1
      p2 *= BETA2
      const rate = lr / (1 - p1)
      const root = Math.sqrt(1 - p2)
      x -= (rate * mx) / (Math.sqrt(vx) / root + EPS)
      y -= (rate * my) / (Math.sqrt(vy) / root + EPS)
    }
    theta[i] = x
    theta[i + 1] = y
    m[i] = mx
    m[i + 1] = my
    v[i] = vx
    v[i + 1] = vy
  }
}

function momentumLanes(theta: Float64Array, m: Float64Array, _: Float64Array, steps: number): void {
  const lr = RATES.momentum
  for (let i = 0; i < theta.length; i += 2) {
    let [x, y, mx, my] = [theta[i]!, theta[i + 1]!, m[i]!, m[i + 1]!]
    for (let k = 0; k < steps; k++) {
      const b = y - x * x
      mx = MOMENTUM * mx - 2 * (1 - x) - 400 * x * b
      my = MOMENTUM * my + 200 * b
      x -= lr * mx
      y -= lr * my
    }
    theta[i] = x
    theta[i + 1] = y
    m[i] = mx
    m[i + 1] = my
  }
}

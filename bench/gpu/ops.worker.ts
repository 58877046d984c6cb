import * as tf from '@tensorflow/tfjs'
import {
  BETA1,
  BETA2,
  type Contestant,
  contestOf,
  EPS,
  gridStarts,
  RATES,
  type Task,
} from './contest.ts'

/** Rosenbrock's gradient at lanes of shape [2, N]. */
function gradient(theta: tf.Tensor): tf.Tensor {
  const [x, y] = tf.unstack(theta) as [tf.Tensor, tf.Tensor]
  const a = tf.sub(1, x)
  const b = tf.sub(y, tf.square(x))
  const gx = tf.sub(tf.mul(-2, a), tf.mul(400, tf.mul(x, b)))
  return tf.stack([gx, tf.mul(200, b)])
}

const initial = ({ lanes }: Task): tf.Tensor =>
  tf.tidy(() => tf.transpose(tf.tensor2d(gridStarts(lanes), [lanes, 2])))

/** Waits for the numbers by reading one of them; the loop itself never waits. */
const settled = (theta: tf.Tensor): number =>
  tf.tidy(() => tf.slice(theta, [0, 0], [1, 1]).dataSync()[0]!)

/** Adam written with operations, as TensorFlow.js documents them: variables, `tidy`, `assign`. */
function operations(task: Task): Contestant {
  const start = initial(task)
  const theta = tf.variable(start)
  const [m, v] = [tf.variable(tf.zerosLike(start)), tf.variable(tf.zerosLike(start))]
  const step = (p1: number, p2: number) => {
    tf.tidy(() => {
      const g = gradient(theta)
      m.assign(tf.add(tf.mul(m, BETA1), tf.mul(g, 1 - BETA1)))
      v.assign(tf.add(tf.mul(v, BETA2), tf.mul(tf.square(g), 1 - BETA2)))
      const root = tf.add(tf.div(tf.sqrt(v), Math.sqrt(1 - p2)), EPS)
      theta.assign(tf.sub(theta, tf.mul(tf.div(m, root), RATES.adam / (1 - p1))))
    })
  }
  return {
    round() {
      theta.assign(start)
      tf.tidy(() => {
        m.assign(tf.zerosLike(start))
        v.assign(tf.zerosLike(start))
      })
      settled(theta)
      const before = performance.now()
      for (let k = 1; k <= task.steps; k++) step(BETA1 ** k, BETA2 ** k)
      settled(theta)
      return performance.now() - before
    },
    positions: () => tf.tidy(() => tf.transpose(theta).dataSync()),
    dispose() {
      tf.dispose([start, theta, m, v])
    },
  }
}

/** TensorFlow.js' own Adam, given the gradient. Its ε is added to the uncorrected root. */
function optimizer(task: Task): Contestant {
  const start = initial(task)
  const theta = tf.variable(start)
  let adam = tf.train.adam(RATES.adam, BETA1, BETA2, EPS)
  return {
    round() {
      theta.assign(start)
      adam.dispose()
      adam = tf.train.adam(RATES.adam, BETA1, BETA2, EPS)
      settled(theta)
      const before = performance.now()
      for (let k = 0; k < task.steps; k++) {
        tf.tidy(() => {
          adam.applyGradients([{ name: theta.name, tensor: gradient(theta) }])
        })
      }
      settled(theta)
      return performance.now() - before
    },
    positions: () => tf.tidy(() => tf.transpose(theta).dataSync()),
    dispose() {
      adam.dispose()
      tf.dispose([start, theta])
    },
  }
}

const adamOnly =
  (way: (task: Task) => Contestant) =>
  (task: Task): Contestant => {
    if (task.rule !== 'adam') throw new Error('only Adam is written with operations')
    return way(task)
  }

tf.env().set('SOFTWARE_WEBGL_ENABLED', true)
if (!(await tf.setBackend('webgl'))) throw new Error('TensorFlow.js finds no WebGL')
globalThis.contest = contestOf({
  operations: adamOnly(operations),
  optimizer: adamOnly(optimizer),
})
postMessage('ready')

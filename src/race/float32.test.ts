import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { races } from '#race/random-race.fixture.ts'
import { RaceEngine } from '#race/race.ts'
import { race, run, stage, surface } from '#race/ready.fixture.ts'

test('WebAssembly and the interpreter give the same float32 bits on random setups of the catalogue', () => {
  fc.assert(
    fc.property(races, (of) => {
      const ours = new RaceEngine('wasm32').race(of)
      expect(ours).toEqual(new RaceEngine('interpreter32').race(of))
    }),
    { seed: 31, numRuns: 100, endOnFailure: true },
  )
})

const bowl = surface('(x - 1)^2 + 3*y^2 + cos(x*y)')
const adam = stage(
  'state m = 0, v = 0; m = 0.9*m + 0.1*g; v = 0.999*v + 0.001*g^2; theta = theta - lr*m/(sqrt(v) + 1e-8)',
  { lr: 0.1 },
)

test('a step is rounded after every operation, what holds for the whole run once', () => {
  // lr·third is one number in float64, rounded; the step has two more roundings
  const rule = stage('theta = theta - lr0*third*g', { lr: 0.1, third: 1 / 3 })
  const [path] = new RaceEngine('wasm32').race(race(surface('x^2 + y'), [run(5, { rule })], 5))
  const { fround } = Math
  let x = fround(1)
  const xs = [x]
  for (let k = 0; k < 5; k++) {
    x = fround(x - fround(fround(0.1 * (1 / 3)) * fround(2 * x)))
    xs.push(x)
  }
  expect(Array.from(path!.theta).filter((_, i) => i % 2 === 0)).toEqual(xs)
})

test('float32 stays near float64 where nothing is chaotic, and every number is a float32', () => {
  const of = race(bowl, [run(200, { rule: adam, start: [2.5, -1.25] })], 200)
  const [exact] = new RaceEngine('wasm').race(of)
  const [near] = new RaceEngine('wasm32').race(of)
  for (const column of [near!.theta, near!.loss, near!.gradNorm])
    expect(column.map(Math.fround)).toEqual(column)
  const apart = near!.theta.map((x, i) => Math.abs(x - exact!.theta[i]!))
  expect(Math.max(...apart)).toBeLessThan(1e-4)
  expect(Math.max(...apart)).toBeGreaterThan(0)
})

test('without subnormal numbers, what lies below 2⁻¹²⁶ is zero', () => {
  const halving = stage('state s = 1; s = s/2; theta = theta*0 + s')
  const of = race(surface('x + y'), [run(150, { rule: halving })], 150)
  const xs = (executor: 'interpreter32' | 'interpreter32flush') =>
    new RaceEngine(executor).race(of)[0]!.theta.filter((_, i) => i % 2 === 0)
  expect([126, 127, 149, 150].map((k) => xs('interpreter32')[k])).toEqual([
    2 ** -126,
    2 ** -127,
    2 ** -149,
    0,
  ])
  expect([126, 127, 149, 150].map((k) => xs('interpreter32flush')[k])).toEqual([2 ** -126, 0, 0, 0])
})

test('noise is the same draw, its strength rounded before the product', () => {
  const of = race(surface('0*x'), [run(3, { rule: stage('theta = g') })], 3, { noise: 0.1 })
  const [exact] = new RaceEngine('wasm').race(of)
  const [near] = new RaceEngine('wasm32').race(of)
  const { fround } = Math
  // the draw itself is a float32
  const draws = exact!.theta.slice(2).map((x) => fround(x / 0.1))
  expect(near!.theta.slice(2)).toEqual(draws.map((w) => fround(fround(0.1) * w)))
})

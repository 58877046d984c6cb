import { expect, test } from 'vitest'
import { racedScene } from '#lessons/raced-scene.fixture.ts'

test('momentum: diverges without, just arrives with 0.25, arrives with 0.5', () => {
  const runs = racedScene('momentum')
  expect(runs['No momentum']!.status).toBe('diverged')
  expect(runs['A little']!.at).toBe(57)
  expect(runs['Enough']!.at).toBe(24)
  const tried = racedScene('momentum', (link) => link.replace('momentum=0.25', 'momentum=0.2'))
  expect(Math.abs(tried['A little']!.y(59))).toBeCloseTo(3, 3)
  expect(Math.abs(tried['A little']!.y(60))).toBeCloseTo(3, 3)
})

test('how_much: 290, 33 and 202 steps', () => {
  const runs = racedScene('how_much')
  expect([runs['None']!.at, runs['Best']!.at, runs['Too much']!.at]).toEqual([290, 33, 202])
  const root = Math.sqrt(100)
  expect((2 / (1 + root)) ** 2).toBeCloseTo(0.033, 3)
  expect(((root - 1) / (root + 1)) ** 2).toBeCloseTo(0.67, 2)
})

test('lessard: three points for ever; the others arrive within ten steps; from x = 3 it does', () => {
  const runs = racedScene('lessard')
  const ball = runs['Heavy ball']!
  expect(ball.status).toBe('running')
  for (let k = 57; k <= 60; k++) expect(ball.x(k)).toBeCloseTo(ball.x(k - 3), 5)
  const cycle = [58, 59, 60].map((k) => ball.x(k))
  const from = cycle.indexOf(Math.min(...cycle))
  const turned = [...cycle.slice(from), ...cycle.slice(0, from)]
  for (const [i, x] of [-1.8, 2.12, 0.65].entries()) expect(turned[i]).toBeCloseTo(x, 2)
  expect(runs['Nesterov momentum']!.at).toBeLessThanOrEqual(10)
  expect(runs['SGD']!.at).toBeLessThanOrEqual(10)
  const other = racedScene('lessard', (link) => link.replace('x=3.3,0', 'x=3,0'))
  expect(other['Heavy ball']!.status).toBe('reached')
})

test('saddle: |y| > 1 at 100, 36, 20; closer takes SGD longer; on the ridge nobody leaves', () => {
  const left = (runs: ReturnType<typeof racedScene>) =>
    ['SGD', 'Momentum', 'Adam'].map((name) => {
      const run = runs[name]!
      return run.first((k) => Math.abs(run.y(k)) > 1)
    })
  expect(left(racedScene('saddle'))).toEqual([100, 36, 20])
  const closer = (y: string) => (link: string) =>
    link.replace('x=1.5,0.0001&T=120', `x=1.5,${y}&T=200`)
  const [sgd, , adam] = left(racedScene('saddle', closer('0.000001')))
  expect(sgd! / 100).toBeCloseTo(1.5, 1)
  expect(adam).toBe(20)
  expect(left(racedScene('saddle', closer('0')))).toEqual([null, null, null])
})

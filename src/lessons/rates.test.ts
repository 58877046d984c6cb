import { expect, test } from 'vitest'
import { racedScene } from '#lessons/raced-scene.fixture.ts'

test('three_rates: factors 0.9, 0.6 and −1.2 a step', () => {
  const runs = racedScene('three_rates')
  expect(runs['Too small']!.x()).toBeCloseTo(10 * 0.9 ** 20, 10)
  expect(runs['Too small']!.x()).toBeCloseTo(1.2, 1)
  expect(runs['Right']!.x()).toBeCloseTo(10 * 0.6 ** 20, 10)
  expect(runs['Right']!.status).toBe('reached')
  expect(runs['Too large']!.x()).toBeCloseTo(383.4, 1)
  const tried = racedScene('three_rates', (link) => link.replace('lr=1.1', 'lr=1'))['Too large']!
  for (let k = 0; k <= 20; k++) expect(tried.x(k)).toBe(k % 2 === 0 ? 10 : -10)
})

test('edge: y dies away, rings, grows by 4 % a step', () => {
  const { Below, Exactly, Above } = racedScene('edge')
  expect(Math.abs(Below!.y())).toBeLessThan(0.2)
  for (let k = 0; k <= 60; k++) {
    expect(Exactly!.y(k)).toBeCloseTo(k % 2 === 0 ? -2 : 2, 12)
    expect(Math.abs(Above!.y(k))).toBeCloseTo(2 * 1.04 ** k, 8)
  }
  const flat = racedScene('edge', (link) => link.replace('x=-5,-2&T=60', 'x=-5,0&T=100'))
  for (const run of Object.values(flat)) expect(run.status).toBe('reached')
})

test('kappa: 290 steps at the best rate, neither beside it arrives in 400', () => {
  const runs = racedScene('kappa')
  expect(runs['Best']!.at).toBe(290)
  expect(runs['Half the best']!.status).toBe('running')
  expect(Math.abs(runs['Half the best']!.y(40))).toBeLessThan(1e-9)
  expect(runs['Near the limit']!.status).toBe('running')
  expect(Math.abs(runs['Near the limit']!.y())).toBeGreaterThan(1)
  const tried = racedScene('kappa', (link) =>
    link.replace('quadratic&', 'quadratic(kappa=10)&').replace('lr=0.0198', 'lr=2/11'),
  )
  expect(tried['Best']!.at).toBe(25)
})

test('range_test: lowest at 162, after the wall at 153; without noise there is no wall', () => {
  const run = racedScene('range_test')['Range test']!
  expect(run.lr(199) / run.lr(0)).toBeGreaterThan(900)
  expect(run.first((k) => run.lr(k) > 0.02)).toBe(153)
  expect(run.trajectory.loss.indexOf(Math.min(...run.trajectory.loss))).toBe(162)
  expect(run.status).toBe('diverged')
  const quiet = racedScene('range_test', (link) => link.replace('&noise=0.5', ''))['Range test']!
  expect(quiet.status).toBe('running')
  expect(quiet.loss()).toBeLessThan(0.1)
})

test('noise_floor: as theory says for each rate, and decay ends below', () => {
  const { Large, Small, Decayed } = racedScene('noise_floor')
  // two coordinates of variance lr·σ²/(λ(2 − lr·λ)), and f is half the sum of their squares
  const floor = (lr: number) => lr / (2 - lr)
  expect(Large!.mean(200, 400)).toBeCloseTo(0.24, 2)
  expect(Small!.mean(200, 400)).toBeCloseTo(0.03, 2)
  expect(Large!.mean(200, 400) / floor(0.4)).toBeGreaterThan(0.8)
  expect(Large!.mean(200, 400) / floor(0.4)).toBeLessThan(1.25)
  expect(Small!.mean(200, 400) / floor(0.05)).toBeGreaterThan(0.8)
  expect(Small!.mean(200, 400) / floor(0.05)).toBeLessThan(1.25)
  expect(Small!.loss() / Decayed!.loss()).toBeGreaterThan(10)
  expect(Decayed!.mean(391, 400)).toBeLessThan(0.003)
  expect(Decayed!.first((k) => Decayed!.loss(k) < 1)).toBe(Large!.first((k) => Large!.loss(k) < 1))
})

import { expect, test } from 'vitest'
import { racedScene } from '#lessons/raced-scene.fixture.ts'

test('restarts: one short cosine stays in the well, restarts leave it, one long ends lowest', () => {
  const runs = racedScene('restarts')
  const [short, four, long] = [
    runs['One short cosine']!,
    runs['Four restarts']!,
    runs['One long cosine']!,
  ]
  expect(short.x()).toBeCloseTo(-0.96, 2)
  expect(short.loss()).toBeCloseTo(0.19, 2)
  expect(four.x(20)).toBeCloseTo(-0.96, 2)
  expect(four.lr(20)).toBe(1)
  expect(four.x()).toBeGreaterThan(2.5)
  expect(long.loss()).toBeLessThan(four.loss())
  // it never was in the well
  expect(long.first((k) => k > 15 && long.x(k) < 0)).toBeNull()
  const wide = racedScene('restarts', (link) => link.replace('two_wells', 'two_wells(width=1)'))
  expect(wide['Four restarts']!.x()).toBeLessThan(0)
})

test('river: constant bounces, cosine stops early, WSD goes as far and then drops', () => {
  const { Constant, Cosine, WSD } = racedScene('river')
  for (let k = 0; k <= 800; k++) expect(WSD!.x(k)).toBe(Constant!.x(k))
  expect(Cosine!.mean(996, 1000)).toBeCloseTo(-0.57, 2)
  expect(WSD!.mean(996, 1000)).toBeCloseTo(-0.89, 2)
  expect(Constant!.mean(900, 1000)).toBeGreaterThan(WSD!.mean(996, 1000) + 0.2)
  expect(Cosine!.x()).toBeLessThan(0.7 * WSD!.x())
  const tried = racedScene('river', (link) => link.replace('decay=200', 'decay=50'))
  expect(tried['WSD']!.loss()).toBeLessThan(-0.85)
})

test('river: this draw is no exception; over seeds WSD ends below cosine and constant', () => {
  const ends = Array.from({ length: 20 }, (_, i) => {
    const runs = racedScene('river', (link) => link.replace('seed=2', `seed=${i + 3}`))
    return ['Constant', 'Cosine', 'WSD'].map((name) => runs[name]!.mean(951, 1000))
  })
  const mean = (run: number) => ends.reduce((sum, each) => sum + each[run]!, 0) / ends.length
  expect(mean(2)).toBeLessThan(mean(1) - 0.2)
  expect(mean(2)).toBeLessThan(mean(0) - 0.2)
})

test('plateau: the rate drops tenfold at a stall, the loss a hundredfold', () => {
  const runs = racedScene('plateau')
  const plateau = runs['On plateau']!
  expect(plateau.first((k) => plateau.lr(k) < 0.2)).toBe(16)
  const rates = [...new Set(plateau.trajectory.lr)]
  expect(rates.length).toBeGreaterThan(5)
  rates.forEach((rate, i) => expect(rate / (0.3 * 0.1 ** i)).toBeCloseTo(1, 9))
  expect(plateau.loss()).toBeLessThan(1e-15)
  expect(runs['Constant']!.loss()).toBeCloseTo(runs['Constant']!.loss(100), 9)
  expect(runs['Constant']!.loss()).toBeGreaterThan(0.05)
  expect(runs['Cosine']!.at).toBeGreaterThan(150)
  expect(plateau.at).toBeLessThan(100)
})

import { expect, test } from 'vitest'
import { racedScene } from '#lessons/raced-scene.fixture.ts'

test('adagrad: its steps die before it is there, RMSprop arrives and rattles', () => {
  const runs = racedScene('adagrad')
  const grad = runs['AdaGrad']!
  expect(grad.step(0)).toBeCloseTo(0.57, 2)
  expect(grad.step(99)).toBeLessThan(0.01)
  expect(grad.status).toBe('running')
  expect(runs['AdaGrad, rate 2']!.at).toBe(20)
  const prop = runs['RMSprop']!
  expect(prop.at).toBe(23)
  expect(prop.loss()).toBeGreaterThan(0.1)
  const tried = racedScene('adagrad', (link) => link.replace('alpha=0.9)', 'alpha=0.9)~cosine'))
  expect(tried['RMSprop']!.loss()).toBeLessThan(1e-9)
})

test('bias: the first step is 3.16 times as long, and it shoots past', () => {
  const { Adam, Uncorrected } = racedScene('bias')
  const factor = 0.1 / Math.sqrt(0.001)
  expect(Uncorrected!.step(0) / Adam!.step(0)).toBeCloseTo(factor, 4)
  expect(factor).toBeCloseTo(3.16, 2)
  const far = Math.max(...Array.from({ length: 101 }, (_, k) => Uncorrected!.x(k)))
  expect(far).toBeCloseTo(2.2, 1)
  expect([Adam!.at, Uncorrected!.at]).toEqual([55, 81])
  const tried = racedScene('bias', (link) =>
    link.replaceAll(/(adam|raw)\(lr=0.2\)/g, '$1(lr=0.2,beta2=0.99)'),
  )
  expect(tried['Uncorrected']!.step(0)).toBeCloseTo(tried['Adam']!.step(0), 6)
})

test('scale: Adam walks the same path, SGD explodes', () => {
  const [one, thousand] = [racedScene('scale_1'), racedScene('scale_1000')]
  expect(one['SGD']!.loss()).toBeCloseTo(5.2, 1)
  expect(one['Adam']!.loss()).toBeCloseTo(0.11, 2)
  for (let k = 0; k <= 500; k++) {
    expect(thousand['Adam']!.x(k)).toBeCloseTo(one['Adam']!.x(k), 7)
    expect(thousand['Adam']!.y(k)).toBeCloseTo(one['Adam']!.y(k), 7)
  }
  expect(thousand['SGD']!.status).toBe('diverged')
  expect(thousand['SGD']!.at).toBe(2)
  const tried = racedScene('scale_1000', (link) => link.replace('lr=0.0005', 'lr=5e-7'))
  expect(tried['SGD']!.x()).toBeCloseTo(one['SGD']!.x(), 9)
})

test('rotate: SGD 290 steps at both angles, Adam 103 and 566', () => {
  const [along, turned] = [racedScene('rotate_0'), racedScene('rotate_45')]
  expect([along['SGD']!.at, along['Adam']!.at]).toEqual([290, 103])
  expect([turned['SGD']!.at, turned['Adam']!.at]).toEqual([290, 566])
  const narrow = racedScene('rotate_0', (link) =>
    link.replace('quadratic', 'quadratic(kappa=1000)'),
  )
  expect(narrow['SGD']!.status).toBe('diverged')
  expect(narrow['Adam']!.at).toBe(105)
  const right = racedScene('rotate_45', (link) => link.replace('angle=45', 'angle=90'))
  expect(right['Adam']!.at).toBeLessThan(150)
})

test('reddi: Adam at +1, AMSGrad at −1, Adam with a longer memory too', () => {
  const { Adam, AMSGrad } = racedScene('reddi')
  expect(Adam!.first((k) => Adam!.x(k) === 1)).toBe(45)
  expect(Adam!.x()).toBe(1)
  for (let k = 45; k <= 300; k++) expect(Adam!.x(k)).toBeGreaterThan(0.85)
  for (let k = 45; k <= 300; k++) expect(AMSGrad!.x(k)).toBeLessThan(-0.85)
  expect(AMSGrad!.x()).toBeCloseTo(-0.98, 2)
  const tried = racedScene('reddi', (link) =>
    link.replace('adam(lr=0.5,beta1=0,beta2=0.1)', 'adam(lr=0.5,beta1=0,beta2=0.9)'),
  )
  expect(tried['Adam']!.x()).toBeLessThan(-0.9)
})

test('decay: AdamW shrinks both weights alike, Adam with L2 only the quiet one', () => {
  const runs = racedScene('decay')
  const [l2, decoupled] = [runs['Adam with L2']!, runs['AdamW']!]
  expect(decoupled.x()).toBeCloseTo(decoupled.y(), 6)
  expect(decoupled.x()).toBeCloseTo(0.38, 2)
  expect(Math.abs(decoupled.x() - Math.exp(-1))).toBeLessThan(0.02)
  expect(l2.x()).toBeCloseTo(0.94, 2)
  expect(Math.abs(l2.y())).toBeLessThan(0.001)
  const tried = racedScene('decay', (link) => link.replace('l2(0.1)', 'l2(1)'))['Adam with L2']!
  expect(tried.x()).toBeCloseTo(decoupled.x(), 2)
})

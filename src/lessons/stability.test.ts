import { expect, test } from 'vitest'
import { sceneNamed } from '#lessons/find-scene.ts'
import { racedScene } from '#lessons/raced-scene.fixture.ts'
import type { Raced } from '#lessons/raced-scene.fixture.ts'
import { RaceEngine } from '#race/race.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'

test('cliff: one step without clipping lands 55,000 away; clipped it arrives', () => {
  const { Unclipped, Clipped } = racedScene('cliff')
  expect(Unclipped!.status).toBe('diverged')
  expect(Unclipped!.at).toBe(1)
  expect(Unclipped!.step(0)).toBeGreaterThan(55_000)
  for (let k = 0; k < 400; k++) expect(Clipped!.step(k)).toBeLessThanOrEqual(0.3)
  expect(Clipped!.first((k) => Clipped!.loss(k) < 1e-3)).toBe(101)
  const looser = (norm: number) =>
    racedScene('cliff', (link) => link.replace('clip_norm(1)', `clip_norm(${norm})`))['Clipped']!
  expect(looser(3).loss()).toBeLessThan(1e-3)
  expect(looser(10).loss()).toBeGreaterThan(0.05)
})

test('edge_of_stability: sharpness ends just below 2/lr where the start is sharper', () => {
  const runs = racedScene('edge_of_stability')
  // on the floor, x²y² = 1, the only non-zero eigenvalue of the Hessian is 2(x² + y²)
  const sharpness = (run: Raced) => 2 * (run.x() ** 2 + run.y() ** 2)
  for (const run of Object.values(runs)) expect((run.x() * run.y()) ** 2).toBeCloseTo(1, 2)
  expect(sharpness(runs['Rate 0.05']!)).toBeCloseTo(10.4, 1)
  expect(sharpness(runs['Rate 0.2']!)).toBeCloseTo(9.9, 1)
  expect(sharpness(runs['Rate 0.3']!)).toBeCloseTo(6.6, 1)
  const rises = ({ trajectory: { n, loss } }: Raced) =>
    Array.from({ length: n }, (_, k) => loss[k + 1]! > loss[k]!).filter(Boolean).length
  expect(rises(runs['Rate 0.05']!)).toBe(0)
  expect(rises(runs['Rate 0.2']!)).toBeGreaterThan(50)
  const tried = racedScene('edge_of_stability', (link) =>
    link.replace(':sgd(lr=0.2)', ':sgd(lr=0.25)'),
  )
  const settled = sharpness(tried['Rate 0.2']!)
  expect(settled).toBeLessThan(8)
  expect(settled).toBeGreaterThan(7.5)
})

test('catapult: between 2/λ and 4/λ the loss jumps and the point lands flatter', () => {
  const runs = racedScene('catapult')
  const sharpness = (run: Raced) => run.x() ** 2 + run.y() ** 2
  const [calm, catapult, further, far] = ['Calm', 'Catapult', 'Further', 'Too far'].map(
    (name) => runs[name]!,
  )
  expect(calm!.worst).toBe(calm!.loss(0))
  expect(sharpness(calm!)).toBeGreaterThan(15)
  expect(catapult!.loss(0)).toBeCloseTo(0.08, 9)
  expect(catapult!.worst).toBeCloseTo(3.5, 1)
  expect(further!.worst).toBeCloseTo(14.9, 1)
  expect(sharpness(catapult!)).toBeCloseTo(8.2, 1)
  expect(sharpness(further!)).toBeCloseTo(0.74, 2)
  for (const run of [calm, catapult, further]) expect(run!.status).toBe('reached')
  expect(far!.status).toBe('diverged')
})

test('precision: where the step settles float32 agrees with float64, in chaos it soon does not', () => {
  const single = new RaceEngine('interpreter32')
  const apart = (change = (link: string) => link) => {
    const { setup, problems } = decodeLink(change(sceneNamed('precision')!.link))
    expect(problems).toEqual([])
    expect(setup.engine).toBe('f32')
    const race = readyRace(setup)
    const doubles = new RaceEngine().race(race)
    return single.race(race).map(({ theta, n }, i) => {
      const values = Array.from({ length: n + 1 }, (_, k) =>
        Math.abs(theta[2 * k]! - doubles[i]!.theta[2 * k]!),
      )
      return { values, end: theta[2 * n]! }
    })
  }
  const [settles, chaotic] = apart()
  expect(settles!.end).toBe(1)
  expect(Math.max(...settles!.values)).toBeLessThan(1e-6)
  expect(settles!.values.at(-1)).toBe(0)
  const first = chaotic!.values.findIndex((value) => value > 0.1)
  expect(first).toBe(22)
  const growth = (chaotic!.values[first]! / chaotic!.values[0]!) ** (1 / first)
  expect(growth).toBeGreaterThan(1.8)
  expect(growth).toBeLessThan(2.4)
  const after = chaotic!.values.slice(first)
  expect(after.reduce((sum, value) => sum + value, 0) / after.length).toBeGreaterThan(0.5)
  const [, cycle] = apart((link) => link.replace('lr=1.9', 'lr=1.2'))
  expect(Math.max(...cycle!.values)).toBeLessThan(1e-6)
})

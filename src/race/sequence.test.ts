import { describe, expect, test } from 'vitest'
import { RaceEngine } from '#race/race.ts'
import { race, run, schedule, SGD, stage, surface } from '#race/ready.fixture.ts'
import type { ReadyRun, ReadySchedule, ReadyStage } from '#race/ready.ts'
import { readsLoss, scheduleRates } from '#race/schedule-table.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** The run's trajectory on x² + 3y², after both executors agreed on it. */
function onBowl(T: number, more: Partial<ReadyRun>): Trajectory {
  const of = race(surface('x^2 + 3*y^2'), [run(T, more)], T)
  const [wasm] = new RaceEngine('wasm').race(of)
  expect(new RaceEngine('interpreter').race(of)[0]).toEqual(wasm)
  return wasm!
}

const rates = (...schedules: ReadySchedule[]) =>
  [
    ...onBowl(
      schedules.reduce((sum, { steps }) => sum + steps, 0),
      { schedules },
    ).lr,
  ].map((lr) => Number(lr.toFixed(9)))

describe('a sequence of schedules', () => {
  test('starts each part anew: own t from 0, lr = lr0, T its length', () => {
    const part = (steps: number) => schedule('lr = 10*lr + t + T/100', steps)
    // from lr0 = 0.1: 1 + 0 + 0.02, then ten times that + 1 + 0.02
    expect(rates(part(2), part(3))).toEqual([1.02, 11.22, 1.03, 11.33, 115.33])
  })

  test('starts each part with its own state', () => {
    const count = (steps: number) => schedule('state n = 0; n = n + 1; lr = n', steps)
    expect(rates(count(3), count(2), count(1))).toEqual([1, 2, 3, 1, 2, 1])
  })

  test('keeps the state of the rule and of transforms', () => {
    const rule = stage('state m = 0; m = m + 1; theta = theta + lr*m', { lr: 1 })
    const watch = 'lr = lr0 + 0*loss'
    const schedules = [
      schedule('lr = 1', 2),
      schedule(watch, 2),
      schedule('lr = 1', 1),
      schedule(watch, 2),
    ]
    const { theta } = onBowl(7, { rule, schedules })
    expect([...theta].filter((_, i) => i % 2 === 0)).toEqual([1, 2, 4, 7, 11, 16, 22, 29])
  })

  const waiting = (steps: number) =>
    schedule('state n = 0; n = n + 1; lr = lr + n + t*100 + T*1000 + 0*loss', steps)

  test('with one in the middle that reads the loss', () => {
    expect(rates(schedule('lr = t', 2), waiting(3), schedule('lr = 10 + t', 2))).toEqual([
      0,
      1,
      0.1,
      0.1 + 1 + 100 + 3000,
      0.1 + 1 + 100 + 3000 + 2 + 200 + 3000,
      10,
      11,
    ])
  })

  test('with two in a row that read the loss: the second has nothing of the first', () => {
    expect(rates(waiting(2), waiting(3))).toEqual([
      0.1,
      0.1 + 1 + 100 + 2000,
      0.1,
      0.1 + 1 + 100 + 3000,
      0.1 + 1 + 100 + 3000 + 2 + 200 + 3000,
    ])
    const bold = (steps: number) =>
      schedule('state prev = loss; lr = loss <= prev ? lr*2 : lr/2; prev = loss', steps)
    expect(rates(bold(3), bold(2))).toEqual([0.1, 0.2, 0.4, 0.1, 0.2])
  })

  test('a part may be longer than what is left: it is cut, and its T is its own', () => {
    const schedules = [schedule('lr = T + t', 2), schedule('lr = T + t', 10)]
    expect([...onBowl(4, { schedules }).lr]).toEqual([2, 3, 10, 11])
    const watching = [schedule('lr = T + t + 0*loss', 10), schedule('lr = 1', 10)]
    expect([...onBowl(3, { schedules: watching }).lr]).toEqual([0.1, 11, 12])
  })

  test('the same numbers come from the table of a schedule alone', () => {
    const one = schedule('state a = lr0; a = a*0.5 + t; lr = a + T', 5)
    for (const executor of ['wasm', 'interpreter'] as const) {
      expect([...scheduleRates(one, 0.1, 0, executor).lr]).toEqual([
        ...onBowl(5, { schedules: [one] }).lr,
      ])
    }
  })

  test('a schedule alone is fed what it reads as loss', () => {
    const bold = schedule('state prev = loss; lr = loss <= prev ? lr*2 : lr/2; prev = loss', 4)
    expect(readsLoss(bold)).toBe(true)
    for (const executor of ['wasm', 'interpreter'] as const) {
      expect([...scheduleRates(bold, 1, 0, executor, [5, 4, 6, 3]).lr]).toEqual([1, 2, 1, 2])
      // its memory was longer before: nothing of that is left
      expect([...scheduleRates({ ...bold, steps: 2 }, 1, 0, executor, [5, 7]).lr]).toEqual([1, 0.5])
    }
  })
})

describe('momentum driven by a schedule', () => {
  const heavy = (name: string): ReadyStage =>
    stage(`state v = 0; v = ${name}*v + g; theta = theta - lr*v`, { lr: 0.1, [name]: 0.5 })
  const drive = schedule('lr = lr0; momentum = t/10', 3)
  const xs = ({ theta }: Trajectory) => [theta[0]!, theta[2]!, theta[4]!, theta[6]!]

  /** Heavy ball on x² with these momenta. */
  function expected(momenta: readonly number[]): number[] {
    let [x, v] = [1, 0]
    return [
      1,
      ...momenta.map((momentum) => {
        v = momentum * v + 2 * x
        x -= 0.1 * v
        return x
      }),
    ]
  }

  test.each(['momentum', 'beta1'])('replaces the rule’s %s for the step', (name) => {
    const path = onBowl(3, { rule: heavy(name), schedules: [drive] })
    expect([...path.momentum!]).toEqual([0, 0.1, 0.2])
    expect(xs(path)).toEqual(expected([0, 0.1, 0.2]))
  })

  test('prefers momentum to beta1', () => {
    const text = 'state v = 0; v = momentum*v + g; theta = theta - lr*v + 0*beta1'
    const rule = stage(text, { lr: 0.1, beta1: 0.9, momentum: 0.5 })
    expect(xs(onBowl(3, { rule, schedules: [drive] }))).toEqual(expected([0, 0.1, 0.2]))
  })

  test('leaves a transform’s parameter of that name alone', () => {
    const before = [stage('g = g*momentum', { momentum: 3 })]
    const path = onBowl(1, {
      before,
      rule: heavy('momentum'),
      schedules: [schedule('lr = lr0; momentum = 0.25', 1)],
    })
    expect(path.theta[2]).toBe(1 - 0.1 * 6)
  })

  test('is nothing to a rule without either', () => {
    const path = onBowl(3, { schedules: [drive] })
    expect(path.momentum).toBeNull()
    expect(path.theta).toEqual(onBowl(3, {}).theta)
  })

  test('is null where no schedule drives it', () => {
    expect(onBowl(3, { rule: heavy('momentum') }).momentum).toBeNull()
    const same = schedule('lr = lr0; momentum = momentum', 3)
    expect(onBowl(3, { rule: heavy('momentum'), schedules: [same] }).momentum).toBeNull()
  })

  test('read in a schedule is the rule’s own', () => {
    const halve = schedule('lr = lr0; momentum = momentum/2', 3)
    expect([...onBowl(3, { rule: heavy('momentum'), schedules: [halve] }).momentum!]).toEqual([
      0.25, 0.25, 0.25,
    ])
    expect([...scheduleRates(halve, 0.1, 0.8, 'wasm').momentum!]).toEqual([0.4, 0.4, 0.4])
  })

  test('falls back to the rule’s own in parts that do not drive it', () => {
    const watch = schedule('lr = lr0 + 0*loss', 2)
    const part = (value: number, steps: number) => schedule(`lr = lr0; momentum = ${value}`, steps)
    const momenta = (...schedules: ReadySchedule[]) => {
      const T = schedules.reduce((sum, { steps }) => sum + steps, 0)
      return [...onBowl(T, { rule: heavy('momentum'), schedules }).momentum!]
    }
    expect(momenta(part(0.1, 2), schedule('lr = lr0', 1), part(0.2, 1))).toEqual([
      0.1, 0.1, 0.5, 0.2,
    ])
    expect(momenta(watch, part(0.1, 1), watch)).toEqual([0.5, 0.5, 0.1, 0.5, 0.5])
    expect(momenta(part(0.3, 1), watch)).toEqual([0.3, 0.5, 0.5])
  })

  test('may follow the loss, except at the schedule’s t = 0', () => {
    const path = onBowl(3, {
      rule: heavy('momentum'),
      schedules: [schedule('momentum = min(loss, 0.125)*2', 3)],
    })
    expect([...path.momentum!]).toEqual([0.5, 0.25, 0.25])
    expect([...path.lr]).toEqual([0.1, 0.1, 0.1])
  })

  test('is what a state’s initial value reads as the parameter', () => {
    const rule = stage('state b = beta1; theta = theta*0 + b', { lr: 0.1, beta1: 0.9 })
    expect(onBowl(1, { rule, schedules: [schedule('lr = 1; momentum = 0.25', 1)] }).theta[2]).toBe(
      0.25,
    )
    expect(onBowl(1, { rule }).theta[2]).toBe(0.9)
  })
})

test('what is wrong in any stage is told with the stage', () => {
  const engine = new RaceEngine()
  const failing = (more: Partial<ReadyRun>) => () =>
    engine.race(race(surface('x^2'), [run(2, more)], 2))
  expect(failing({ rule: stage('theta = q', { lr: 1 }, 'bad') })).toThrow(/^bad: unknown_name at 8/)
  expect(failing({ before: [stage('g = )', {}, 'broken')] })).toThrow(/^broken: unexpected/)
  expect(failing({ schedules: [schedule('lr = theta', 2)] })).toThrow(/^plan: unknown_name/)
  expect(() => engine.race(race(surface('z'), [run(2)], 2))).toThrow(/^typed: unknown_name/)
})

test('what is too big together is refused as a whole', () => {
  const many = `q = x; ${Array.from({ length: 60 }, (_, i) => `q = sin(q*y + ${i})`).join('; ')}; q`
  const asking = stage(
    'p = theta; repeat 99 { p = p - 0.1*grad(p) }; theta = p',
    { lr: 1 },
    'asking',
  )
  const drawing = (id: string) => stage('repeat 40 { g = g + randn() }', {}, id)
  const one = (more: Partial<ReadyRun>) => () =>
    new RaceEngine().race(race(surface(many), [run(2, more)], 2))
  expect(one({ rule: asking })).toThrow(/^asking: too_big/)
  expect(
    one({ rule: { ...asking, formula: SGD }, before: ['a', 'b', 'c', 'd'].map(drawing) }),
  ).toThrow(/^asking: too_big/)
})

import { describe, expect, test } from 'vitest'
import { RaceEngine } from '#race/race.ts'
import { NOISE_SITE, randn, randnSite } from '#race/randn.ts'
import { race, run, schedule, SGD, stage, surface } from '#race/ready.fixture.ts'
import type { ReadyRace, ReadyRun } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'

const BOWL = surface('x^2 + 3*y^2')

/** The only run's trajectory, after both executors agreed on it. */
function only(of: ReadyRace): Trajectory {
  const [wasm] = new RaceEngine('wasm').race(of)
  expect(new RaceEngine('interpreter').race(of)[0]).toEqual(wasm)
  return wasm!
}

const onBowl = (T: number, more: Partial<ReadyRun>) => only(race(BOWL, [run(T, more)], T))

const xs = ({ theta }: Trajectory) => [...theta].filter((_, i) => i % 2 === 0)
const ys = ({ theta }: Trajectory) => [...theta].filter((_, i) => i % 2 === 1)

describe('recorded for k are θₖ, its loss and gradient', () => {
  test('from the start to the point after the last step', () => {
    const { n, theta, loss, gradNorm, lr } = onBowl(2, {})
    const [y1, y2] = [-2 - 0.1 * -12, -0.8 - 0.1 * (2 * 3 * -0.8)]
    expect(n).toBe(2)
    expect([...theta].map((x) => x.toFixed(12))).toEqual(
      [1, -2, 0.8, y1, 0.64, y2].map((x) => x.toFixed(12)),
    )
    expect(loss[0]).toBe(13)
    expect(gradNorm[0]).toBe(Math.sqrt(4 + 144))
    expect([loss.length, gradNorm.length, [...lr]]).toEqual([3, 3, [0.1, 0.1]])
  })

  test('both without noise, though the step has it', () => {
    const { theta, loss, gradNorm } = only(race(BOWL, [run(3)], 3, { noise: 0.5, seed: 9 }))
    for (let k = 0; k <= 3; k++) {
      const [x, y] = [theta[2 * k]!, theta[2 * k + 1]!]
      expect(loss[k]).toBe(x * x + 3 * (y * y))
      expect(gradNorm[k]).toBeCloseTo(Math.hypot(2 * x, 6 * y), 14)
    }
    const g = 2 * theta[0]! + 0.5 * randn(9, 0, 0, 0, NOISE_SITE)
    expect(theta[2]).toBe(1 - 0.1 * g)
  })
})

describe('the schedule', () => {
  test('reads t = k and T the steps of the setup', () => {
    const { lr } = onBowl(4, { schedules: [schedule('lr = t + T/100', 4)] })
    expect([...lr]).toEqual([0.04, 1.04, 2.04, 3.04])
  })

  test('reads as lr the rate before, and lr0 before its first run', () => {
    const { lr } = onBowl(4, { schedules: [schedule('lr = lr/2', 4)] })
    expect([...lr]).toEqual([0.05, 0.025, 0.0125, 0.00625])
  })

  test('has state, whose initial value may read lr0', () => {
    const { lr } = onBowl(3, { schedules: [schedule('state a = lr; a = a + lr0; lr = a', 3)] })
    expect([...lr]).toEqual([0.2, 0.1 + 0.1 + 0.1, 0.1 + 0.1 + 0.1 + 0.1])
  })

  test('that reads the loss does not run at its t = 0', () => {
    const text = 'state runs = 0; runs = runs + 1; lr = lr0 + runs + 0*loss'
    expect([...onBowl(4, { schedules: [schedule(text, 4)] }).lr]).toEqual([0.1, 1.1, 2.1, 3.1])
  })

  test('reads the loss of the step it is in', () => {
    const { lr, loss } = onBowl(3, { schedules: [schedule('lr = loss/100', 3)] })
    expect([...lr]).toEqual([0.1, loss[1]! / 100, loss[2]! / 100])
  })

  test('reads t as its own, also when it reads the loss', () => {
    const { lr } = onBowl(3, { schedules: [schedule('lr = t/10 + T/100 + 0*loss', 3)] })
    expect([...lr]).toEqual([0.1, 0.1 + 0.03, 0.2 + 0.03])
  })

  test('that compares the loss with the one before starts with the first', () => {
    const text = 'state prev = loss; lr = loss <= prev ? lr*2 : lr/2; prev = loss'
    const { lr } = onBowl(4, { schedules: [schedule(text, 4)], rule: stage(SGD, { lr: 0.01 }) })
    expect([...lr]).toEqual([0.01, 0.02, 0.04, 0.08])
  })
})

describe('transforms and the rule', () => {
  test('read t = k + 1', () => {
    const rule = stage('theta = theta - t', { lr: 1 })
    expect(xs(onBowl(3, { rule, before: [stage('g = g')] }))).toEqual([1, 0, -2, -5])
    const after = [stage('theta = theta + 10*t')]
    expect(xs(onBowl(2, { rule: stage('theta = theta', { lr: 1 }), after }))).toEqual([1, 11, 31])
  })

  test('go left to right, each reading what the one before handed on', () => {
    const before = [
      stage('g = g + 1', {}, 'a'),
      stage('g = 10*g', {}, 'b'),
      stage('theta = theta + g', {}, 'c'),
    ]
    const rule = stage('theta = theta + lr*g', { lr: 1 })
    const after = [
      stage('theta = 2*theta; g = theta', {}, 'd'),
      stage('theta = theta + g', {}, 'e'),
    ]
    // g = (2·1 + 1)·10 = 30, θ = 1 + 30, then 31 + 30 = 61, doubled, and doubled again by g = θ
    expect(xs(onBowl(1, { before, rule, after }))).toEqual([1, 244])
  })

  test('decoupled decay uses the rate of the step, after g was taken', () => {
    const before = [stage('theta = theta*(1 - lr*wd)', { wd: 0.5 }, 'decay')]
    const schedules = [schedule('lr = lr0*(t + 1)', 2)]
    const [x0, x1, x2] = xs(onBowl(2, { before, schedules }))
    expect(x1).toBe(x0! * (1 - 0.1 * 0.5) - 0.1 * (2 * x0!))
    expect(x2).toBe(x1! * (1 - 0.2 * 0.5) - 0.2 * (2 * x1!))
  })

  test('read the loss before the step, wherever the point is by then', () => {
    const before = [stage('theta = theta + 100')]
    const rule = stage('theta = theta*0 + loss', { lr: 1 })
    expect(xs(onBowl(1, { before, rule }))).toEqual([1, 13])
  })

  test('ask for gradient and loss at any point', () => {
    const rule = stage('theta = grad(theta + 1) + loss(2*theta)', { lr: 1 })
    const { theta } = onBowl(1, { rule })
    expect([...theta.subarray(2)]).toEqual([2 * 2 + (4 + 48), 6 * -1 + (4 + 48)])
  })

  test('keep state from step to step, and hand on no other name', () => {
    const before = [stage('state m = 0; m = m + g; g = m; a = 3')]
    const [x0, x1, x2] = xs(onBowl(2, { before }))
    expect([x1, x2]).toEqual([x0! - 0.1 * (2 * x0!), x1! - 0.1 * (2 * x0! + 2 * x1!)])
    expect(() => onBowl(1, { before, rule: stage('theta = a', { lr: 1 }) })).toThrow(/unknown_name/)
  })

  test('a state’s initial value reads the start, its loss and the first rate, also after the rule', () => {
    const after = [stage('state a = theta*1000 + loss*10 + lr + lr0 + T; theta = a')]
    const schedules = [schedule('lr = 0.25', 2)]
    expect(xs(onBowl(2, { after, schedules }))[1]).toBeCloseTo(1000 + 130 + 0.25 + 0.1 + 2, 12)
  })

  test('a parameter is called as it likes, in each stage its own', () => {
    const rule = stage('theta = theta - k*g', { lr: 1, k: 0.25 }, 'rule')
    const before = [stage('g = k*g', { k: 2 }, 'double'), stage('g = k*g', { k: 3 }, 'treble')]
    expect(xs(onBowl(1, { before, rule }))[1]).toBe(1 - 0.25 * 2 * 2 * 3)
  })
})

describe('average', () => {
  const polyak = stage('state a = theta; a = a + (theta - a)/t; average = a', {}, 'polyak')

  test('is the start before step 1 and then what was assigned', () => {
    const { average, theta } = onBowl(2, { after: [polyak] })
    expect(average).toHaveLength(6)
    expect([...average!.subarray(0, 4)]).toEqual([1, -2, theta[2], theta[3]])
    expect(average![4]).toBeCloseTo((theta[2]! + theta[4]!) / 2, 15)
  })

  test('the last one counts', () => {
    const rule = stage(`${SGD}; average = theta + 100`, { lr: 0.1 })
    expect(onBowl(1, { rule }).average![2]).toBeCloseTo(100.8, 12)
    expect(onBowl(1, { rule, after: [polyak] }).average![2]).toBeCloseTo(0.8, 12)
    expect(onBowl(1, { rule, after: [polyak, stage('average = 7')] }).average![2]).toBe(7)
  })

  test('is null where none is kept', () => {
    expect(onBowl(1, {}).average).toBeNull()
  })
})

describe('noise', () => {
  test('is the same in every gradient handed out in a step', () => {
    const rule = stage('theta = grad(theta) - g', { lr: 1 })
    const { theta } = only(race(BOWL, [run(1, { rule })], 1, { noise: 2 }))
    expect([...theta.subarray(2)]).toEqual([0, 0])
  })

  test('is drawn anew in each step and coordinate', () => {
    const { theta } = only(
      race(surface('0*x*y'), [run(3, { rule: stage('theta = g', { lr: 1 }) })], 3, {
        noise: 2,
        seed: 5,
      }),
    )
    const drawn = [0, 1, 2].flatMap((k) => [0, 1].map((i) => 2 * randn(5, 0, k, i, NOISE_SITE)))
    expect([...theta.subarray(2)]).toEqual(drawn)
  })

  test('of an entry is drawn at sites of its own', () => {
    const rule = stage('a = randn(); theta = randn() + 0*a', { lr: 1 }, 'sgld')
    const { theta } = only(race(BOWL, [run(1, { rule })], 1, { seed: 5 }))
    expect(theta[2]).toBe(randn(5, 0, 0, 0, randnSite('sgld', 1)))
    expect(theta[3]).toBe(randn(5, 0, 0, 1, randnSite('sgld', 1)))
  })
})

describe('a surface', () => {
  test('of one dimension never moves, measures or counts y', () => {
    const line = surface('x^2')
    const rule = stage('theta = theta - lr*g*count_all(g)/norm(g) + 0*mean(theta)', { lr: 0.1 })
    const after = [stage('average = 2*theta')]
    const path = only(race(line, [run(3, { rule, after })], 3, { noise: 0 }))
    expect(ys(path)).toEqual([-2, -2, -2, -2])
    expect([...path.average!].filter((_, i) => i % 2 === 1)).toEqual([-2, -2, -2, -2])
    expect(path.theta[2]).toBeCloseTo(0.9, 15)
    expect(path.gradNorm[0]).toBe(2)
    const noisy = only(race(line, [run(3)], 3, { noise: 1 }))
    expect(ys(noisy)).toEqual([-2, -2, -2, -2])
  })

  test('may read t, which is k + 1', () => {
    const { loss, theta } = only(race(surface('t*x'), [run(3)], 3))
    expect(xs({ theta } as Trajectory)).toEqual([
      1,
      1 - 0.1,
      1 - 0.1 - 0.1 * 2,
      1 - 0.1 - 0.1 * 2 - 0.1 * 3,
    ])
    expect([...loss]).toEqual([1, 2, 3, 4].map((t, k) => t * theta[2 * k]!))
  })

  test('that reads t has its loss at the start where k = 0', () => {
    const rule = stage('state a = loss; theta = a + 0*g', { lr: 1 })
    expect(xs(only(race(surface('t*x + 5'), [run(2, { rule })], 2)))).toEqual([1, 6, 6])
  })

  test('that reads t does so in grad(p) and loss(p) too', () => {
    const rule = stage('theta = grad(0) + 100*loss(1)', { lr: 1 })
    expect(xs(only(race(surface('t*x'), [run(2, { rule })], 2)))).toEqual([1, 101, 202])
  })
})

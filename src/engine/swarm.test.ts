import { describe, expect, test } from 'vitest'
import { numbersOf, straight } from '#engine/fake-device.fixture.ts'
import { arrive, bowl, disc, scene, setUp, startsOf } from '#engine/swarm.fixture.ts'
import type { SwarmScene } from '#engine/swarm-protocol.ts'
import { race, run, stage, surface } from '#race/ready.fixture.ts'

describe('the clouds of a scene', () => {
  test('stand where a straight way leads, in whatever order steps are asked for', async () => {
    const { device, swarm } = setUp()
    const shown = scene([disc(3), null, disc(5)])
    swarm.show(shown)
    for (const step of [0, 7, 8, 8.5, 200, 3, 300, 299.25, 150, 151, 152, 10, 300, 0, 63.9]) {
      swarm.seek(step)
      await arrive(swarm)
      const [first, none, third] = swarm.drawn()
      expect(none).toBeNull()
      for (const [cloud, i] of [
        [first, 0],
        [third, 2],
      ] as const) {
        expect(cloud?.here.step).toBe(Math.floor(step))
        expect(numbersOf(cloud?.here)).toEqual(straight(startsOf(shown, i), Math.floor(step)))
        expect(cloud?.part).toBeCloseTo(step % 1, 12)
        if (step % 1 === 0) expect(cloud?.next).toBeNull()
        else expect(numbersOf(cloud?.next)).toEqual(straight(startsOf(shown, i), Math.ceil(step)))
      }
      expect(swarm.facts).toMatchObject({ lanes: 8, step, unfit: [] })
    }
    swarm.dispose()
    expect([device.states.size, device.runners.size]).toEqual([0, 0])
  })

  test('keep few states, however long the way', async () => {
    const { device, swarm } = setUp()
    swarm.show(scene([disc(2)], 20_000))
    for (const step of [5, 40, 1000, 20_000, 12_345, 19_999.5]) {
      swarm.seek(step)
      await arrive(swarm)
      expect(device.states.size).toBeLessThanOrEqual(19)
    }
    expect(device.most).toBeLessThanOrEqual(20)
  })

  test('never take more than 64 MB each', async () => {
    const { device, swarm } = setUp()
    device.bytes = 8 * 2 ** 20
    swarm.show(scene([disc(2)], 1000))
    for (const step of [1000, 400, 700, 3]) {
      swarm.seek(step)
      await arrive(swarm)
    }
    expect(device.most * device.bytes).toBeLessThanOrEqual(2 ** 26)
  })

  test('never take more than 256 MB together, besides what is drawn', async () => {
    const { device, swarm } = setUp()
    device.bytes = 8 * 2 ** 20
    const clouds = Array.from({ length: 6 }, () => disc(2))
    // one alone keeps more, and gives it back
    swarm.show(scene(clouds.slice(0, 1), 1000))
    swarm.seek(1000)
    await arrive(swarm)
    expect(device.states.size).toBeGreaterThan(4)
    swarm.show(scene(clouds, 1000))
    for (const step of [1000, 400, 700, 3]) {
      swarm.seek(step)
      await arrive(swarm)
      for (const [i, drawn] of swarm.drawn().entries())
        expect(numbersOf(drawn?.here)).toEqual(straight(startsOf(scene(clouds, 1000), i), step))
    }
    expect(device.most * device.bytes).toBeLessThanOrEqual(2 ** 28)
  })

  test('compile one at a time', async () => {
    const { device, swarm } = setUp()
    device.compiling = 3000
    swarm.show(scene([disc(2), disc(3), disc(4)], 10))
    swarm.seek(5)
    for (const compiled of [1, 2, 3]) {
      expect(swarm.isNew).toBe(true)
      await swarm.slice()
      expect(device.clock).toBe(3000 * compiled)
    }
    expect(swarm.isNew).toBe(false)
  })

  test('go back from the nearest state left behind, not from the beginning', async () => {
    const { device, swarm } = setUp()
    swarm.show(scene([disc(2)], 1600))
    swarm.seek(1600)
    await arrive(swarm)
    device.advances.length = 0
    swarm.seek(1500)
    await arrive(swarm)
    const steps = device.advances.reduce((sum, [, made]) => sum + made, 0)
    expect(steps).toBeLessThanOrEqual(129)
    expect(Math.min(...device.advances.map(([from]) => from))).toBeGreaterThanOrEqual(1372)
  })

  test('end with their run, wherever the clock is', async () => {
    const { swarm } = setUp()
    swarm.show(scene([disc(2)], 10))
    swarm.seek(25.5)
    await arrive(swarm)
    expect(swarm.drawn()[0]).toMatchObject({ here: { step: 10 }, next: null, part: 0 })
    expect(swarm.facts.step).toBe(10)
  })

  test('that play make one step a step', async () => {
    const { device, swarm } = setUp()
    swarm.show(scene([disc(2)], 500))
    swarm.seek(0)
    await arrive(swarm)
    device.advances.length = 0
    for (let step = 1; step <= 400; step++) {
      swarm.seek(step)
      await arrive(swarm)
    }
    expect(device.advances).toHaveLength(400)
  })

  test('follow the newest seek, even while they are on their way', async () => {
    const { swarm } = setUp()
    const shown = scene([disc(2)], 20_000)
    swarm.show(shown)
    for (const step of [20_000, 10, 15_000, 33]) {
      swarm.seek(step)
      await swarm.slice()
    }
    await arrive(swarm)
    expect(numbersOf(swarm.drawn()[0]?.here)).toEqual(straight(startsOf(shown, 0), 33))
  })
})

describe('a slice', () => {
  test.each([0.0001, 0.01, 0.5])('takes its time where a lane step takes %d ms', async (cost) => {
    const { device, swarm } = setUp()
    device.cost = cost
    swarm.show(scene([disc(16), disc(16)], 20_000))
    swarm.seek(20_000)
    const spans: number[] = []
    for (let i = 0; i < 60 && swarm.isBehind; i++) {
      const before = device.clock
      await swarm.slice()
      spans.push(device.clock - before)
    }
    // the first ones find out how fast the device is
    const later = spans.slice(20, -1)
    const least = 2 * 16 * cost
    for (const span of later) expect(span).toBeLessThanOrEqual(Math.max(24, 2 * least))
    if (cost > 0.001) expect(Math.max(...later)).toBeGreaterThan(6)
  })

  test('measures lane steps a second, and says nothing before', async () => {
    const { device, swarm } = setUp()
    device.cost = 0.01
    swarm.show(scene([disc(100)], 20_000))
    expect(swarm.facts.rate).toBeNull()
    swarm.seek(3)
    await arrive(swarm)
    // a wait for a device that has nothing to do takes some milliseconds, too
    const settled = device.settled.bind(device)
    device.settled = async () => {
      device.clock += 4
      await settled()
    }
    expect(swarm.facts.rate).toBeNull()
    const states = device.states.size
    while (swarm.isUnrated) await swarm.rate()
    expect(swarm.facts.rate).toBeGreaterThan(75_000)
    expect(swarm.facts.rate).toBeLessThanOrEqual(100_000)
    expect(device.states.size).toBe(states)
    // one step says less than what was measured with many
    swarm.seek(4)
    await arrive(swarm)
    expect(swarm.facts.rate).toBeGreaterThan(75_000)
    swarm.seek(20_000)
    await arrive(swarm)
    expect(swarm.facts.rate).toBeGreaterThan(60_000)
    expect(swarm.facts.rate).toBeLessThanOrEqual(100_000)
  })

  test('of a run without steps has no rate, and is not tried for ever', async () => {
    const { swarm } = setUp()
    swarm.show(scene([disc(100)], 1))
    swarm.seek(1)
    await arrive(swarm)
    for (let i = 0; i < 3 && swarm.isUnrated; i++) await swarm.rate()
    expect(swarm.isUnrated).toBe(false)
  })
})

describe('another scene', () => {
  test('with a moved start compiles nothing and begins anew', async () => {
    const { device, swarm } = setUp()
    const before = scene([disc(4), disc(4)])
    swarm.show(before)
    swarm.seek(20)
    await arrive(swarm)
    const runners = [...device.runners]
    const [one, other] = before.race.runs
    const after = {
      ...before,
      race: { ...before.race, runs: [one!, { ...other!, start: [3, 3] as const }] },
    }
    swarm.show(after)
    expect([...device.runners]).toEqual(runners)
    expect(device.starts).toBe(3)
    await arrive(swarm)
    expect(numbersOf(swarm.drawn()[1]?.here)).toEqual(straight(startsOf(after, 1), 20))
    expect(numbersOf(swarm.drawn()[0]?.here)).toEqual(straight(startsOf(before, 0), 20))
  })

  test('with a run less keeps the others, wherever they stand now', async () => {
    const { device, swarm } = setUp()
    const runs = [run(50), run(50, { rule: stage('theta = theta - lr*g', { lr: 0.2 }) })]
    const both: SwarmScene = { race: race(bowl, runs, 50), clouds: [disc(4), disc(4)] }
    swarm.show(both)
    const starts = device.starts
    swarm.show({ race: race(bowl, runs.slice(1), 50), clouds: [disc(4)] })
    expect([device.runners.size, device.starts]).toEqual([1, starts])
  })

  test.each([
    ['number of steps', { T: 400 }],
    ['seed', { seed: 2 }],
    ['noise', { noise: 0.1 }],
    ['formula', { surface: surface('x^2 + 2*y^2') }],
  ])('with another %s begins anew', (_, more) => {
    const { device, swarm } = setUp()
    swarm.show(scene([disc(4)]))
    const [runner] = device.runners
    swarm.show(scene([disc(4)], 300, more))
    expect(device.runners.has(runner!)).toBe(false)
    expect(device.runners.size).toBe(1)
    expect(device.states.size).toBe(1)
  })

  test('with a wrong formula leaves the one before', async () => {
    const { device, swarm } = setUp()
    swarm.show(scene([disc(4)]))
    expect(() => swarm.show(scene([disc(4)], 300, { surface: surface('x +') }))).toThrow('expected')
    swarm.seek(5)
    await arrive(swarm)
    expect(swarm.drawn()[0]?.here.step).toBe(5)
    expect(device.runners.size).toBe(1)
  })

  test('tells which runs do not fit', () => {
    const { device, swarm } = setUp()
    device.unfit = { of: 'targets', needs: 10, has: 8 }
    swarm.show(scene([null, disc(4)]))
    expect(swarm.facts.unfit).toEqual([{ run: 1, of: 'targets', needs: 10, has: 8 }])
    expect(swarm.isBehind).toBe(false)
  })

  test('shows no cloud of nothing, and computes none that is hidden', async () => {
    const { device, swarm } = setUp()
    swarm.show(scene([disc(0), disc(4)]))
    swarm.hide(new Set([1]))
    swarm.seek(100)
    expect(swarm.isBehind).toBe(false)
    expect(swarm.facts).toMatchObject({ lanes: 4, step: 100 })
    expect(swarm.drawn()).toEqual([null, null])
    expect(device.advances).toEqual([])
    swarm.hide(new Set())
    expect(swarm.isBehind).toBe(true)
    await arrive(swarm)
    expect(swarm.facts).toMatchObject({ lanes: 4, step: 100 })
  })
})

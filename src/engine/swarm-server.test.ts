import { describe, expect, test, vi } from 'vitest'
import { FakeDevice, straight } from '#engine/fake-device.fixture.ts'
import { bowl, cloud, FakeCanvas, quiet, scene, setUp, view } from '#engine/swarm-server.fixture.ts'
import { cloudStarts } from '#race/cloud-starts.ts'
import { race, run, surface } from '#race/ready.fixture.ts'

const starts = cloudStarts(cloud, [1, -2], bowl.domain, 2, 1)

describe('the server of a swarm', () => {
  test('posts points where the page kept its canvas, mixed between two steps', async () => {
    const { begin, ask, answered, last, kinds } = setUp(new FakeDevice())
    begin()
    const id = ask({ scene }, { view }, { step: 20.25 })
    await answered(id, 20.25)
    const [near, far] = [straight(starts, 20), straight(starts, 21)]
    const mixed = near.map((value, i) => value + 0.25 * (far[i]! - value))
    const { points, losses } = last('points')!
    expect(points[1]).toBeNull()
    expect(losses).toEqual([null, null])
    points[0]!.forEach((value, i) => expect(value).toBeCloseTo(mixed[i]!, 5))
    expect(kinds().slice(0, 1)).toEqual(['device'])
  })

  test('says how low points stand where colours ask for it', async () => {
    const { begin, ask, answered, last } = setUp(new FakeDevice())
    begin()
    await answered(ask({ scene }, { view: { ...view, by: 'loss' } }, { step: 5 }), 5)
    const [points, losses] = [last('points')!.points[0]!, last('points')!.losses[0]!]
    losses.forEach((loss, i) =>
      expect(loss).toBeCloseTo(points[2 * i]! ** 2 + points[2 * i + 1]! ** 2, 5),
    )
  })

  test('does nothing while nothing is asked', async () => {
    const device = new FakeDevice()
    const { begin, ask, answered, told, frames } = setUp(device)
    begin()
    await answered(ask({ scene }, { view }, { step: 5 }), 5)
    await quiet()
    const before = [told.length, frames(), device.advances.length]
    await quiet()
    expect([told.length, frames(), device.advances.length]).toEqual(before)
  })

  test('answers what cannot be drawn yet', async () => {
    const { begin, ask, answered, frames } = setUp(new FakeDevice())
    begin()
    await answered(ask({ scene }), 0)
    expect(frames()).toBe(0)
  })

  test('tells a wrong formula and goes on with the clouds before', async () => {
    const { begin, ask, answered, last } = setUp(new FakeDevice())
    begin()
    await answered(ask({ scene }, { view }, { step: 5 }), 5)
    const wrong = { ...scene, race: { ...scene.race, surface: surface('x +') } }
    const id = ask({ scene: wrong })
    await answered(id)
    expect(last('failed')).toMatchObject({ id, reason: { kind: 'formula', stage: 'typed' } })
    await answered(ask({ step: 9 }), 9)
    expect(last('drawn')?.facts.lanes).toBe(3)
  })

  test('computes a race, and refuses one that does not begin at its start', async () => {
    const device = new FakeDevice()
    const { server, begin, last } = setUp(device)
    begin()
    server({ kind: 'race', id: 7, race: scene.race })
    await vi.waitFor(() => expect(last('raced')?.id).toBe(7))
    const right = device.race.bind(device)
    device.race = async (asked) => {
      const raced = await right(asked)
      raced.trajectories[1]!.theta[0] = 0
      return raced
    }
    server({ kind: 'race', id: 8, race: scene.race })
    await vi.waitFor(() =>
      expect(last('failed')).toMatchObject({ id: 8, reason: { kind: 'fault' } }),
    )
    expect(last('raced')?.id).toBe(7)
  })

  test('shows all that is asked together, though it comes one after the other', async () => {
    const device = new FakeDevice()
    const { begin, ask, answered, last } = setUp(device)
    begin()
    await answered(ask({ scene }, { view }), 0)
    await quiet()
    await answered(ask({ view: { ...view, width: 300 } }, { step: 40 }), 40)
    const moved = { ...scene, clouds: [{ ...cloud, r: 1 }, null] }
    ask({ scene: moved }, { view }, { step: 7 })
    await vi.waitFor(() => {
      expect(last('drawn')?.facts.step).toBe(7)
      const own = cloudStarts({ ...cloud, r: 1 }, [1, -2], bowl.domain, 2, 1)
      expect(Array.from(last('points')!.points[0]!)).toEqual(
        straight(own, 7).map((value) => Math.fround(value)),
      )
    })
  })

  test('says that it is at work: before programs are compiled, and once a second', async () => {
    const device = new FakeDevice()
    device.compiling = 3000
    const { server, begin, ask, answered, last, told, waits } = setUp(device)
    begin()
    const runs = Array.from({ length: 3 }, () => run(1e5))
    server({ kind: 'race', id: 7, race: race(bowl, runs, 1e5) })
    await vi.waitFor(() => expect(last('raced')?.id).toBe(7))
    const working = (compiles: boolean) =>
      told.filter((each) => each.kind === 'working' && each.compiles === compiles).length
    expect(working(true)).toBe(3)
    await answered(ask({ scene: { race: race(bowl, runs, 1e5), clouds: [cloud, cloud, null] } }), 0)
    expect(working(true)).toBe(5)
    const before = working(false)
    // frames of three seconds, and rests as long
    const positions = device.positions.bind(device)
    device.positions = async (...of) => {
      device.clock += 1500
      return positions(...of)
    }
    for (const step of [1, 20, 40]) await answered(ask({ view }, { step }), step)
    expect(working(false)).toBeGreaterThan(before)
    expect(waits.length).toBeGreaterThan(2)
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(1000)
  })

  test('rests as long as a heavy frame took', async () => {
    const device = new FakeDevice()
    const { begin, ask, answered, waits, slow } = setUp(device)
    begin()
    await answered(ask({ scene }, { view }, { step: 1 }), 1)
    expect(waits).toEqual([])
    const settled = device.settled.bind(device)
    device.settled = async () => {
      device.clock += 100
      await settled()
    }
    slow(16)
    for (const step of [2, 3, 4]) await answered(ask({ step }), step)
    expect(waits.length).toBeGreaterThan(0)
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(200)
  })
})

describe('the server without a device', () => {
  test.each([
    ['no canvas', null, true, ['cpu offscreen']],
    ['WebGL given up', new FakeCanvas(), false, []],
  ] as const)('of its own choice: %s', async (_, canvas, webgl, expected) => {
    const { begin, asked, last } = setUp(new FakeDevice(), { canvas })
    begin(webgl)
    await quiet()
    expect(asked).toEqual(expected)
    // a canvas that gives no context at all is of no use
    expect(last('lost') !== undefined).toBe(canvas !== null)
  })

  test('that can be made says that it is lost', async () => {
    const { begin, kinds } = setUp(null)
    begin()
    await quiet()
    expect(kinds()).toEqual(['lost'])
  })
})

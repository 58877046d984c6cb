import { describe, expect, test, vi } from 'vitest'
import { FakeDevice } from '#engine/fake-device.fixture.ts'
import { FakeCanvas, GpuDevice, quiet, scene, setUp, view } from '#engine/swarm-server.fixture.ts'

describe('a lost context', () => {
  function lose(device: FakeDevice, canvas: FakeCanvas) {
    device.lost = true
    const event = new Event('webglcontextlost', { cancelable: true })
    canvas.dispatchEvent(event)
    return event.defaultPrevented
  }
  function restore(device: FakeDevice, canvas: FakeCanvas) {
    device.lost = false
    canvas.dispatchEvent(new Event('webglcontextrestored'))
  }

  test('comes back 200 times, nothing leaks, and everything stands where it stood', async () => {
    const [device, canvas] = [new GpuDevice(), new FakeCanvas()]
    const { begin, ask, answered, kinds, last } = setUp(device, { canvas })
    begin()
    const id = ask({ scene }, { view }, { step: 40.5 })
    await answered(id, 40.5)
    await quiet()
    const [states, runners] = [device.states.size, device.runners.size]
    for (let i = 1; i <= 200; i++) {
      expect(lose(device, canvas)).toBe(true)
      restore(device, canvas)
      await vi.waitFor(
        () => expect(kinds().filter((kind) => kind === 'restored')).toHaveLength(i),
        {
          interval: 1,
        },
      )
    }
    await quiet()
    expect(device.restores).toBe(200)
    expect([device.states.size, device.runners.size]).toEqual([states, runners])
    expect(last('drawn')?.facts).toMatchObject({ lanes: 3, step: 40.5 })
    expect(kinds()).not.toContain('lost')
  }, 30_000)

  test('in the middle of a race repeats the race, and answers it once', async () => {
    const [device, canvas] = [new GpuDevice(), new FakeCanvas()]
    const { server, begin, last, kinds } = setUp(device, { canvas })
    begin()
    const right = device.race.bind(device)
    let tries = 0
    device.race = async (asked) => {
      if (++tries === 1) lose(device, canvas)
      const raced = await right(asked).catch((error: unknown) => {
        setTimeout(() => restore(device, canvas))
        throw error
      })
      return raced
    }
    server({ kind: 'race', id: 3, race: scene.race })
    await vi.waitFor(() => expect(last('raced')?.id).toBe(3))
    await quiet()
    expect(tries).toBe(2)
    expect(kinds().filter((kind) => kind === 'raced')).toHaveLength(1)
  })

  test('that comes back while its numbers are awaited is noticed all the same', async () => {
    const [device, canvas] = [new GpuDevice(), new FakeCanvas()]
    const { server, begin, last } = setUp(device, { canvas })
    begin()
    const right = device.race.bind(device)
    let tries = 0
    device.race = async (asked) => {
      const raced = await right(asked)
      if (++tries > 1) return raced
      // zeros, as tfjs gives after a loss
      raced.trajectories[0]!.theta.fill(0)
      lose(device, canvas)
      restore(device, canvas)
      return raced
    }
    server({ kind: 'race', id: 3, race: scene.race })
    await vi.waitFor(() => expect(last('raced')?.id).toBe(3))
    expect(tries).toBe(2)
    expect(last('failed')).toBeUndefined()
  })

  test('lost again while it is mended is mended again', async () => {
    const [device, canvas] = [new GpuDevice(), new FakeCanvas()]
    const { begin, ask, answered, kinds, last } = setUp(device, { canvas })
    begin()
    await answered(ask({ scene }, { view }, { step: 9 }), 9)
    const right = device.restore.bind(device)
    let tries = 0
    device.restore = async () => {
      if (++tries === 1) {
        lose(device, canvas)
        setTimeout(() => restore(device, canvas))
      }
      await right()
    }
    lose(device, canvas)
    restore(device, canvas)
    await vi.waitFor(() => expect(kinds()).toContain('restored'))
    expect(tries).toBe(2)
    expect(last('drawn')?.facts.step).toBe(9)
  })

  test('that does not come back is told, and nothing more', async () => {
    const [device, canvas] = [new GpuDevice(), new FakeCanvas()]
    const { begin, ask, answered, kinds, waits } = setUp(device, { canvas })
    begin()
    await answered(ask({ scene }, { view }, { step: 9 }), 9)
    lose(device, canvas)
    await vi.waitFor(() => expect(kinds().at(-1)).toBe('lost'))
    expect(waits).toContain(3000)
    ask({ step: 3 })
    await quiet()
    expect(kinds().at(-1)).toBe('lost')
  })
})

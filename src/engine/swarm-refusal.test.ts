import { describe, expect, test } from 'vitest'
import { numbersOf, straight } from '#engine/fake-device.fixture.ts'
import { arrive, disc, scene, setUp, startsOf } from '#engine/swarm.fixture.ts'

describe('a swarm', () => {
  test('goes on without a cloud that the driver refuses to compile, and says which', async () => {
    const { device, swarm } = setUp()
    device.refuses = (lanes) => (lanes === 3 ? 'no such program' : '')
    const wanted = scene([disc(3), disc(2)], 20)
    swarm.show(wanted)
    swarm.seek(9)
    await arrive(swarm)
    expect(swarm.facts.unfit).toEqual([{ run: 0, of: 'compile', needs: 0, has: 0 }])
    expect(swarm.drawn()[0]).toBe(null)
    expect(numbersOf(swarm.drawn()[1]?.here)).toEqual(straight(startsOf(wanted, 1), 9))
    swarm.dispose()
    expect(device.states.size + device.runners.size).toBe(0)
  })

  test('whose rate cannot be measured is not measured for ever', async () => {
    const { device, swarm } = setUp()
    device.refuses = (_, steps) => (steps > 4 ? 'no memory' : '')
    swarm.show(scene([disc(2)], 200))
    await arrive(swarm)
    const measured = (async () => {
      while (swarm.isUnrated) await swarm.rate()
    })()
    await expect(measured).rejects.toThrow('no memory')
    expect(swarm.isUnrated).toBe(false)
  })
})

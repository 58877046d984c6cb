import { FakeDevice } from '#engine/fake-device.fixture.ts'
import { Swarm } from '#engine/swarm.ts'
import type { SwarmScene } from '#engine/swarm-protocol.ts'
import { cloudStarts } from '#race/cloud-starts.ts'
import type { Cloud } from '#race/cloud.ts'
import { race, run, surface } from '#race/ready.fixture.ts'

export const bowl = surface('x^2 + y^2')
export const disc = (n: number): Cloud => ({ n, from: 'disc', r: 0.5 })

/** A scene with these clouds, one a run, and T steps. */
export function scene(
  clouds: SwarmScene['clouds'],
  T = 300,
  more: Partial<SwarmScene['race']> = {},
): SwarmScene {
  return {
    race: {
      ...race(
        bowl,
        clouds.map(() => run(T)),
        T,
      ),
      ...more,
    },
    clouds,
  }
}

export const startsOf = ({ race: { runs, surface: of, seed }, clouds }: SwarmScene, i: number) =>
  cloudStarts(clouds[i]!, runs[i]!.start, of.domain, 2, seed)

/** A swarm on a device whose clock is its own. */
export function setUp(device = new FakeDevice()) {
  return { device, swarm: new Swarm(device, () => device.clock) }
}

/** Works until nothing is left to do. */
export async function arrive(swarm: Swarm): Promise<number> {
  let slices = 0
  while (swarm.isBehind) {
    await swarm.slice()
    if (++slices > 10_000) throw new Error('it never arrives')
  }
  return slices
}

import { expect, vi } from 'vitest'
import { FakeDevice } from '#engine/fake-device.fixture.ts'
import { createSwarmServer } from '#engine/swarm-server.ts'
import type { FromSwarm, SwarmScene, SwarmView, ToSwarm } from '#engine/swarm-protocol.ts'
import type { Cloud } from '#race/cloud.ts'
import { race, run, surface } from '#race/ready.fixture.ts'

export const bowl = surface('x^2 + y^2')
export const cloud: Cloud = { n: 3, from: 'disc', r: 0.5 }
export const scene: SwarmScene = {
  race: race(bowl, [run(100), run(100)], 100),
  clouds: [cloud, null],
}
export const view: SwarmView = {
  rect: [-4, 4, -4, 4],
  width: 200,
  height: 100,
  ratio: 2,
  by: 'run',
  runs: [
    { color: '#123456', strength: 'full' },
    { color: '#654321', strength: 'full' },
  ],
  levels: [0, 1, 2],
  palette: ['#000000', '#ffffff'],
}
/** A WebGL context that draws nothing and answers what a painter asks. */
function fakeGl(device: FakeDevice): WebGL2RenderingContext {
  const canvas = { width: 0, height: 0 }
  const known: Record<string, unknown> = {
    canvas,
    isContextLost: () => device.lost,
    createProgram: () => ({}),
    createShader: () => ({}),
    getProgramParameter: () => true,
    getUniformLocation: () => ({}),
    createVertexArray: () => ({}),
  }
  return new Proxy(known, {
    get: (of, name: string) => of[name] ?? (/^[A-Z]/.test(name) ? 1 : () => {}),
  }) as unknown as WebGL2RenderingContext
}

export class GpuDevice extends FakeDevice {
  override readonly gl: WebGL2RenderingContext = fakeGl(this)
  constructor() {
    super('webgl')
  }
}

/** A canvas that can be told of losses. */
export class FakeCanvas extends EventTarget {
  getContext() {
    return null
  }
}

/** A server on this device; what it says is kept. */
export function setUp(device: FakeDevice | null, { canvas = null as FakeCanvas | null } = {}) {
  const told: FromSwarm[] = []
  let frames = 0
  let frameCost = 0
  const waits: number[] = []
  const asked: string[] = []
  const cpu = device?.gl ? new FakeDevice() : device
  const server = createSwarmServer((message) => void told.push(message), {
    webgl: async () => {
      asked.push('webgl')
      if (!device?.gl) throw new Error('no WebGL')
      return device
    },
    cpu: async (why) => {
      asked.push(`cpu ${why}`)
      if (!cpu) throw new Error('no processor')
      return cpu
    },
    frame: async () => {
      frames++
      if (device) device.clock += frameCost
    },
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    wait: (ms) => {
      waits.push(ms)
      if (device) device.clock += ms
      return new Promise((resolve) => setTimeout(resolve, 5))
    },
    now: () => device?.clock ?? 0,
  })
  const begin = (webgl = true) =>
    server({ kind: 'begin', canvas: canvas as unknown as OffscreenCanvas | null, webgl })
  let id = 0
  const ask = (
    ...parts: readonly ({ scene: SwarmScene } | { view: SwarmView } | { step: number })[]
  ) => {
    id++
    for (const part of parts) {
      const message: ToSwarm =
        'scene' in part
          ? { kind: 'scene', id, ...part }
          : 'view' in part
            ? { kind: 'view', id, ...part }
            : { kind: 'seek', id, ...part }
      server(message)
    }
    return id
  }
  const last = <K extends FromSwarm['kind']>(kind: K) =>
    told.findLast((message): message is Extract<FromSwarm, { kind: K }> => message.kind === kind)
  const answered = (of: number, step?: number) =>
    vi.waitFor(() => {
      const drawn = last('drawn')
      expect(drawn?.id).toBe(of)
      if (step !== undefined) expect(drawn?.facts.step).toBe(step)
    })
  const kinds = () => told.map(({ kind }) => kind)
  const slow = (ms: number) => void (frameCost = ms)
  return {
    server,
    begin,
    ask,
    told,
    last,
    answered,
    kinds,
    waits,
    asked,
    slow,
    frames: () => frames,
  }
}

/** Waits until nothing happens any more. */
export const quiet = () => new Promise((resolve) => setTimeout(resolve, 60))

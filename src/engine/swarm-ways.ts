import { pauses } from '#engine/pauses.ts'
import type { DeviceWays } from '#engine/swarm-stand.ts'

/** The world as the swarm's server needs it; another one in tests. */
export type SwarmServerWays = DeviceWays & {
  /** the screen's next frame */
  frame(): Promise<void>
  /** lets messages in */
  pause(): Promise<void>
  wait(ms: number): Promise<void>
  now(): number
}

/** A frame that the screen never asks for, as in a hidden page, comes after so many milliseconds. */
const NO_FRAME = 500

/** A worker's own clock and frames; tfjs is loaded with the device that is wanted. */
export function workerWays(): SwarmServerWays {
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  return {
    webgl: async (canvas) => {
      if (!drawsFloats()) throw new Error('no WebGL2 that draws float32')
      return (await import('#engine/webgl-device.ts')).webglDevice(canvas)
    },
    cpu: async (why) => (await import('#engine/cpu-device.ts')).cpuDevice(why),
    frame: () =>
      new Promise((resolve) => {
        if (typeof requestAnimationFrame === 'undefined') {
          setTimeout(resolve, 16)
          return
        }
        const late = setTimeout(resolve, NO_FRAME)
        requestAnimationFrame(() => {
          clearTimeout(late)
          resolve()
        })
      }),
    pause: pauses(),
    wait,
    now: () => performance.now(),
  }
}

/** A canvas on which WebGL was tried serves for nothing else: whether it will do is asked of another. */
function drawsFloats(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  const draws = gl?.getExtension('EXT_color_buffer_float')
  gl?.getExtension('WEBGL_lose_context')?.loseContext()
  return Boolean(draws)
}

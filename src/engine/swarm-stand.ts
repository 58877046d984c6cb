import { CloudPoints } from '#engine/cloud-points.ts'
import type { Device } from '#engine/device.ts'
import { buffersOf } from '#engine/hand-over.ts'
import { paintPoints } from '#engine/points-plane.ts'
import { type PointPainter, resize, webglPoints } from '#engine/points-webgl.ts'
import type { DrawnCloud } from '#engine/swarm.ts'
import type { FromSwarm, SwarmView } from '#engine/swarm-protocol.ts'

/** What computes and what draws. */
export type SwarmStand = { readonly device: Device; readonly painter: PointPainter }

/** How devices are made; others in tests. */
export type DeviceWays = {
  webgl(canvas: OffscreenCanvas): Promise<Device>
  cpu(why: 'webgl' | 'offscreen' | 'lost'): Promise<Device>
}

type Post = (message: FromSwarm, transfer: ArrayBuffer[]) => void

/**
 * WebGL on the canvas, or the processor: where WebGL is missing, not to be tried any more, or the page
 * kept its canvas and draws what is posted. Throws where a canvas was spoilt by trying.
 */
export async function openStand(
  canvas: OffscreenCanvas | null,
  webgl: boolean,
  post: Post,
  ways: DeviceWays,
): Promise<SwarmStand> {
  if (!canvas) {
    const device = await ways.cpu('offscreen')
    return { device, painter: postedPoints(device, post) }
  }
  const onGpu = webgl ? await ways.webgl(canvas).catch(() => null) : null
  if (onGpu) return { device: onGpu, painter: painterOf(onGpu) }
  const context = canvas.getContext('2d')
  if (!context) throw new Error('neither WebGL nor a plane canvas')
  const device = await ways.cpu(webgl ? 'webgl' : 'lost')
  return { device, painter: planePoints(device, context) }
}

/** A painter for a WebGL device; a new one after the device was restored. */
export function painterOf(device: Device): PointPainter {
  if (!device.gl) throw new Error('a device without WebGL')
  return webglPoints(device, device.gl)
}

function planePoints(device: Device, context: OffscreenCanvasRenderingContext2D): PointPainter {
  const points = new CloudPoints(device)
  return {
    async draw(view, clouds) {
      const read = await readShown(points, view, clouds)
      resize(context.canvas, view)
      paintPoints(context, view, read)
    },
    dispose() {},
  }
}

function postedPoints(device: Device, post: Post): PointPainter {
  const reader = new CloudPoints(device)
  return {
    async draw(view, clouds) {
      const read = await readShown(reader, view, clouds)
      const points = read.map((cloud) => cloud?.at ?? null)
      const losses = read.map((cloud) => cloud?.losses ?? null)
      post({ kind: 'points', points, losses }, buffersOf([...points, ...losses]))
    },
    dispose() {},
  }
}

/** Points of all clouds that the view shows, one after the other: a device does one thing at a time. */
async function readShown(
  points: CloudPoints,
  view: SwarmView,
  clouds: readonly (DrawnCloud | null)[],
) {
  const read = []
  for (const [run, cloud] of clouds.entries()) {
    const shown = cloud && (view.runs[run]?.strength ?? 'hidden') !== 'hidden'
    read.push(shown ? await points.read(cloud, view.by === 'loss') : null)
  }
  return read
}

import { watchLoss } from '#engine/watch-loss.ts'
import type { FromSwarm, ToSwarm } from '#engine/swarm-protocol.ts'

/** A way to a swarm's worker. */
export type SwarmLine = {
  post(message: ToSwarm, transfer?: Transferable[]): void
  close(): void
}

export type SwarmEars = {
  readonly hear: (message: FromSwarm) => void
  /** The worker is gone, with what it was doing. */
  readonly lost: () => void
}

/** The canvas clouds are drawn on, and the half of it that a worker draws on; null: the page draws. */
export type SwarmCanvas = {
  readonly node: HTMLCanvasElement
  readonly offscreen: OffscreenCanvas | null
}

/** A line to a new worker. Throws where there are none. */
export function swarmLine({ hear, lost }: SwarmEars): SwarmLine {
  const worker = new Worker(new URL('./swarm.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<FromSwarm>) => hear(data))
  watchLoss(worker, lost)
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    close: () => worker.terminate(),
  }
}

/** A new canvas that fills its parent and catches nothing. A canvas goes to one worker, once. */
export function swarmCanvas(): SwarmCanvas {
  const node = document.createElement('canvas')
  node.setAttribute('aria-hidden', 'true')
  Object.assign(node.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    pointerEvents: 'none',
  })
  return { node, offscreen: transferred(node) }
}

function transferred(node: HTMLCanvasElement): OffscreenCanvas | null {
  if (typeof OffscreenCanvas === 'undefined' || !('transferControlToOffscreen' in node)) return null
  try {
    return node.transferControlToOffscreen()
  } catch {
    return null
  }
}

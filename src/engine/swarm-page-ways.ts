import { pagePoints, type PagePoints } from '#engine/page-points.ts'
import {
  swarmCanvas,
  type SwarmCanvas,
  type SwarmEars,
  swarmLine,
  type SwarmLine,
} from '#engine/swarm-line.ts'

/** The world as the client needs it; another one in tests. */
export type SwarmWays = {
  /** throws where there are no workers */
  worker(ears: SwarmEars): SwarmLine
  canvas(): SwarmCanvas
  points(node: HTMLCanvasElement): PagePoints
  /** milliseconds */
  now(): number
  /** Whether the page can be seen, and a word whenever that changes; returns how to stop. */
  visible(): boolean
  watchVisible(changed: () => void): () => void
}

/** The browser's own. */
export const browserWays: SwarmWays = {
  worker: swarmLine,
  canvas: swarmCanvas,
  points: pagePoints,
  now: () => performance.now(),
  visible: () => document.visibilityState === 'visible',
  watchVisible(changed) {
    document.addEventListener('visibilitychange', changed)
    return () => document.removeEventListener('visibilitychange', changed)
  },
}

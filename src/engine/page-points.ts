import { paintPoints } from '#engine/points-plane.ts'
import type { FromSwarm, SwarmView } from '#engine/swarm-protocol.ts'

type Points = Extract<FromSwarm, { kind: 'points' }>

/** Draws clouds on the page itself, where its canvas cannot be handed to a worker. */
export type PagePoints = {
  view(view: SwarmView): void
  points(points: Points): void
}

/** The last points are drawn again whenever the view moves: only their colours wait for the worker. */
export function pagePoints(node: HTMLCanvasElement): PagePoints {
  const context = node.getContext('2d')
  let points: Points | null = null
  let view: SwarmView | null = null
  let asked = false

  function draw() {
    asked = false
    if (!context || !view || !points) return
    const { losses } = points
    const clouds = points.points.map((at, run) => at && { at, losses: losses[run] ?? null })
    paintPoints(context, view, clouds)
  }

  function request() {
    if (!asked) requestAnimationFrame(draw)
    asked = true
  }

  return {
    view(next) {
      view = next
      request()
    },
    points(next) {
      points = next
      request()
    },
  }
}

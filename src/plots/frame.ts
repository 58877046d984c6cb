import type { Rect } from '#plots/plot.ts'

/** Where a rectangle of the plane lies on the screen, in CSS pixels from its upper left corner. */
export type Frame = { readonly rect: Rect; readonly width: number; readonly height: number }

export const pixelX = ({ rect, width }: Frame, x: number) =>
  ((x - rect[0]) / (rect[1] - rect[0])) * width
// The y axis of the plane points up and the screen's down.
export const pixelY = ({ rect, height }: Frame, y: number) =>
  ((rect[3] - y) / (rect[3] - rect[2])) * height
export const planeX = ({ rect, width }: Frame, px: number) =>
  rect[0] + (px / width) * (rect[1] - rect[0])
export const planeY = ({ rect, height }: Frame, py: number) =>
  rect[3] - (py / height) * (rect[3] - rect[2])

/** A pixel held near the screen: far outside is far enough, and SVG's numbers are 32 bit. */
export const near = (px: number) => Math.min(1e6, Math.max(-1e6, px))

/** Milliseconds of drawing in one frame after which what still waits is left to the next. */
const BUDGET = 6

type Waiting = { readonly draw: () => void; readonly urgent: boolean }

const waiting = new Set<Waiting>()
let frame = 0

function drawWaiting(): void {
  frame = 0
  const began = performance.now()
  for (const one of [...waiting].toSorted((a, b) => Number(b.urgent) - Number(a.urgent))) {
    if (!one.urgent && performance.now() - began > BUDGET) break
    waiting.delete(one)
    one.draw()
  }
  if (waiting.size > 0) wake()
}

const wake = () => {
  frame ||= requestAnimationFrame(drawWaiting)
}

/**
 * Calls `draw` once in the next frame, however often it was asked. All drawing of the page shares a
 * budget a frame: what is `urgent` follows the hand and is always drawn, the rest in the order in
 * which it was asked for, in a later frame where this one is full.
 */
export function frameOnce(draw: () => void, urgent = false) {
  const one: Waiting = { draw, urgent }
  return {
    request() {
      waiting.add(one)
      wake()
    },
    cancel: () => void waiting.delete(one),
  }
}

/** Says whether any of the values differs from those of the last call; true the first time. */
export function changes() {
  let last: readonly unknown[] | null = null
  return (...now: readonly unknown[]) => {
    const differs =
      last === null ||
      now.length !== last.length ||
      now.some((value, i) => !Object.is(value, last![i]))
    last = now
    return differs
  }
}

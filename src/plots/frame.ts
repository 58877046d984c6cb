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

/** Calls `draw` once in the next frame, however often it was asked. */
export function frameOnce(draw: () => void) {
  let id = 0
  return {
    request() {
      id ||= requestAnimationFrame(() => {
        id = 0
        draw()
      })
    },
    cancel() {
      cancelAnimationFrame(id)
      id = 0
    },
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

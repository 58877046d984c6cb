import { colorAt, levelColors, pointLook, rgbOf } from '#engine/point-look.ts'
import type { SwarmView } from '#engine/swarm-protocol.ts'

/** A cloud's points: interleaved x y, and the loss of each where colours say it. */
export type PlanePoints = { readonly at: Float32Array; readonly losses: Float32Array | null }

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** More points than this are written pixel by pixel. */
const MOST_DISCS = 4096

/**
 * Draws clouds on a plane canvas as points-webgl.ts does on WebGL; clouds in the order of the view's
 * runs. Points that are no number are nowhere.
 */
export function paintPoints(
  context: Context,
  view: SwarmView,
  clouds: readonly (PlanePoints | null)[],
): void {
  const { width, height } = context.canvas
  context.clearRect(0, 0, width, height)
  const points = clouds.reduce((sum, cloud) => sum + (cloud?.at.length ?? 0) / 2, 0)
  if (points === 0) return
  const many = points > MOST_DISCS
  const image = many ? context.createImageData(width, height) : null
  const table = view.by === 'loss' ? levelColors(view) : new Float32Array()
  clouds.forEach((cloud, run) => {
    const { strength, color } = view.runs[run] ?? { strength: 'hidden', color: '' }
    if (!cloud || strength === 'hidden') return
    const n = cloud.at.length / 2
    const { size, alpha } = pointLook(n, strength)
    const across = Math.max(1, size * view.ratio)
    // a square of whole pixels carries the same ink
    const whole = Math.ceil(across)
    const own = rgbOf(color)
    const [x0, x1, y0, y1] = view.rect
    const [scaleX, scaleY] = [width / (x1 - x0), height / (y1 - y0)]
    context.globalAlpha = alpha
    context.fillStyle = cssOf(own)
    for (let i = 0; i < n; i++) {
      const x = (cloud.at[2 * i]! - x0) * scaleX
      const y = (y1 - cloud.at[2 * i + 1]!) * scaleY
      // also where either is no number
      if (!(x > -across && x < width + across && y > -across && y < height + across)) continue
      const rgb = (cloud.losses && colorAt(table, cloud.losses[i]!)) ?? own
      if (image) square(image, x, y, whole, rgb, alpha * (across / whole) ** 2)
      else {
        if (rgb !== own || cloud.losses) context.fillStyle = cssOf(rgb)
        context.beginPath()
        context.arc(x, y, across / 2, 0, 2 * Math.PI)
        context.fill()
      }
    }
  })
  context.globalAlpha = 1
  if (image) context.putImageData(image, 0, 0)
}

const cssOf = (rgb: readonly number[]) => `rgb(${rgb.map((c) => Math.round(255 * c)).join(' ')})`

/** One square over what is there; colours are not multiplied by their alpha. */
function square(
  { data, width, height }: ImageData,
  x: number,
  y: number,
  across: number,
  rgb: readonly [number, number, number],
  alpha: number,
): void {
  const [left, top] = [Math.floor(x - (across - 1) / 2), Math.floor(y - (across - 1) / 2)]
  for (let row = Math.max(0, top); row < Math.min(height, top + across); row++)
    for (let column = Math.max(0, left); column < Math.min(width, left + across); column++) {
      const i = 4 * (row * width + column)
      const under = (data[i + 3]! / 255) * (1 - alpha)
      const over = alpha + under
      for (let c = 0; c < 3; c++)
        data[i + c] = (255 * rgb[c]! * alpha + data[i + c]! * under) / over
      data[i + 3] = 255 * over
    }
}

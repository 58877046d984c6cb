import { canvasLayer } from '#plots/canvas.ts'
import { surfaceRamp, type Theme } from '#plots/colors.ts'
import { type Frame, changes, pixelX, pixelY } from '#plots/frame.ts'
import type { Levels } from '#plots/levels.ts'
import { paint } from '#plots/picture.ts'
import type { Rect } from '#plots/plot.ts'
import type { Field } from '#plots/stage-props.ts'

type Picture = { readonly canvas: HTMLCanvasElement; readonly rect: Rect }

const area = ([x0, x1, y0, y1]: Rect) => (x1 - x0) * (y1 - y0)

/**
 * The surface as a quiet picture. The last picture moves with the view until a new one comes; the widest so
 * far with the same levels lies underneath, so that panning finds no holes.
 */
export function fieldLayer(parent: HTMLElement) {
  const layer = canvasLayer(parent)
  const fresh = changes()
  const sameScale = changes()
  let under: Picture | null = null
  let top: Picture | null = null

  function repaint(field: Field, levels: Levels, theme: Theme) {
    if (sameScale(levels, theme)) under = null
    else if (top && (!under || area(top.rect) > area(under.rect))) under = top
    top = { canvas: pictureOf(field, levels, theme), rect: field.rect }
    if (under && area(under.rect) <= area(top.rect)) under = null
  }

  return {
    draw(frame: Frame, field: Field | null, levels: Levels, theme: Theme) {
      const context = layer.clear(frame.width, frame.height)
      if (!field) {
        under = null
        top = null
        fresh(null)
        return
      }
      if (fresh(field.values, levels, theme)) repaint(field, levels, theme)
      context.imageSmoothingQuality = 'high'
      if (under) place(context, frame, under)
      place(context, frame, top!)
    },
  }
}

function pictureOf(field: Field, levels: Levels, theme: Theme): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = field.nx
  canvas.height = field.ny
  const bytes = paint(field, levels, surfaceRamp(theme))
  canvas.getContext('2d')!.putImageData(new ImageData(bytes, field.nx, field.ny), 0, 0)
  return canvas
}

function place(context: CanvasRenderingContext2D, frame: Frame, { canvas, rect }: Picture) {
  const [left, top] = [pixelX(frame, rect[0]), pixelY(frame, rect[3])]
  context.drawImage(canvas, left, top, pixelX(frame, rect[1]) - left, pixelY(frame, rect[2]) - top)
}

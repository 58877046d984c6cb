import { canvasLayer } from '#plots/canvas.ts'
import { type Theme, surfaceColor } from '#plots/colors.ts'
import { type ContourLabel, type GridToPixels, contourLabels } from '#plots/contour-labels.ts'
import { type Contour, contourLines } from '#plots/contour-lines.ts'
import { type Frame, changes, pixelX, pixelY, planeX, planeY } from '#plots/frame.ts'
import { type Levels, levelPlace } from '#plots/levels.ts'
import type { Field } from '#plots/stage-props.ts'

const FONT = 11

/**
 * Lines of equal height. Traced once a field, then moved with the view until the next field comes; labels keep
 * their places on the plane meanwhile.
 */
export function contourLayer(parent: HTMLElement) {
  const layer = canvasLayer(parent)
  const fresh = changes()
  const family = getComputedStyle(parent).fontFamily
  let paths = [new Path2D(), new Path2D()]
  // With x y on the plane.
  let labels: ContourLabel[] = []

  function trace(frame: Frame, field: Field, levels: Levels) {
    const lines = contourLines(field, levels)
    paths = [false, true].map((strong) => pathOf(lines.filter((line) => line.strong === strong)))
    labels = contourLabels(lines, toPixels(frame, field), frame.width, frame.height).map((label) =>
      Object.assign(label, { x: planeX(frame, label.x), y: planeY(frame, label.y) }),
    )
  }

  return {
    draw(frame: Frame, field: Field | null, levels: Levels, theme: Theme) {
      const context = layer.clear(frame.width, frame.height)
      if (!field) return
      if (fresh(field.values, levels)) trace(frame, field, levels)
      const matrix = toPixels(frame, field)
      for (const [i, path] of paths.entries()) {
        const moved = new Path2D()
        moved.addPath(path, { a: matrix.a, d: matrix.b, e: matrix.c, f: matrix.d })
        context.strokeStyle = theme.contour[i]!
        context.lineWidth = i === 0 ? 0.75 : 1
        context.stroke(moved)
      }
      write(context, frame, labels, levels, theme, family)
    },
  }
}

function toPixels(frame: Frame, { rect, nx, ny }: Field): GridToPixels {
  const [c, d] = [pixelX(frame, rect[0]), pixelY(frame, rect[2])]
  return { a: (pixelX(frame, rect[1]) - c) / nx, b: (pixelY(frame, rect[3]) - d) / ny, c, d }
}

function pathOf(lines: readonly Contour[]): Path2D {
  const path = new Path2D()
  for (const { pieces } of lines)
    for (const piece of pieces) {
      path.moveTo(piece[0]!, piece[1]!)
      for (let i = 2; i < piece.length; i += 2) path.lineTo(piece[i]!, piece[i + 1]!)
    }
  return path
}

function write(
  context: CanvasRenderingContext2D,
  frame: Frame,
  labels: readonly ContourLabel[],
  levels: Levels,
  theme: Theme,
  family: string,
) {
  context.font = `${FONT}px ${family}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.fillStyle = theme.quiet
  for (const { text, value, x, y, angle } of labels) {
    context.save()
    context.translate(pixelX(frame, x), pixelY(frame, y))
    context.rotate(angle)
    // The line is interrupted under its number by the colour it runs through.
    context.strokeStyle = surfaceColor(theme, levelPlace(levels, value))
    context.lineWidth = 4
    context.strokeText(text, 0, 0)
    context.fillText(text, 0, 0)
    context.restore()
  }
}

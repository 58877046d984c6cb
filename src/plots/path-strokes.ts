import { type Theme, runColor } from '#plots/colors.ts'
import type { Frame } from '#plots/frame.ts'
import { pathCover } from '#plots/path-cover.ts'
import type { Pixels } from '#plots/path-pixels.ts'
import { type Strokes, pathThinner } from '#plots/path-thin.ts'
import { runDash } from '#plots/run-marks.ts'

/** Opacity of a path from its oldest part to its newest, in equal lengths. */
const FADE = [0.45, 0.53, 0.62, 0.73, 0.86, 1]
const WIDTH = 2
const HALO = 1
const DOT = 1.9
const DOTS_APART = 4
/** Points of a path beyond which only what makes a difference is drawn. */
const PLAIN = 800
/** Segments drawn at once: what crosses itself costs the square of their number. */
const CHUNK = 32
/** Segments beyond which those under others are looked for. */
const CROWD = 2000
/** Beyond so many dots they are no steps any more but a stain. */
const MOST_DOTS = 3000
/** Pixels below which two places are one, at rest and while a hand moves something. */
const CELL = { fine: 0.5, coarse: 2 }

/** How a path is drawn; `hasty`: coarser, while a hand moves something. */
export type PathLook = {
  readonly index: number
  readonly theme: Theme
  readonly dim: number
  readonly halo: boolean
  readonly hasty: boolean
  /** where the picture is */
  readonly frame: Frame
}

/** A part of one opacity, from point to point; `strokes` where only what is seen of it is drawn. */
type Part = {
  readonly alpha: number
  readonly from: number
  readonly until: number
  strokes: Strokes | null
}

/** Draws paths on a canvas; it keeps memory for long ones. */
export function pathStrokes() {
  const thin = pathThinner()
  const cover = pathCover()
  const sheet = spareSheet()

  /** What comes after the clock: a thin faint line. */
  function ahead(
    context: CanvasRenderingContext2D,
    drawn: Pixels,
    color: string,
    alpha: number,
    hasty: boolean,
    frame: Frame,
  ) {
    const last = drawn.count - 1
    if (last < 0) return
    context.globalAlpha = 0.45 * alpha
    context.strokeStyle = color
    context.lineWidth = 1.25
    if (last <= PLAIN) return whole(context, drawn, 0, last)
    const all = thin(drawn, 0, last, fineness(hasty)).fresh
    cover.clear(frame.width, frame.height)
    const fresh = all.length > CROWD ? cover.seen(drawn, all) : all
    sheet.draw(context, fresh.length > CHUNK, (on) => chunks(on, drawn, fresh))
  }

  /** A path up to the clock: a halo, then the line, older parts fainter, with its steps as dots. */
  function path(context: CanvasRenderingContext2D, drawn: Pixels, look: PathLook) {
    const { index, theme, dim, halo } = look
    const last = drawn.count - 1
    if (last < 0) return
    const parts = partsOf(drawn, look)
    if (halo) {
      context.globalAlpha = 0.85
      context.strokeStyle = theme.surface[0]
      context.lineWidth = WIDTH + 2 * HALO
      if (last <= PLAIN) whole(context, drawn, 0, last)
      else {
        const all = parts.flatMap(({ strokes }) => strokes?.fresh ?? [])
        sheet.draw(context, all.length > CHUNK, (on) => chunks(on, drawn, all))
      }
    }

    context.strokeStyle = runColor(theme, index)
    context.fillStyle = runColor(theme, index)
    context.lineWidth = WIDTH
    for (const { from, until, alpha, strokes } of parts) {
      context.globalAlpha = alpha * dim
      context.setLineDash(runDash(index))
      if (strokes) {
        sheet.draw(context, strokes.fresh.length > CHUNK, (on) => segments(on, drawn, strokes))
        continue
      }
      context.lineDashOffset = drawn.length[from]!
      whole(context, drawn, from, until)
      dots(context, drawn, stepsApart(drawn, from, until))
    }
    context.setLineDash([])
  }

  /** The parts of each age, those of a long path thinned. */
  function partsOf(drawn: Pixels, { hasty, frame }: PathLook): Part[] {
    const parts: Part[] = ages(drawn).map((age) => Object.assign(age, { strokes: null }))
    if (drawn.count - 1 <= PLAIN) return parts
    for (const part of parts) part.strokes = thin(drawn, part.from, part.until, fineness(hasty))
    const total = (of: keyof Strokes) =>
      parts.reduce((sum, { strokes }) => sum + (strokes?.[of].length ?? 0), 0)
    const [stain, crowd] = [hasty || total('dots') > MOST_DOTS, total('fresh') > CROWD]
    cover.clear(frame.width, frame.height)
    for (const part of parts.toReversed()) {
      if (!part.strokes) continue
      const { fresh, again, dots: spots } = part.strokes
      part.strokes = {
        fresh: crowd ? cover.seen(drawn, fresh) : fresh,
        again: crowd ? cover.seen(drawn, again) : again,
        dots: stain ? [] : spots,
      }
    }
    return parts
  }

  return { ahead, path }
}

const fineness = (hasty: boolean) => ({
  cell: hasty ? CELL.coarse : CELL.fine,
  apart: DOTS_APART,
})

/** The parts of a path that have one opacity each. */
function ages(path: Pixels) {
  const last = path.count - 1
  let from = 0
  return FADE.map((alpha, age) => {
    const wanted = (path.length[last]! * (age + 1)) / FADE.length
    const until = age === FADE.length - 1 ? last : lengthIndex(path, from, wanted)
    const part = { alpha, from, until }
    from = until
    return part
  })
}

/** The first point at or after `from` that is `wanted` pixels along the path. */
function lengthIndex(path: Pixels, from: number, wanted: number): number {
  let i = from
  while (i < path.count - 1 && path.length[i]! < wanted) i++
  return i
}

function whole(context: CanvasRenderingContext2D, { at, pen }: Pixels, from: number, to: number) {
  context.beginPath()
  context.moveTo(at[2 * from]!, at[2 * from + 1]!)
  for (let i = from + 1; i <= to; i++) {
    if (pen[i] === 1) context.lineTo(at[2 * i]!, at[2 * i + 1]!)
    else context.moveTo(at[2 * i]!, at[2 * i + 1]!)
  }
  context.stroke()
}

/** What is left of a part that was thinned; dashes without gaps where it went more than once. */
function segments(context: CanvasRenderingContext2D, path: Pixels, strokes: Strokes) {
  chunks(context, path, strokes.fresh)
  if (context.getLineDash().length > 0) {
    context.setLineDash([])
    chunks(context, path, strokes.again)
  }
  for (let i = 0; i < strokes.dots.length; i += CHUNK)
    dots(context, path, strokes.dots.slice(i, i + CHUNK))
}

/** Strokes the segments that end at these points, not too many at once. */
function chunks(
  context: CanvasRenderingContext2D,
  { at, length }: Pixels,
  ends: readonly number[],
) {
  for (let k = 0; k < ends.length; k++) {
    const i = ends[k]!
    const first = k % CHUNK === 0
    if (first) {
      if (k > 0) context.stroke()
      context.beginPath()
      context.lineDashOffset = length[i - 1]!
    }
    if (first || ends[k - 1] !== i - 1) context.moveTo(at[2 * i - 2]!, at[2 * i - 1]!)
    context.lineTo(at[2 * i]!, at[2 * i + 1]!)
  }
  if (ends.length > 0) context.stroke()
}

/** The steps that are far enough from the one before to have a dot. */
function stepsApart({ pen, length }: Pixels, from: number, to: number): number[] {
  const steps: number[] = []
  for (let i = Math.max(1, from); i < to; i++)
    if (pen[i] === 1 && length[i]! - length[i - 1]! >= DOTS_APART) steps.push(i)
  return steps
}

function dots(context: CanvasRenderingContext2D, { at }: Pixels, steps: readonly number[]) {
  context.beginPath()
  for (const i of steps) {
    const [x, y] = [at[2 * i]!, at[2 * i + 1]!]
    context.moveTo(x + DOT, y)
    context.arc(x, y, DOT, 0, 2 * Math.PI)
  }
  context.fill()
}

/** A second canvas: what is drawn in several strokes must not grow darker where they cross. */
function spareSheet() {
  let sheet: CanvasRenderingContext2D | null = null
  return {
    /** Draws with the settings of `context`, on the sheet where it is `needed`. */
    draw(
      context: CanvasRenderingContext2D,
      needed: boolean,
      drawing: (on: CanvasRenderingContext2D) => void,
    ) {
      const { canvas, globalAlpha } = context
      if (!needed || globalAlpha === 1) return drawing(context)
      sheet ??= document.createElement('canvas').getContext('2d')
      if (!sheet) return drawing(context)
      // To set the size empties it.
      sheet.canvas.width = canvas.width
      sheet.canvas.height = canvas.height
      const { strokeStyle, fillStyle, lineWidth, lineJoin, lineCap } = context
      Object.assign(sheet, { strokeStyle, fillStyle, lineWidth, lineJoin, lineCap })
      sheet.setLineDash(context.getLineDash())
      sheet.setTransform(context.getTransform())
      drawing(sheet)
      context.save()
      context.resetTransform()
      context.drawImage(sheet.canvas, 0, 0)
      context.restore()
    },
  }
}

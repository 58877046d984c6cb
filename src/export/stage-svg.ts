import { figureHead, marker } from '#export/figure-legend.ts'
import { arrowsSvg, boxSvg, exitArrow, heightLegend, starts } from '#export/stage-marks.ts'
import { document, element, move, pathData, text } from '#export/svg-text.ts'
import { type Theme, runColor, surfaceColor } from '#plots/colors.ts'
import { contourLabels } from '#plots/contour-labels.ts'
import { contourLines } from '#plots/contour-lines.ts'
import { formatValue } from '#plots/format.ts'
import { type Frame, near, pixelX, pixelY } from '#plots/frame.ts'
import { type Levels, levelPlace, spreadLevels } from '#plots/levels.ts'
import { evenTicks } from '#plots/nice.ts'
import { pointsOf } from '#plots/path-layer.ts'
import { emptyPixels, projectPath } from '#plots/path-pixels.ts'
import type { Rect } from '#plots/plot.ts'
import { runDash } from '#plots/run-marks.ts'
import type { Field, StageProps } from '#plots/stage-props.ts'
import { graphView, isRect, squareUnits } from '#plots/view.ts'

/** What the stage shows, to be drawn as a figure that stands alone. */
export type StageFigure = Pick<
  StageProps,
  | 'theme'
  | 'dims'
  | 'domain'
  | 'view'
  | 'stretch'
  | 'field'
  | 'levels'
  | 'minima'
  | 'arrows'
  | 'box'
  | 'runs'
  | 'start'
  | 'common'
  | 'own'
> & {
  /** the last step drawn */
  readonly step: number
  readonly title: string
  /** what the colour means, beside its scale */
  readonly value: string
  /** the field painted in its colours as an image's address, or null where there is none */
  readonly image: string | null
}

const [WIDTH, HEIGHT, LEFT, RIGHT, FOOT] = [860, 620, 56, 20, 40]
const TALLEST = 760
const LEAST = 420

/** The surface as an image, contours and runs as paths, numbers and names as text. */
export function stageSvg(figure: StageFigure): string {
  const { theme, runs, title } = figure
  const loud = runs.filter(({ mute }) => !mute)
  const frame = frameOf(figure)
  const { width, height } = frame
  // A slender picture still has room for its names.
  const wide = Math.max(width, LEAST)
  const names = figureHead(loud, { title, left: LEFT, width: wide, theme })
  const scale = scaleOf(figure)
  const legend = heightLegend(scale, figure.value, width, theme)
  const head = { height: names.height + legend.height, svg: names.svg }
  const clip = element('clipPath', { id: 'stage' }, element('rect', { width, height }))
  const ground = figure.dims === 2 ? surface(figure, frame, scale) : graph(figure, frame)
  const inside = element(
    'g',
    { 'clip-path': 'url(#stage)' },
    [
      element('rect', { width, height, fill: theme.surface[0] }),
      ...ground,
      ...(figure.dims === 2 ? arrowsSvg(figure, frame) : []),
      ...minima(figure, frame),
      ...(figure.dims === 2 ? boxSvg(figure, frame) : []),
      ...loud.flatMap((run) => path(run, figure, frame)),
      ...starts(figure, frame),
    ].join('\n'),
  )
  return document(
    {
      width: LEFT + wide + RIGHT,
      height: head.height + height + FOOT,
      background: theme.background,
    },
    title,
    [
      head.svg,
      element('defs', {}, clip),
      element(
        'g',
        { transform: move(LEFT, head.height) },
        [legend.svg, inside, axes(frame, theme)].join('\n'),
      ),
    ],
  )
}

function frameOf({ view, domain, dims, field, stretch }: StageFigure): Frame {
  const [x0, x1, y0, y1] = isRect(view) ? view : dims === 1 ? graphView(domain, field) : domain
  const air = isRect(view) || dims === 1 ? 0 : 0.04
  const [dx, dy] = [(x1 - x0) * air, (y1 - y0) * air]
  const rect = [x0 - dx, x1 + dx, y0 - dy, y1 + dy] as const
  const square = stretch !== true && dims === 2
  const wanted = square ? squareUnits(rect, WIDTH, HEIGHT) : rect
  // No further than the surface is known; the figure takes the shape of what is left.
  const seen = field && dims === 2 ? common(wanted, field.rect) : wanted
  if (!square) return { rect: seen, width: WIDTH, height: HEIGHT }
  const unit = Math.min(WIDTH / (seen[1] - seen[0]), TALLEST / (seen[3] - seen[2]))
  return { rect: seen, width: unit * (seen[1] - seen[0]), height: unit * (seen[3] - seen[2]) }
}

/** What two rectangles have in common; the first where that is nothing. */
function common(a: Rect, b: Rect): Rect {
  const both = [
    Math.max(a[0], b[0]),
    Math.min(a[1], b[1]),
    Math.max(a[2], b[2]),
    Math.min(a[3], b[3]),
  ] as const
  return isRect(both) ? both : a
}

/** The levels given, or else those of the field. */
const scaleOf = ({ dims, field, levels }: StageFigure): Levels =>
  dims === 1 || !field ? [] : (levels ?? spreadLevels(field.values))

function surface({ field, theme, image }: StageFigure, frame: Frame, scale: Levels): string[] {
  if (!field) return []
  const { rect, nx, ny } = field
  const [left, top] = [pixelX(frame, rect[0]), pixelY(frame, rect[3])]
  const [width, height] = [pixelX(frame, rect[1]) - left, pixelY(frame, rect[2]) - top]
  const picture =
    image === null
      ? []
      : [
          element('image', {
            href: image,
            x: left,
            y: top,
            width,
            height,
            preserveAspectRatio: 'none',
          }),
        ]
  const lines = contourLines(field, scale)
  const grid = { a: width / nx, b: -height / ny, c: left, d: top + height }
  const drawn = [false, true].map((strong) =>
    element('path', {
      class: 'contours',
      d: lines
        .filter((line) => line.strong === strong)
        .flatMap(({ pieces }) => pieces)
        .map((piece) => contour(piece, grid))
        .join(''),
      fill: 'none',
      stroke: theme.contour[strong ? 1 : 0],
      'stroke-width': strong ? 1 : 0.75,
    }),
  )
  const labels = contourLabels(lines, grid, frame.width, frame.height).map((label) =>
    text(label.text, {
      transform: `${move(label.x, label.y)} rotate(${(label.angle * 180) / Math.PI})`,
      dy: '0.35em',
      'text-anchor': 'middle',
      'font-size': 11,
      fill: theme.quiet,
      stroke: surfaceColor(theme, levelPlace(scale, label.value)),
      'stroke-width': 4,
      'paint-order': 'stroke',
    }),
  )
  return [...picture, ...drawn, ...labels]
}

type Grid = { readonly a: number; readonly b: number; readonly c: number; readonly d: number }

function contour(piece: Float32Array, { a, b, c, d }: Grid): string {
  const pixels = piece.map((v, i) => (i % 2 === 0 ? a * v + c : b * v + d))
  return pathData(pixels, new Uint8Array(pixels.length / 2).fill(1), pixels.length / 2)
}

function graph({ field, theme }: StageFigure, frame: Frame): string[] {
  if (!field) return []
  const at = new Float64Array(2 * field.nx)
  const pen = new Uint8Array(field.nx)
  let count = 0
  let drawn: 0 | 1 = 0
  for (let i = 0; i < field.nx; i++) {
    const y = pixelY(frame, field.values[i]!)
    if (Number.isNaN(y)) {
      drawn = 0
      continue
    }
    at[2 * count] = pixelX(frame, xOf(field, i))
    at[2 * count + 1] = near(y)
    pen[count++] = drawn
    drawn = 1
  }
  const d = pathData(at, pen, count)
  return [element('path', { d, fill: 'none', stroke: theme.quiet, 'stroke-width': 1.5 })]
}

const xOf = ({ rect, nx }: Field, i: number) => rect[0] + ((i + 0.5) / nx) * (rect[1] - rect[0])

/** A run's way up to the clock, and its marker where it stands. */
function path(
  run: StageProps['runs'][number],
  { theme, dims, step }: StageFigure,
  frame: Frame,
): string[] {
  const points = pointsOf(run, dims)
  const pixels = emptyPixels()
  projectPath(points, 0, Math.min(Math.max(0, step), points.count - 1), frame, pixels)
  const d = pathData(pixels.at, pixels.pen, pixels.count)
  const line = { d, fill: 'none', 'stroke-linejoin': 'round' }
  const { head, exit } = pixels
  return [
    element('path', { ...line, stroke: theme.surface[0], 'stroke-width': 4, opacity: 0.85 }),
    element('path', {
      ...line,
      class: 'run',
      stroke: runColor(theme, run.index),
      'stroke-width': 2,
      'stroke-dasharray': runDash(run.index).join(' ') || null,
    }),
    ...(exit ? [exitArrow(exit, run.index, frame, theme)] : []),
    ...(head && !exit
      ? [element('g', { transform: move(near(head.x), near(head.y)) }, marker(run.index, 5, theme))]
      : []),
  ]
}

const STAR = Array.from({ length: 10 }, (_, i) => {
  const radius = i % 2 === 0 ? 6 : 2.6
  const angle = (Math.PI * i) / 5
  return `${(radius * Math.sin(angle)).toFixed(2)},${(-radius * Math.cos(angle)).toFixed(2)}`
}).join(' ')

const minima = ({ minima: known, dims, theme }: StageFigure, frame: Frame): string[] =>
  known.map(({ x, y, value, found }) =>
    element('polygon', {
      points: STAR,
      transform: move(near(pixelX(frame, x)), near(pixelY(frame, dims === 1 ? value : y))),
      fill: theme.surface[0],
      stroke: theme.text,
      'stroke-width': 1.1,
      'stroke-dasharray': found ? '2.4 1.6' : null,
    }),
  )

function axes(frame: Frame, theme: Theme): string {
  const { rect, width, height } = frame
  const across = evenTicks(rect[0], rect[1], width / 80)
  const up = evenTicks(rect[2], rect[3], height / 80)
  const gap = (values: readonly number[]) =>
    values.length > 1 ? values[1]! - values[0]! : undefined
  const word = { fill: theme.quiet }
  const line = { stroke: theme.quiet, opacity: 0.6 }
  return [
    element('rect', { width, height, fill: 'none', stroke: theme.hairline }),
    ...across.flatMap((value) => {
      const x = pixelX(frame, value)
      return [
        element('line', { x1: x, x2: x, y1: height, y2: height + 4, ...line }),
        text(formatValue(value, gap(across)), {
          x,
          y: height + 18,
          'text-anchor': 'middle',
          ...word,
        }),
      ]
    }),
    ...up.flatMap((value) => {
      const y = pixelY(frame, value)
      return [
        element('line', { x1: -4, x2: 0, y1: y, y2: y, ...line }),
        text(formatValue(value, gap(up)), { x: -8, y: y + 4, 'text-anchor': 'end', ...word }),
      ]
    }),
  ].join('\n')
}

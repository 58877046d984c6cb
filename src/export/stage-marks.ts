import type { StageFigure } from '#export/stage-svg.ts'
import { element, move, text } from '#export/svg-text.ts'
import { DOT, arrowStrokes } from '#plots/arrow-layer.ts'
import { type Theme, runColor, surfaceColor } from '#plots/colors.ts'
import { type Frame, near, pixelX, pixelY } from '#plots/frame.ts'
import { graphAt } from '#plots/graph-layer.ts'
import { ARROW } from '#plots/heads.ts'
import { BAR, LENGTH, marks, STOPS } from '#plots/legend.ts'
import type { Levels } from '#plots/levels.ts'

/** Steepest descent as one path of thin arrows, and a dot where the gradient is zero. */
export function arrowsSvg({ arrows, theme }: StageFigure, frame: Frame): string[] {
  if (!arrows) return []
  const strokes = arrowStrokes(frame, arrows)
  const at = (v: number) => v.toFixed(2)
  const d = strokes
    .flatMap((ends) => (ends.length === 1 ? [] : ends))
    .map(([x, y], i) => `${i % 2 === 0 ? 'M' : 'L'}${at(x)},${at(y)}`)
    .join('')
  const line = { class: 'arrows', d, fill: 'none', stroke: theme.quiet, 'stroke-width': 1 }
  const dots = strokes.flatMap((ends) => (ends.length === 1 ? ends : []))
  return [
    ...(d === '' ? [] : [element('path', line)]),
    ...dots.map(([cx, cy]) => element('circle', { cx, cy, r: DOT, fill: theme.quiet })),
  ]
}

/** A dashed frame, where a projection keeps the runs in a box. */
export function boxSvg({ box, theme }: StageFigure, frame: Frame): string[] {
  if (!box) return []
  const [left, right] = [near(pixelX(frame, box[0])), near(pixelX(frame, box[1]))]
  const [top, bottom] = [near(pixelY(frame, box[3])), near(pixelY(frame, box[2]))]
  const place = { x: left, y: top, width: right - left, height: bottom - top }
  const look = { fill: 'none', stroke: theme.quiet, 'stroke-dasharray': '4 3' }
  return [element('rect', { class: 'box', ...place, ...look })]
}

const RING = 6
/** A run's own ring is smaller. */
const OWN = 0.8

/** Where runs begin: a ring for all that begin there, and one in its colour for each that does not. */
export function starts(figure: StageFigure, frame: Frame): string[] {
  const { start, common = true, own = [], dims, field, theme } = figure
  const ring = (x: number, y: number, stroke: string, size: number) => {
    const height = dims === 2 ? y : field ? graphAt(field, x) : Number.NaN
    const [cx, cy] = [near(pixelX(frame, x)), near(pixelY(frame, height))]
    if (!Number.isFinite(cx + cy)) return []
    const place = { class: 'start', cx, cy, r: RING * size }
    return [element('circle', { ...place, fill: 'none', stroke, 'stroke-width': 1.5 })]
  }
  return [
    ...(common ? ring(...start, theme.text, 1) : []),
    ...own.flatMap(({ x, y, index }) => ring(x, y, runColor(theme, index), OWN)),
  ]
}

/** An arrow at the edge of the view: the run went on from there. */
export function exitArrow(
  { x, y, angle }: { readonly x: number; readonly y: number; readonly angle: number },
  index: number,
  { width, height }: Frame,
  theme: Theme,
): string {
  const [cx, cy] = [Math.min(Math.max(x, 2), width - 2), Math.min(Math.max(y, 2), height - 2)]
  return element('polygon', {
    class: 'exit',
    points: ARROW.map((corner) => corner.join(',')).join(' '),
    transform: `${move(cx, cy)} rotate(${((angle * 180) / Math.PI).toFixed(2)})`,
    fill: runColor(theme, index),
    stroke: theme.surface[0],
    'stroke-width': 3,
    'paint-order': 'stroke',
    'stroke-linejoin': 'round',
  })
}

const LEGEND = 36

/** What a colour is worth, above the picture at its right; nothing where there is no scale. */
export function heightLegend(levels: Levels, title: string, right: number, theme: Theme) {
  if (levels.length < 2) return { height: 0, svg: '' }
  const length = Math.min(LENGTH, right * 0.6)
  const stops = Array.from({ length: STOPS + 1 }, (_, i) =>
    element('stop', { offset: String(i / STOPS), 'stop-color': surfaceColor(theme, i / STOPS) }),
  )
  const line = { stroke: theme.contour[1] }
  const bar = { x: -length, width: length, height: BAR, fill: 'url(#heights)', ...line }
  const word = { x: -length - 10, y: BAR, 'text-anchor': 'end', 'font-style': 'italic' }
  const numbers = marks(levels, length).map(({ x, text: number, shift }) => {
    const look = { x: shift, y: BAR + 12, 'text-anchor': 'middle', fill: theme.quiet }
    return element(
      'g',
      { transform: move(x, 0) },
      element('line', { y2: BAR, ...line }) + text(number, look),
    )
  })
  const svg = element(
    'g',
    { class: 'heights', transform: move(right, -28), 'font-size': 11 },
    [
      element('linearGradient', { id: 'heights' }, stops.join('')),
      element('rect', { ...bar, 'stroke-width': 0.75 }),
      text(title, { ...word, fill: theme.quiet }),
      ...numbers,
    ].join('\n'),
  )
  return { height: LEGEND, svg }
}

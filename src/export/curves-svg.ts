import { figureHead } from '#export/figure-legend.ts'
import { document, element, escaped, move, pathData, text } from '#export/svg-text.ts'
import { type Theme, runColor } from '#plots/colors.ts'
import type { CurvePanel, CurvesProps } from '#plots/curve-props.ts'
import { seriesOf } from '#plots/curve-series.ts'
import { decimate, emptyPolyline } from '#plots/decimate.ts'
import { extentOf } from '#plots/extent.ts'
import { formatValue } from '#plots/format.ts'
import { evenTicks } from '#plots/nice.ts'
import { runDash } from '#plots/run-marks.ts'
import { type ValueScale, valueScale } from '#plots/value-scale.ts'

/** What the curves show, to be drawn as a figure that stands alone. */
export type CurvesFigure = Pick<CurvesProps, 'theme' | 'runs' | 'panels' | 'steps' | 'labels'> & {
  readonly title: string
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TITLE, GAP, FOOT] = [720, 190, 64, 20, 22, 14, 40]

/** Small multiples over the steps, one under the other, with one step axis. */
export function curvesSvg(figure: CurvesFigure): string {
  const { theme, runs, panels, title } = figure
  const loud = runs.filter(({ mute }) => !mute)
  const head = figureHead(loud, { title, left: LEFT, width: WIDTH, theme })
  const each = TITLE + HEIGHT + GAP
  const drawn = panels.map((panel, i) =>
    element(
      'g',
      { transform: move(LEFT, head.height + i * each + TITLE) },
      panelSvg(panel, figure, i === panels.length - 1),
    ),
  )
  const clip = element(
    'clipPath',
    { id: 'panel' },
    element('rect', { y: -1, width: WIDTH, height: HEIGHT + 2 }),
  )
  const height = head.height + panels.length * each + FOOT
  return document({ width: LEFT + WIDTH + RIGHT, height, background: theme.background }, title, [
    head.svg,
    element('defs', {}, clip),
    ...drawn,
  ])
}

function panelSvg(panel: CurvePanel, figure: CurvesFigure, last: boolean): string {
  const { theme, runs, steps } = figure
  const shown = seriesOf(panel, runs, emptyPolyline)
  const scale = valueScale(
    panel.scale,
    extentOf(shown, panel.scale === 'log'),
    HEIGHT,
    panel.zeroFloor,
  )
  const lines = shown.map(({ run, values, length, path, limit }) => {
    decimate(values, length, steps, WIDTH, scale.at, path, scale.least)
    return element('path', {
      class: limit ? 'limit' : 'run',
      d: pathData(path.at, path.pen, path.count),
      fill: 'none',
      stroke: runColor(theme, run.index),
      'stroke-width': 1.5,
      'stroke-linejoin': 'round',
      'stroke-dasharray': limit ? '1 4' : runDash(run.index).join(' ') || null,
    })
  })
  const unit = panel.unit ? `${panel.title}  ${panel.unit}` : panel.title
  return [
    text(unit, { y: -8, fill: theme.text, 'font-size': 13, 'font-weight': 500 }),
    levels(scale, theme),
    stepAxis(figure, last),
    element('g', { 'clip-path': 'url(#panel)' }, lines.join('\n')),
  ].join('\n')
}

function levels({ ticks, floor, at }: ValueScale, theme: Theme): string {
  const inside = ticks
    .map(({ value, text: word, power }) => ({ word, power, y: at(value) }))
    .filter(({ y }) => y >= -1 && y <= HEIGHT + 1)
  const zero = floor ? [{ word: floor.text, power: undefined, y: floor.at }] : []
  return [...inside, ...zero]
    .map(({ word, power, y }) => {
      const raised =
        power === undefined ? '' : element('tspan', { dy: '-0.5em', 'font-size': 8 }, power)
      const line = element('line', { x2: WIDTH, y1: y, y2: y, stroke: theme.hairline })
      const number = { x: -8, y: y + 4, 'text-anchor': 'end', 'font-size': 11, fill: theme.quiet }
      return line + element('text', number, escaped(word) + raised)
    })
    .join('\n')
}

function stepAxis({ steps, theme, labels }: CurvesFigure, last: boolean): string {
  const ticks = evenTicks(0, Math.max(1, steps), WIDTH / 80).filter(Number.isInteger)
  const lines = ticks.map((value) => {
    const x = steps > 0 ? (value / steps) * WIDTH : 0
    const line = element('line', { x1: x, x2: x, y2: HEIGHT, stroke: theme.hairline })
    const number = {
      x,
      y: HEIGHT + 18,
      'text-anchor': 'middle',
      'font-size': 11,
      fill: theme.quiet,
    }
    return last ? line + text(formatValue(value, 1), number) : line
  })
  const word = { x: WIDTH / 2, y: HEIGHT + 36, 'text-anchor': 'middle', fill: theme.quiet }
  return [...lines, ...(last ? [text(labels.step, word)] : [])].join('\n')
}

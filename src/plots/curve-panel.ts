import { ticks as linearTicks } from 'd3'
import { changes } from '#plots/frame.ts'
import { curveCursor } from '#plots/curve-cursor.ts'
import { curveLabels } from '#plots/curve-labels.ts'
import { curveLines } from '#plots/curve-lines.ts'
import { type PanelBox, innerBox } from '#plots/curve-layout.ts'
import type { CurvePanel, CurvesProps } from '#plots/curve-props.ts'
import { type Shown, front, lineEnds, seriesOf } from '#plots/curve-series.ts'
import { type Polyline, decimate, emptyPolyline } from '#plots/decimate.ts'
import { extentOf } from '#plots/extent.ts'
import { panelFrame } from '#plots/panel-frame.ts'
import { svgLayer } from '#plots/svg.ts'
import { type ValueScale, valueScale } from '#plots/value-scale.ts'

/** One of the small multiples: axes, lines, labels, and its part of the cross-hair. */
export function curvePanel(parent: HTMLElement) {
  const root = document.createElement('div')
  root.style.position = 'absolute'
  const plot = document.createElement('div')
  Object.assign(plot.style, { position: 'absolute', overflow: 'hidden' })
  const below = svgLayer(root).attr('width', '100%').attr('height', '100%')
  root.append(plot)
  const above = svgLayer(root).attr('width', '100%').attr('height', '100%').append('g')
  parent.append(root)

  const frame = panelFrame(below.append('g'))
  const lines = curveLines(plot)
  const labels = curveLabels(above)
  const cursor = curveCursor(above)
  const paths = new Map<string, Polyline>()
  const fresh = { data: changes(), look: changes() }
  let shown: Shown[] = []
  let scale: ValueScale | null = null

  function measure(panel: CurvePanel, props: CurvesProps, width: number, height: number) {
    shown = seriesOf(panel, props.runs)
    const extent = extentOf(shown, panel.scale === 'log')
    scale = valueScale(panel.scale, extent, height, panel.zeroFloor)
    for (const { run, values, length } of shown) {
      const path = paths.get(run.id) ?? emptyPolyline()
      paths.set(run.id, path)
      decimate(values, length, props.steps, width, scale.at, path)
    }
  }

  return {
    draw(panel: CurvePanel, props: CurvesProps, box: PanelBox) {
      const { left, top, width, height } = innerBox(box)
      const { theme, hover, steps } = props
      const series = panel.series.flatMap(({ run, values, length }) => [run, values, length])
      const runs = props.runs.flatMap(({ id, index, mute, diverged, name }) => [
        id,
        index,
        mute,
        diverged,
        name,
      ])
      const data = fresh.data(
        width,
        height,
        panel.scale,
        panel.zeroFloor,
        steps,
        ...series,
        ...runs,
      )
      if (data) measure(panel, props, width, height)
      const density = window.devicePixelRatio
      const look = fresh.look(
        theme,
        hover,
        box.axis,
        box.left,
        box.top,
        density,
        panel.title,
        panel.unit,
        panel.mark,
      )
      if (!(data || look) || !scale) return
      place(root, box)
      place(plot, { left, top, width, height })
      above.attr('transform', `translate(${left},${top})`)
      const stepTicks = linearTicks(0, Math.max(1, steps), Math.max(2, width / 70)).filter(
        Number.isInteger,
      )
      frame.draw({
        panel,
        scale,
        stepTicks,
        steps,
        box: { left, top, width, height },
        theme,
        axis: box.axis ? props.labels.step : null,
      })
      const drawn = front(shown, hover)
      lines.draw(
        width,
        height,
        drawn.map(({ run }) => ({ run, path: paths.get(run.id)! })),
        hover,
        theme,
      )
      labels.draw(lineEnds(drawn, paths, height), width, height, box.room, hover, theme)
      const { at } = scale
      cursor.dress(
        shown.map((one) => Object.assign(one, { at })),
        height,
        hover,
        theme,
      )
    },
    /** Puts the clock at a step. */
    clock(step: number, props: CurvesProps, box: PanelBox) {
      const { width, height } = innerBox(box)
      const x =
        props.steps > 0 ? (Math.min(Math.max(0, step), props.steps) / props.steps) * width : 0
      lines.cut(x)
      cursor.move(step, x, height)
    },
    /** The run whose line is nearest at this step, within a few pixels of `y`. */
    nearest(step: number, y: number): string | null {
      let best: string | null = null
      let within = 12
      for (const { run, values, length } of shown) {
        const k = Math.min(step, length - 1)
        const distance = k < 0 || !scale ? NaN : Math.abs(scale.at(values[k]!) - y)
        if (!(distance < within)) continue
        within = distance
        best = run.id
      }
      return best
    },
    destroy: () => root.remove(),
  }
}

function place(node: HTMLElement, { left, top, width, height }: Omit<PanelBox, 'axis' | 'room'>) {
  Object.assign(node.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  })
}

import { ticks as linearTicks } from 'd3'
import { changes } from '#plots/frame.ts'
import { curveCursor, valueAt } from '#plots/curve-cursor.ts'
import { curveLabels } from '#plots/curve-labels.ts'
import { curveLines } from '#plots/curve-lines.ts'
import { type PanelBox, innerBox } from '#plots/curve-layout.ts'
import type { CurvePanel, CurvesProps } from '#plots/curve-props.ts'
import { type Shown, front, lineEnds, seriesOf } from '#plots/curve-series.ts'
import { type Polyline, decimate, emptyPolyline } from '#plots/decimate.ts'
import { extentOf } from '#plots/extent.ts'
import { formatValue } from '#plots/format.ts'
import { panelFrame } from '#plots/panel-frame.ts'
import { svgLayer } from '#plots/svg.ts'
import { type ValueScale, valueScale } from '#plots/value-scale.ts'

/** One of the small multiples: axes, lines, labels, and its part of the cross-hair. */
export function curvePanel(parent: HTMLElement) {
  const root = document.createElement('div')
  root.style.position = 'absolute'
  const plot = document.createElement('div')
  Object.assign(plot.style, { position: 'absolute', overflow: 'hidden' })
  // Only what stays out of date for a while is seen to be so.
  plot.style.transition = 'opacity 150ms 250ms'
  const note = document.createElement('p')
  note.className = 'curve-note'
  const below = svgLayer(root).attr('width', '100%').attr('height', '100%')
  root.append(plot)
  const above = svgLayer(root).attr('width', '100%').attr('height', '100%').append('g')
  root.append(note)
  parent.append(root)

  const frame = panelFrame(below.append('g'))
  const lines = curveLines(plot)
  const labels = curveLabels(above)
  const cursor = curveCursor(above)
  const paths = new Map<string, Polyline>()
  const fresh = { data: changes(), look: changes(), told: changes() }
  let shown: Shown[] = []
  let scale: ValueScale | null = null
  let pending = false

  const buffer = (key: string) => {
    const path = paths.get(key) ?? emptyPolyline()
    paths.set(key, path)
    return path
  }

  function measure(panel: CurvePanel, props: CurvesProps, width: number, height: number) {
    shown = seriesOf(panel, props.runs, buffer)
    const extent = extentOf(shown, panel.scale === 'log')
    scale = valueScale(panel.scale, extent, height, panel.zeroFloor)
    for (const { values, length, path } of shown)
      decimate(values, length, props.steps, width, scale.at, path, scale.least)
  }

  function dress(panel: CurvePanel, props: CurvesProps, box: PanelBox, by: ValueScale) {
    const { theme, hover, steps } = props
    const inner = innerBox(box)
    const { left, top, width, height } = inner
    root.dataset['curve'] = panel.id
    place(root, box)
    place(plot, inner)
    place(note, inner)
    note.textContent = panel.note ?? ''
    note.style.color = theme.quiet
    above.attr('transform', `translate(${left},${top})`).attr('display', panel.note ? 'none' : null)
    const stepTicks = linearTicks(0, Math.max(1, steps), Math.max(2, width / 70)).filter(
      Number.isInteger,
    )
    const axis = box.axis ? props.labels.step : null
    frame.draw({ panel, scale: by, stepTicks, steps, box: inner, theme, axis })
    const drawn = front(shown, hover)
    lines.draw(width, height, drawn, hover, theme)
    const { room } = box
    const named = labels.draw(lineEnds(drawn, height), { width, height, room, hover, theme })
    const runs = shown.filter(({ limit }) => !limit)
    cursor.dress(
      runs.map((one) => ({ ...one, marked: named.has(one.run.id) })),
      by.at,
      height,
      hover,
      theme,
    )
  }

  return {
    draw(panel: CurvePanel, props: CurvesProps, box: PanelBox) {
      const { width, height } = innerBox(box)
      const { theme, hover, steps, runs } = props
      const { title, unit, note: why } = panel
      pending = panel.pending === true
      plot.style.opacity = pending ? '0.3' : '1'
      const data = fresh.data(
        width,
        height,
        panel.scale,
        panel.zeroFloor,
        steps,
        runs,
        ...panel.series.flatMap(({ run, values, length, limit }) => [run, values, length, limit]),
      )
      if (data) measure(panel, props, width, height)
      const look = fresh.look(
        theme,
        hover,
        box.axis,
        box.left,
        box.top,
        box.room,
        window.devicePixelRatio,
        title,
        unit,
        why,
        props.labels.step,
        document.fonts.status,
      )
      if ((data || look) && scale) dress(panel, props, box, scale)
    },
    /** Puts the clock at a step; `readout`: the values there are written beside the names. */
    clock(step: number, props: CurvesProps, box: PanelBox, readout: boolean) {
      const { width, height } = innerBox(box)
      const x =
        props.steps > 0 ? (Math.min(Math.max(0, step), props.steps) / props.steps) * width : 0
      lines.cut(x)
      cursor.move(step, x, height)
      const whole = readout && !pending ? Math.floor(step) : -1
      if (!fresh.told(whole, shown)) return
      const byRun = new Map(shown.flatMap((one) => (one.limit ? [] : [[one.run.id, one] as const])))
      labels.tell(({ id }) => {
        const series = byRun.get(id)
        const value = series && valueAt(series, whole)
        if (value === undefined) return []
        // Three digits, or fewer where there is no room.
        return [0.1, 1, 10].map((share) => formatValue(value, Math.abs(value) * share))
      })
    },
    /** The run whose line is nearest at this step, within a few pixels of `y`. */
    nearest(step: number, y: number): string | null {
      let best: string | null = null
      let within = 12
      for (const series of shown) {
        const value = series.limit ? undefined : valueAt(series, step)
        const distance = value === undefined || !scale ? NaN : Math.abs(scale.at(value) - y)
        if (!(distance < within)) continue
        within = distance
        best = series.run.id
      }
      return best
    },
    destroy: () => root.remove(),
  }
}

function place(
  node: HTMLElement,
  { left, top, width, height }: Pick<PanelBox, 'left' | 'top' | 'width' | 'height'>,
) {
  Object.assign(node.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  })
}

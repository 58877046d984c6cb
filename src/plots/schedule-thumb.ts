import { create } from 'd3'
import { decimate, emptyPolyline } from '#plots/decimate.ts'
import { formatValue } from '#plots/format.ts'
import { changes, frameOnce } from '#plots/frame.ts'
import type { Plot } from '#plots/plot.ts'

/** A run's learning rate over its whole race. */
export type ScheduleThumb = {
  /** the rate of each step; null before there is one */
  readonly lr: ArrayLike<number> | null
  /** steps that the picture is wide */
  readonly T: number
  readonly color: string
  readonly words: {
    readonly log: string
    readonly name: (low: string, high: string) => string
  }
}

/** Size of the curve in CSS pixels; the numbers stand to its right. */
const [WIDTH, HEIGHT, PAD] = [168, 40, 3]
/** Where this share of the steps is so far below the highest rate, the axis is one of ratios. */
const [SHARE, FAR_BELOW] = [0.05, 1e-3]

/** A small curve of the learning rate as it really was: from 0 up, or by ratio where it goes far down. */
export function scheduleThumb(node: HTMLElement): Plot<ScheduleThumb> {
  const svg = create('svg')
    .attr('viewBox', `0 0 ${WIDTH + 80} ${HEIGHT}`)
    .attr('role', 'img')
  const floor = svg.append('path').attr('class', 'thumb-floor')
  const line = svg.append('path').attr('class', 'thumb-line')
  const texts = [9, HEIGHT / 2 + 4, HEIGHT - 2].map((y) =>
    svg
      .append('text')
      .attr('x', WIDTH + 8)
      .attr('y', y),
  )
  node.append(svg.node()!)
  const buffer = emptyPolyline()
  const changed = changes()
  let wanted: ScheduleThumb | null = null

  const frame = frameOnce(() => {
    if (!wanted) return
    const { lr, T, color, words } = wanted
    const { low, high, log } = scaleOf(lr ?? [])
    const toPixel = (value: number) => PAD + (HEIGHT - 2 * PAD) * (1 - share(value, low, high, log))
    decimate(lr ?? [], lr?.length ?? 0, Math.max(1, T - 1), WIDTH, toPixel, buffer)
    line.attr('d', pathOf(buffer)).attr('stroke', color)
    floor.attr('d', log ? null : `M0,${HEIGHT - PAD}H${WIDTH}`)
    const ends = [formatValue(high), log ? words.log : '', formatValue(log ? low : 0)]
    texts.forEach((text, i) => text.text(lr && lr.length > 0 ? (ends[i] ?? '') : ''))
    svg.attr('aria-label', words.name(formatValue(least(lr ?? [])), formatValue(high)))
  })

  return {
    update(props) {
      wanted = props
      if (changed(props.lr, props.T, props.color, props.words)) frame.request()
    },
    destroy() {
      frame.cancel()
      svg.remove()
    },
  }
}

type Scale = { readonly low: number; readonly high: number; readonly log: boolean }

/**
 * The axis of a rate: linear from 0, or of ratios where it stays more than three decades below its
 * highest. The last few steps of a cosine do not count: on an axis of ratios it is no cosine.
 */
export function scaleOf(values: ArrayLike<number>): Scale {
  let [low, high] = [Infinity, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value > 0 && value < low) low = value
    if (value > high && value < Infinity) high = value
  }
  let far = 0
  for (let i = 0; i < values.length; i++) {
    if (values[i]! > 0 && values[i]! < high * FAR_BELOW) far++
  }
  const log = far > 0 && far >= SHARE * values.length
  return { low: log ? low : 0, high: high || 1, log }
}

/** 0 at the axis' foot, 1 at its head; what has no place on it has no pixel. */
function share(value: number, low: number, high: number, log: boolean): number {
  if (!Number.isFinite(value)) return NaN
  if (!log) return value / high
  return value > 0 ? Math.log(value / low) / Math.log(high / low) : NaN
}

function least(values: ArrayLike<number>): number {
  let low = Infinity
  for (let i = 0; i < values.length; i++) low = Math.min(low, values[i]!)
  return Number.isFinite(low) ? low : 0
}

function pathOf({ count, at, pen }: ReturnType<typeof emptyPolyline>): string {
  let text = ''
  for (let i = 0; i < count; i++) {
    text += `${pen[i] ? 'L' : 'M'}${at[2 * i]!.toFixed(1)},${at[2 * i + 1]!.toFixed(1)}`
  }
  return text
}

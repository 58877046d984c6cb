import { axisLayer } from '#plots/axis-layer.ts'
import { watchSize } from '#plots/canvas.ts'
import { contourLayer } from '#plots/contour-layer.ts'
import { fieldLayer } from '#plots/field-layer.ts'
import { type Frame, changes, frameOnce, pixelX, pixelY, planeX, planeY } from '#plots/frame.ts'
import { stageKeys, stagePointer } from '#plots/gestures.ts'
import { graphAt, graphLayer } from '#plots/graph-layer.ts'
import { legend } from '#plots/legend.ts'
import { type Levels, spreadLevels } from '#plots/levels.ts'
import { minimaLayer } from '#plots/minima-layer.ts'
import { pathLayer } from '#plots/path-layer.ts'
import type { Plot } from '#plots/plot.ts'
import { margins, stageNodes } from '#plots/stage-layout.ts'
import type { Field, StageEvents, StageProps } from '#plots/stage-props.ts'
import { stageView } from '#plots/stage-view.ts'
import { startHandle } from '#plots/start-handle.ts'
import { svgLayer } from '#plots/svg.ts'
import { toPixel } from '#plots/view.ts'

/** The stage, and the empty place between contours and paths where the swarm's canvas is put. */
export type Stage = Plot<StageProps> & { readonly swarm: HTMLElement }

/** The surface, the runs' ways over it, their start; see `StageProps`. It fills `node`. */
export function stage(node: HTMLElement, events: StageEvents): Stage {
  const nodes = stageNodes(node)
  const { picture, root } = nodes
  let props: StageProps | null = null
  let size = { width: 0, height: 0 }
  let frame: Frame | null = null
  let held: readonly [number, number] | null = null
  const frames = frameOnce(draw)
  const request = () => frames.request()

  const layers = {
    field: fieldLayer(nodes.ground),
    contours: contourLayer(nodes.ground),
    graph: graphLayer(nodes.ground),
    paths: pathLayer(nodes.above),
  }
  const stars = svgLayer(nodes.ground).attr('width', '100%').attr('height', '100%')
  const svg = svgLayer(root)
  const inner = svg.append('g')
  const axes = axisLayer(inner)
  const active = inner.append('g').style('pointer-events', 'all')
  active.style('cursor', 'crosshair')
  const ground = active.append('rect').attr('fill', 'transparent')
  const box = active
    .append('rect')
    .attr('fill', 'none')
    .attr('stroke-dasharray', '4 3')
    .attr('pointer-events', 'none')
  const minima = minimaLayer(stars.append('g'), active)
  const scale = legend(inner)
  const handle = startHandle(active, (x, y, phase) => {
    held = phase === 'move' ? [x, y] : null
    request()
    const flat = props?.dims === 1
    events.onStart(x, flat ? props!.start[1] : y, phase)
  })
  const fresh = { ground: changes(), paths: changes(), axes: changes() }
  const levelsOf = rememberedLevels()
  const view = stageView(active, handle.node, { changed: request, onView: events.onView })
  const hovered = changes()
  hovered(null)

  stagePointer(active, {
    clicked(px, py) {
      if (!frame || !props || props.locked.start) return
      const { rect, width, height } = frame
      const x = toPixel(planeX(frame, px), (rect[1] - rect[0]) / width)
      const y = toPixel(planeY(frame, py), (rect[3] - rect[2]) / height)
      events.onPlace(x, props.dims === 1 ? props.start[1] : y)
    },
    over(at) {
      const run = at && layers.paths.nearest(...at)
      if (hovered(run)) events.onHover(run)
    },
  })
  stageKeys(root, {
    zoomed: (factor) => view.by(factor),
    reset: () => props?.locked.view === false && events.onReset(),
  })
  const unwatch = watchSize(node, (width, height) => {
    size = { width, height }
    request()
  })

  function place({ dims }: StageProps) {
    const { top, right, bottom, left } = margins(size.width, dims)
    const [width, height] = [size.width - left - right, size.height - top - bottom]
    if (width < 1 || height < 1) return null
    Object.assign(picture.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    })
    svg.attr('width', size.width).attr('height', size.height)
    inner.attr('transform', `translate(${left},${top})`)
    ground.attr('width', width).attr('height', height)
    return { width, height }
  }

  function draw() {
    const room = props && place(props)
    if (!props || !room) return
    frame = view.settle(props, room.width, room.height)
    const { theme, dims, field, runs, step, hover, labels } = props
    const density = window.devicePixelRatio
    const levels = props.levels ?? levelsOf(field, dims)
    root.ariaLabel = labels.stage

    if (dims === 2) {
      if (fresh.ground(frame, field, levels, theme, density)) {
        layers.graph.clear()
        layers.field.draw(frame, field, levels, theme)
        layers.contours.draw(frame, field, levels, theme)
      }
    } else if (fresh.ground(frame, field, theme, density, runs, step, hover)) {
      layers.field.draw(frame, null, levels, theme)
      layers.contours.draw(frame, null, levels, theme)
      layers.graph.draw(frame, field, runs, step, hover, theme)
    }
    if (fresh.paths(frame, runs, step, hover, theme, dims, props.ahead, density))
      layers.paths.draw(frame, props)
    if (fresh.axes(frame, theme, levels, dims, props.minima, props.box, labels))
      drawAxes(frame, props, levels)
    drawHandle(frame, props)
  }

  function drawAxes(now: Frame, { theme, dims, labels, ...rest }: StageProps, levels: Levels) {
    axes.draw(now, theme)
    minima.draw(
      now,
      dims === 1 ? rest.minima.map((at) => ({ ...at, y: at.value })) : rest.minima,
      labels.minimum,
      theme,
    )
    scale.draw(dims === 2 ? levels : [], labels.value, now.width, theme)
    const frameBox = dims === 2 ? rest.box : null
    box.attr('display', frameBox ? null : 'none')
    if (!frameBox) return
    const [left, top] = [pixelX(now, frameBox[0]), pixelY(now, frameBox[3])]
    box
      .attr('x', left)
      .attr('y', top)
      .attr('width', pixelX(now, frameBox[1]) - left)
      .attr('height', pixelY(now, frameBox[2]) - top)
      .attr('stroke', theme.quiet)
  }

  function drawHandle(now: Frame, { theme, dims, start, field, locked, labels }: StageProps) {
    const [x, y] = held ?? start
    const height = dims === 1 && field ? graphAt(field, x) : y
    handle.draw(now, {
      theme,
      x,
      y: height,
      flat: dims === 1,
      locked: locked.start,
      label: labels.start,
    })
  }

  return {
    swarm: nodes.swarm,
    update(next) {
      props = next
      request()
    },
    destroy() {
      frames.cancel()
      unwatch()
      view.destroy()
      root.remove()
    },
  }
}

/** Levels for a field that came without, worked out once. */
function rememberedLevels() {
  let levels: Levels = []
  const fresh = changes()
  return (field: Field | null, dims: 1 | 2) => {
    if (fresh(field?.values, dims)) levels = field && dims === 2 ? spreadLevels(field.values) : []
    return levels
  }
}

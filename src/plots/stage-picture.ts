import { axisLayer } from '#plots/axis-layer.ts'
import { contourLayer } from '#plots/contour-layer.ts'
import { fieldLayer } from '#plots/field-layer.ts'
import { type Frame, changes, near, pixelX, pixelY } from '#plots/frame.ts'
import { graphAt, graphLayer } from '#plots/graph-layer.ts'
import { legend } from '#plots/legend.ts'
import { type Levels, spreadLevels } from '#plots/levels.ts'
import { minimaLayer } from '#plots/minima-layer.ts'
import { pathLayer } from '#plots/path-layer.ts'
import type { Phase } from '#plots/plot.ts'
import { type StageNodes, margins } from '#plots/stage-layout.ts'
import type { Field, StageProps } from '#plots/stage-props.ts'
import { startHandle } from '#plots/start-handle.ts'
import { type Group, svgLayer } from '#plots/svg.ts'

/** All layers of the stage; each is drawn again only if what it shows has changed. */
export function stagePicture(
  { root, picture, below, above }: StageNodes,
  moved: (x: number, y: number, phase: Phase) => void,
) {
  const layers = {
    field: fieldLayer(below),
    contours: contourLayer(below),
    graph: graphLayer(below),
    paths: pathLayer(above),
  }
  const stars = svgLayer(below).attr('width', '100%').attr('height', '100%').append('g')
  const svg = svgLayer(root)
  const inner = svg.append('g')
  const axes = axisLayer(inner)
  const active = inner.append('g').style('pointer-events', 'all').style('cursor', 'crosshair')
  const ground = active.append('rect').attr('fill', 'transparent')
  const box = boxLayer(active)
  const minima = minimaLayer(stars, active)
  const scale = legend(inner)
  const handle = startHandle(active, moved)
  const fresh = { ground: changes(), paths: changes(), axes: changes() }
  const levelsOf = rememberedLevels()

  function drawGround(frame: Frame, props: StageProps, levels: Levels, density: number) {
    const { theme, dims, field, runs, step, hover } = props
    const flat = dims === 1
    const moving = flat ? [runs, step, hover] : [levels]
    if (!fresh.ground(dims, frame, field, theme, density, ...moving)) return
    layers.field.draw(frame, flat ? null : field, levels, theme)
    layers.contours.draw(frame, flat ? null : field, levels, theme)
    if (flat) layers.graph.draw(frame, field, runs, step, hover, theme)
    else layers.graph.clear()
  }

  function drawAxes(frame: Frame, props: StageProps, levels: Levels) {
    const { theme, dims, labels } = props
    if (!fresh.axes(frame, theme, levels, dims, props.minima, props.box, labels)) return
    const onGraph = props.minima.map(({ x, value }) => ({ x, y: value, value }))
    axes.draw(frame, theme)
    minima.draw(frame, dims === 1 ? onGraph : props.minima, labels.minimum, theme)
    scale.draw(dims === 2 ? levels : [], labels.value, frame.width, theme)
    box.draw(frame, dims === 2 ? props.box : null, theme.quiet)
  }

  return {
    /** takes the pointer: zooming, clicks, hovering */
    active,
    handle: handle.node,
    /** The run whose path is under a pixel. */
    nearest: (x: number, y: number) => layers.paths.nearest(x, y),
    /** Lays out the picture in this space and returns its size, or null if there is none. */
    resize(space: { width: number; height: number }, dims: 1 | 2) {
      const { top, right, bottom, left } = margins(space.width, dims)
      const [width, height] = [space.width - left - right, space.height - top - bottom]
      if (width < 1 || height < 1) return null
      const px = { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }
      Object.assign(picture.style, px)
      svg.attr('width', space.width).attr('height', space.height)
      inner.attr('transform', `translate(${left},${top})`)
      ground.attr('width', width).attr('height', height)
      return { width, height }
    },
    /** `start` is where the handle is shown. */
    draw(frame: Frame, props: StageProps, [x, y]: readonly [number, number]) {
      const { theme, dims, field, runs, step, hover, labels, locked } = props
      const density = window.devicePixelRatio
      const levels = props.levels ?? levelsOf(field, dims)
      drawGround(frame, props, levels, density)
      if (fresh.paths(frame, runs, step, hover, theme, dims, props.ahead, density))
        layers.paths.draw(frame, props)
      drawAxes(frame, props, levels)
      const flat = dims === 1
      const height = flat && field ? graphAt(field, x) : y
      handle.draw(frame, { theme, x, y: height, flat, locked: locked.start, label: labels.start })
    },
  }
}

/** A dashed frame, where a projection keeps the runs in a box. */
function boxLayer(parent: Group) {
  const rect = parent.append('rect').attr('fill', 'none').attr('stroke-dasharray', '4 3')
  rect.attr('pointer-events', 'none')
  return {
    draw(frame: Frame, box: StageProps['box'], color: string) {
      rect.attr('display', box ? null : 'none')
      if (!box) return
      const [left, right] = [near(pixelX(frame, box[0])), near(pixelX(frame, box[1]))]
      const [top, bottom] = [near(pixelY(frame, box[3])), near(pixelY(frame, box[2]))]
      rect.attr('x', left).attr('y', top).attr('stroke', color)
      rect.attr('width', right - left).attr('height', bottom - top)
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

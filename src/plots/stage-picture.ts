import { arrowLayer } from '#plots/arrow-layer.ts'
import { axisLayer } from '#plots/axis-layer.ts'
import { runColor } from '#plots/colors.ts'
import { contourLayer } from '#plots/contour-layer.ts'
import { edgePointers } from '#plots/edge-pointers.ts'
import { fieldLayer } from '#plots/field-layer.ts'
import { type Frame, changes, frameOnce, near, pixelX, pixelY } from '#plots/frame.ts'
import { graphAt, graphLayer } from '#plots/graph-layer.ts'
import { legend } from '#plots/legend.ts'
import { type Levels, spreadLevels } from '#plots/levels.ts'
import { minimaLayer } from '#plots/minima-layer.ts'
import { formatValue } from '#plots/format.ts'
import { ownStarts } from '#plots/own-starts.ts'
import { pathLayer } from '#plots/path-layer.ts'
import type { Phase } from '#plots/plot.ts'
import { type StageNodes, margins } from '#plots/stage-layout.ts'
import type { Field, StageProps } from '#plots/stage-props.ts'
import { startHandle } from '#plots/start-handle.ts'
import { type Group, svgLayer } from '#plots/svg.ts'

/** All layers of the stage; each is drawn again only if what it shows has changed. */
export function stagePicture(
  { root, picture, below, above, top }: StageNodes,
  {
    moved,
    movedOwn,
    wanted,
  }: {
    moved: (x: number, y: number, phase: Phase) => void
    movedOwn: (run: string, x: number, y: number, phase: Phase) => void
    /** an arrow at the edge was pressed: this place should be in view */
    wanted: (x: number, y: number) => void
  },
) {
  const layers = {
    field: fieldLayer(below),
    contours: contourLayer(below),
    arrows: arrowLayer(below),
    graph: graphLayer(below),
    paths: pathLayer(above, top),
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
  const own = ownStarts(active, movedOwn)
  const handle = startHandle(active, moved)
  const pointers = edgePointers(active, wanted)
  // Heads are over the handles: at the first step a run's stands inside the ring of its start.
  root.append(top)
  const fresh = {
    size: changes(),
    place: changes(),
    ground: changes(),
    arrows: changes(),
    paths: changes(),
    axes: changes(),
    common: changes(),
  }
  const levelsOf = rememberedLevels()

  let lines = () => {}
  const later = frameOnce(() => lines())
  const contours = {
    request: () => later.request(),
    now() {
      later.cancel()
      lines()
    },
  }

  function drawGround(frame: Frame, props: StageProps, levels: Levels, density: number) {
    const { theme, dims, field, runs, step, hover } = props
    const flat = dims === 1
    const moving = flat ? [runs, step, hover] : [levels]
    if (!fresh.ground(dims, frame, field, theme, density, ...moving)) return
    layers.field.draw(frame, flat ? null : field, levels, theme)
    lines = () => layers.contours.draw(frame, flat ? null : field, levels, theme)
    // A new picture in the same place: its lines may follow a frame later. A moved one takes them along.
    if (fresh.place(frame, theme, density)) contours.now()
    else contours.request()
    if (flat) layers.graph.draw(frame, field, runs, step, hover, theme)
    else layers.graph.clear()
  }

  function drawArrows(frame: Frame, { dims, arrows = null, theme }: StageProps, density: number) {
    const shown = dims === 2 ? arrows : null
    if (fresh.arrows(frame, shown?.values, theme, density)) layers.arrows.draw(frame, shown, theme)
  }

  function drawStarts(frame: Frame, props: StageProps, [x, y]: readonly [number, number]) {
    const { theme, dims, field, locked, labels, common = true } = props
    const flat = dims === 1
    const height = (px: number, py: number) => {
      const on = flat && field ? graphAt(field, px) : py
      // Where f has no value the start stands on the axis, in view, so that it can be moved away.
      return !flat || Number.isFinite(on) ? on : Math.min(frame.rect[3], Math.max(frame.rect[2], 0))
    }
    const value = flat && field ? graphAt(field, x) : y
    const shared = { theme, flat, locked: locked.start }
    if (fresh.common(common)) handle.node.style.visibility = common ? '' : 'hidden'
    handle.draw(frame, { ...shared, x, y: height(x, y), value, label: labels.start })
    own.draw(frame, props.own ?? [], { ...shared, height: (start) => height(start.x, start.y) })
    const place = (px: number, py: number) =>
      (flat ? [px] : [px, py]).map((v) => formatValue(v)).join(', ')
    const starts = [
      ...(common ? [{ id: '', x, y, color: theme.text, label: labels.start }] : []),
      ...(props.own ?? []).map((start) => ({ ...start, color: runColor(theme, start.index) })),
    ]
    pointers.draw(
      frame,
      starts.map(({ id, color, label, ...at }) => ({
        id,
        color,
        x: at.x,
        // The graph itself may go out of view above its start: only the way along x is pointed out.
        y: flat ? (frame.rect[2] + frame.rect[3]) / 2 : at.y,
        text: labels.outside(label, place(at.x, at.y)),
      })),
      theme,
      labels.bring,
    )
  }

  function drawAxes(frame: Frame, props: StageProps, levels: Levels) {
    const { theme, dims, labels, respread } = props
    if (!fresh.axes(frame, theme, levels, dims, props.minima, props.box, labels, respread)) return
    const onGraph = props.minima.map((minimum) => ({ ...minimum, y: minimum.value }))
    axes.draw(frame, theme)
    minima.draw(frame, dims === 1 ? onGraph : props.minima, labels, theme)
    const title = respread ? labels.valueHere : labels.value
    scale.draw(dims === 2 ? levels : [], title, frame.width, theme)
    box.draw(frame, dims === 2 ? props.box : null, theme.quiet)
  }

  return {
    /** Draws nothing more. */
    destroy: () => later.cancel(),
    /** takes the pointer: zooming, clicks, hovering */
    active,
    /** whether an event is of something on the stage that is pressed or dragged itself */
    isHandle: ({ target }: Event) =>
      target instanceof Element && target.closest('[role=slider], [role=button]') !== null,
    /** The run whose path is under a pixel. */
    nearest: (x: number, y: number) => layers.paths.nearest(x, y),
    /** Lays out the picture in this space and returns its size, or null if there is none. */
    resize(space: { width: number; height: number }, dims: 1 | 2) {
      const margin = margins(space.width, dims)
      const { left } = margin
      const width = space.width - left - margin.right
      const height = space.height - margin.top - margin.bottom
      if (width < 1 || height < 1) return null
      if (!fresh.size(space.width, space.height, dims)) return { width, height }
      const at = { left: `${left}px`, top: `${margin.top}px` }
      const px = { ...at, width: `${width}px`, height: `${height}px` }
      for (const node of [picture, top]) Object.assign(node.style, px)
      svg.attr('width', space.width).attr('height', space.height)
      inner.attr('transform', `translate(${left},${margin.top})`)
      ground.attr('width', width).attr('height', height)
      return { width, height }
    },
    /** `start` is where the handle is shown. */
    draw(frame: Frame, props: StageProps, start: readonly [number, number]) {
      const { theme, dims, field, runs, step, hover } = props
      const density = window.devicePixelRatio
      const spread = props.respread === true ? null : props.levels
      const levels = spread ?? levelsOf(field, dims)
      drawGround(frame, props, levels, density)
      drawArrows(frame, props, density)
      if (fresh.paths(frame, runs, step, hover, theme, dims, props.ahead, props.hasty, density))
        layers.paths.draw(frame, props)
      drawAxes(frame, props, levels)
      drawStarts(frame, props, start)
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

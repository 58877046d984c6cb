import { watchSize } from '#plots/canvas.ts'
import { type PanelBox, innerBox, panelBoxes } from '#plots/curve-layout.ts'
import { curvePanel } from '#plots/curve-panel.ts'
import type { CurvesEvents, CurvesProps } from '#plots/curve-props.ts'
import { changes, frameOnce } from '#plots/frame.ts'
import type { Plot } from '#plots/plot.ts'
import { scrubGesture } from '#plots/scrub.ts'

/** Small multiples over the steps with one cross-hair, which is the clock; see `CurvesProps`. */
export function curves(node: HTMLElement, events: CurvesEvents): Plot<CurvesProps> {
  const root = document.createElement('div')
  Object.assign(root.style, {
    position: 'relative',
    width: '100%',
    userSelect: 'none',
    cursor: 'ew-resize',
  })
  node.append(root)
  const panels = new Map<string, ReturnType<typeof curvePanel>>()
  let boxes: readonly PanelBox[] = []
  let props: CurvesProps | null = null
  let size = { width: 0, height: 0 }
  const frames = frameOnce(draw)
  const hovered = changes()
  hovered(null)

  const unwatch = watchSize(node, (width, height) => {
    size = { width, height }
    frames.request()
  })

  /** The panel under a pointer, and the pointer's place in its picture. */
  function find(event: PointerEvent) {
    const { left, top } = root.getBoundingClientRect()
    const [x, y] = [event.clientX - left, event.clientY - top]
    for (const [i, box] of boxes.entries()) {
      if (x < box.left || y < box.top || x > box.left + box.width || y > box.top + box.height)
        continue
      const inner = innerBox(box)
      const panel = props?.panels[i]
      if (panel)
        return {
          id: panel.id,
          x: x - box.left - inner.left,
          y: y - box.top - inner.top,
          width: inner.width,
        }
    }
    return null
  }

  function stepAt(event: PointerEvent): number | null {
    const at = find(event)
    if (!at || !props || at.width <= 0) return null
    return Math.min(Math.max(0, Math.round((at.x / at.width) * props.steps)), props.steps)
  }

  scrubGesture(root, {
    stepAt,
    now: () => ({ step: props?.step ?? 0, steps: props?.steps ?? 0 }),
    scrub: (step, phase) => events.onScrub(step, phase),
    over(event) {
      const at = event && find(event)
      const step = event && stepAt(event)
      const run = at && step !== null ? (panels.get(at.id)?.nearest(step, at.y) ?? null) : null
      if (hovered(run)) events.onHover(run)
    },
  })

  function draw() {
    if (!props || size.width < 1) return
    const layout = panelBoxes(
      props.panels.length,
      size.width,
      size.height,
      props.runs.map(({ name }) => name),
    )
    boxes = layout.boxes
    root.style.height = `${layout.height}px`
    describe(root, props, Math.floor(props.step))
    const known = new Set(props.panels.map(({ id }) => id))
    for (const [id, panel] of panels) {
      if (known.has(id)) continue
      panel.destroy()
      panels.delete(id)
    }
    for (const [i, panel] of props.panels.entries()) {
      const plot = panels.get(panel.id) ?? curvePanel(root)
      panels.set(panel.id, plot)
      plot.draw(panel, props, boxes[i]!)
      plot.clock(props.step, props, boxes[i]!)
    }
  }

  return {
    update(next) {
      const steps = Number.isFinite(next.steps) ? Math.max(0, next.steps) : 0
      const step = Number.isFinite(next.step) ? Math.min(Math.max(0, next.step), steps) : 0
      props = { ...next, steps, step }
      frames.request()
    },
    destroy() {
      frames.cancel()
      unwatch()
      root.remove()
    },
  }
}

function describe(root: HTMLElement, { labels, steps }: CurvesProps, step: number) {
  // Set as attributes: older browsers do not reflect ARIA.
  root.setAttribute('aria-label', labels.clock)
  root.setAttribute('aria-valuemin', '0')
  root.setAttribute('aria-valuemax', String(steps))
  root.setAttribute('aria-valuenow', String(step))
}

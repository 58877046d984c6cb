import { watchSize } from '#plots/canvas.ts'
import { type PanelBox, innerBox, panelBoxes } from '#plots/curve-layout.ts'
import { curvePanel } from '#plots/curve-panel.ts'
import type { CurvesEvents, CurvesProps } from '#plots/curve-props.ts'
import { curveToggles } from '#plots/curve-toggles.ts'
import { changes, frameOnce } from '#plots/frame.ts'
import type { Plot } from '#plots/plot.ts'
import { scrubGesture } from '#plots/scrub.ts'

/** Milliseconds of new lines in one frame: what is left over is drawn in the next. */
const BUDGET = 2

/** Small multiples over the steps with one cross-hair, which is the clock; see `CurvesProps`. */
export function curves(node: HTMLElement, events: CurvesEvents): Plot<CurvesProps> {
  const root = document.createElement('div')
  Object.assign(root.style, { position: 'relative', width: '100%', userSelect: 'none' })
  // Numbers that change must not have the page laid out. Not the node: what overflows it is scrolled to.
  root.style.contain = 'layout style'
  // The clock's slider lies over the pictures, and the switches over it: no control holds another.
  const hand = document.createElement('div')
  Object.assign(hand.style, { position: 'absolute', inset: '0', zIndex: '1', cursor: 'ew-resize' })
  root.append(hand)
  const toggles = curveToggles(root, (panel) => events.onToggle?.(panel))
  node.append(root)
  const panels = new Map<string, ReturnType<typeof curvePanel>>()
  let boxes: readonly PanelBox[] = []
  let props: CurvesProps | null = null
  let size = { width: 0, height: 0 }
  let pointed = false
  // The panel whose turn it is.
  let turn = 0
  const frames = frameOnce(draw)
  const hovered = changes()
  hovered(null)

  // Names are cut to their place, and its measure is that of the font.
  const measured = () => frames.request()
  document.fonts.addEventListener('loadingdone', measured)

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

  scrubGesture(hand, {
    stepAt,
    now: () => ({ step: props?.step ?? 0, steps: props?.steps ?? 0 }),
    scrub: (step, phase) => events.onScrub(step, phase),
    over(event) {
      if (pointed !== (event !== null)) frames.request()
      pointed = event !== null
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
    describe(hand, props, Math.floor(props.step))
    const known = new Set(props.panels.map(({ id }) => id))
    for (const [id, panel] of panels) {
      if (known.has(id)) continue
      panel.destroy()
      panels.delete(id)
    }
    toggles.draw(props.panels, boxes)
    drawPanels(props)
  }

  function drawPanels(now: CurvesProps) {
    const began = performance.now()
    const readout = pointed || now.readout === true
    const count = now.panels.length
    const first = turn % Math.max(1, count)
    turn = 0
    for (let k = 0; k < count; k++) {
      const i = (first + k) % count
      const [panel, box] = [now.panels[i]!, boxes[i]!]
      const plot = panels.get(panel.id) ?? curvePanel(root)
      panels.set(panel.id, plot)
      if (performance.now() - began <= BUDGET) plot.draw(panel, now, box)
      else if (turn === 0) {
        turn = i + count
        frames.request()
      }
      plot.clock(now.step, now, box, readout)
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
      document.fonts.removeEventListener('loadingdone', measured)
      root.remove()
    },
  }
}

function describe(hand: HTMLElement, { labels, steps }: CurvesProps, step: number) {
  // Set as attributes: older browsers do not reflect ARIA.
  hand.setAttribute('aria-label', labels.clock)
  hand.setAttribute('aria-valuemin', '0')
  hand.setAttribute('aria-valuemax', String(steps))
  hand.setAttribute('aria-valuenow', String(step))
}

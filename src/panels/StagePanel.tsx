import { useMemo } from 'react'
import { CloudScale } from '#panels/CloudScale.tsx'
import { Draw } from '#panels/Draw.tsx'
import { StageSummary } from '#panels/StageSummary.tsx'
import { StageTools } from '#panels/StageTools.tsx'
import { stageProps } from '#panels/stage-reading.ts'
import { useWords } from '#panels/use-app.ts'
import type { Plot, Rect } from '#plots/plot.ts'
import { type Stage, stage } from '#plots/stage.ts'
import type { StageProps, ViewPhase } from '#plots/stage-props.ts'
import { toPixel } from '#plots/view.ts'
import { hover, moveStart } from '#store/actions.ts'
import { setRunStart } from '#store/edit-runs.ts'
import { mountSwarm } from '#store/link-swarm.ts'
import { placeOfRun } from '#store/shown-runs.ts'
import { look } from '#store/store.ts'

/** The surface with the runs on it. */
export function StagePanel() {
  const words = useWords()
  const { chart, zoom } = useMemo(() => stageChart(), [])
  return (
    <figure className="stage" aria-label={words.stage.label}>
      <Draw chart={chart} read={stageProps} className="stage-plot" />
      <StageTools zoom={zoom} />
      <CloudScale />
      <StageSummary />
    </figure>
  )
}

/** The stage, and the hand that its buttons have on it. */
function stageChart() {
  let made: Stage | null = null
  const chart = (node: HTMLElement): Plot<StageProps> => {
    const plot = drawn(node)
    made = plot
    mountSwarm(plot.swarm)
    return {
      ...plot,
      destroy() {
        mountSwarm(null)
        plot.destroy()
      },
    }
  }
  return { chart, zoom: (factor: number) => made?.zoom(factor) }
}

function drawn(node: HTMLElement): Stage {
  return stage(node, {
    onStart: moveStart,
    onOwnStart: (run, x, y, phase) => setRunStart(placeOfRun(run), [x, y], phase),
    onPlace: (x, y) => moveStart(x, y),
    onHover: hover,
    onReset: () => look({ rect: null }),
    onFrame: (frame) => look({ frame }),
    onView(rect, phase, around) {
      const { clientWidth: width, clientHeight: height } = node
      const wanted = { rect: around, coarse: phase === 'move', aspect: width / height }
      look(phase === 'fit' ? { wanted } : { wanted, rect: kept(rect, phase, width, height) })
    },
  })
}

/** Where a gesture ends, in digits that a link can carry. */
function kept([x0, x1, y0, y1]: Rect, phase: ViewPhase, width: number, height: number): Rect {
  if (phase === 'move') return [x0, x1, y0, y1]
  const [dx, dy] = [(x1 - x0) / width / 10, (y1 - y0) / height / 10]
  return [toPixel(x0, dx), toPixel(x1, dx), toPixel(y0, dy), toPixel(y1, dy)]
}

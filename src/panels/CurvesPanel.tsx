import { curvesProps } from '#panels/curves-reading.ts'
import { Draw } from '#panels/Draw.tsx'
import { useWords } from '#panels/use-app.ts'
import { curves } from '#plots/curves.ts'
import type { CurvesProps } from '#plots/curve-props.ts'
import type { Plot } from '#plots/plot.ts'
import { hover } from '#store/actions.ts'
import { scrub } from '#store/clock.ts'

/** Loss, learning rate and gradient norm over the steps. */
export function CurvesPanel() {
  const words = useWords()
  return (
    <section className="panel curves" aria-label={words.curves.label}>
      <Draw chart={curvesChart} read={curvesProps} className="curves-plot" />
    </section>
  )
}

const curvesChart = (node: HTMLElement): Plot<CurvesProps> =>
  curves(node, { onScrub: (step) => scrub(step), onHover: hover })

import type { CSSProperties } from 'react'
import { CurveChooser } from '#panels/CurveChooser.tsx'
import '#panels/curves.css'
import { curvesProps } from '#panels/curves-reading.ts'
import { Draw } from '#panels/Draw.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { curves } from '#plots/curves.ts'
import type { CurvesProps } from '#plots/curve-props.ts'
import type { Plot } from '#plots/plot.ts'
import { hover } from '#store/actions.ts'
import { calmer } from '#store/calm.ts'
import { scrub } from '#store/clock.ts'
import { toggleCurve, toggleLinear } from '#store/curve-choice.ts'
import { drawnCurves } from '#store/curve-drift.ts'
import { CURVES } from '#store/curve-ids.ts'

/** Small multiples over the steps, as many as the reader chose. */
export function CurvesPanel() {
  const { curves: words, curveTools } = useWords()
  const count = useApp((state) => drawnCurves(state).length)
  // Where the page scrolls the place is as high as they need, in one column or in two.
  const rows = { '--one': count, '--two': Math.ceil(count / 2) } as CSSProperties
  return (
    <section className="panel curves" aria-label={words.label}>
      <header className="curves-head">
        <h2>{words.label}</h2>
        <CurveChooser />
      </header>
      {count > 0 ? (
        <div className="curves-body" style={rows}>
          <Draw chart={curvesChart} read={curvesProps} className="curves-plot" from={calmer} />
        </div>
      ) : (
        <div className="curves-none">
          <p className="quiet">{curveTools.none}</p>
          <button type="button" className="button" onClick={() => toggleCurve('loss')}>
            {curveTools.showLoss}
          </button>
        </div>
      )}
    </section>
  )
}

const curvesChart = (node: HTMLElement): Plot<CurvesProps> =>
  curves(node, {
    onScrub: (step) => scrub(step),
    onHover: hover,
    onToggle(panel) {
      const id = CURVES.find((each) => each === panel)
      if (id) toggleLinear(id)
    },
  })

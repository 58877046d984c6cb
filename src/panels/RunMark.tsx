import { runColor, themes } from '#plots/colors.ts'
import { isHollow, markerPath, runDash } from '#plots/run-marks.ts'
import { useApp } from '#panels/use-app.ts'

/** A run's colour, dash and marker, as on its path and curves. */
export function RunMark({ index }: { index: number }) {
  const color = runColor(themes[useApp(({ view }) => view.theme)], index)
  return (
    <svg className="run-mark" viewBox="0 0 28 12" aria-hidden="true" style={{ color }}>
      <path d="M1 6H27" strokeDasharray={runDash(index).join(' ')} />
      <g transform="translate(14 6)" data-hollow={isHollow(index) || undefined}>
        <path d={markerPath(index, 4)} />
      </g>
    </svg>
  )
}

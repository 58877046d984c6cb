import type { Theme } from '#plots/colors.ts'
import type { Phase } from '#plots/plot.ts'

type CurveSeries = {
  /** id of a run in `runs` */
  readonly run: string
  /** one value a step, from step 0; may hold anything, NaN and ±∞ too */
  readonly values: Float64Array
  /** how many of them count */
  readonly length: number
  /** a bound that the run's line is compared with: dotted, without a label, and it does not stretch the axis */
  readonly limit?: boolean
}

/** One of the small multiples. */
export type CurvePanel = {
  readonly id: string
  /** 'f − f*', 'learning rate' */
  readonly title: string
  /** what else there is to say about it, after the title */
  readonly unit?: string
  readonly scale: 'linear' | 'log' | 'symlog'
  readonly series: readonly CurveSeries[]
  /** log only: exact zeros (and less) sit on a floor labelled 0 */
  readonly zeroFloor?: boolean
  /** why there is nothing to see; written in place of the lines */
  readonly note?: string
  /** the series are those of a moment ago: their numbers are not told */
  readonly pending?: boolean
  /** the switch at the panel's head: what it says, what it is called, what it does */
  readonly toggle?: { readonly text: string; readonly name: string; readonly tip: string }
}

export type CurveRun = {
  readonly id: string
  readonly name: string
  /** 0 … 15: colour, dash and marker */
  readonly index: number
  readonly mute: boolean
  /** a diverged run leaves through the top; it does not stretch the axis */
  readonly diverged?: boolean
  /** it ended before the last step: its line ends with its marker */
  readonly early?: boolean
}

export type CurvesProps = {
  readonly theme: Theme
  readonly runs: readonly CurveRun[]
  readonly panels: readonly CurvePanel[]
  /** length of the step axis: T */
  readonly steps: number
  /** the clock; may be a fraction */
  readonly step: number
  readonly hover: string | null
  /** the values under the cross-hair are written beside the names; under a pointer they always are */
  readonly readout?: boolean
  /** the words: name of the slider that the cross-hair is, name of the axis */
  readonly labels: { readonly clock: string; readonly step: string }
}

export type CurvesEvents = {
  readonly onScrub: (step: number, phase: Phase) => void
  readonly onHover: (run: string | null) => void
  /** the switch at a panel's head was pressed */
  readonly onToggle?: (panel: string) => void
}

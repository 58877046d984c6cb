import type { Theme } from '#plots/colors.ts'
import type { Phase } from '#plots/plot.ts'

type CurveSeries = {
  /** id of a run in `runs` */
  readonly run: string
  /** one value a step, from step 0; may hold anything, NaN and ±∞ too */
  readonly values: Float64Array
  /** how many of them count */
  readonly length: number
}

/** One of the small multiples. */
export type CurvePanel = {
  readonly id: string
  /** 'f − f*', 'learning rate' */
  readonly title: string
  readonly unit?: string
  readonly scale: 'linear' | 'log' | 'symlog'
  readonly series: readonly CurveSeries[]
  /** log only: exact zeros (and less) sit on a floor labelled 0 */
  readonly zeroFloor?: boolean
  /** a value to mark by a thin line: a target, or 2/η on a sharpness panel */
  readonly mark?: { readonly value: number; readonly label: string } | null
}

export type CurveRun = {
  readonly id: string
  readonly name: string
  /** 0 … 15: colour, dash and marker */
  readonly index: number
  readonly mute: boolean
  /** a diverged run leaves through the top; it does not stretch the axis */
  readonly diverged?: boolean
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
  /** the words: name of the slider that the cross-hair is, name of the axis */
  readonly labels: { readonly clock: string; readonly step: string }
}

export type CurvesEvents = {
  readonly onScrub: (step: number, phase: Phase) => void
  readonly onHover: (run: string | null) => void
}

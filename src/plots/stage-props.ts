import type { Theme } from '#plots/colors.ts'
import type { Frame } from '#plots/frame.ts'
import type { Phase, Rect } from '#plots/plot.ts'

/**
 * Values over a rectangle, sampled at cell centres, rows from the bottom:
 * values[j*nx + i] = f(x0 + (i+½)(x1−x0)/nx, y0 + (j+½)(y1−y0)/ny).
 * With one dimension ny = 1 and values are the graph over [x0, x1]. NaN and ±∞ are welcome.
 * A new array means a new picture: never write into one that was handed over.
 */
export type Field = {
  readonly values: Float64Array
  readonly nx: number
  readonly ny: number
  readonly rect: Rect
}

/** The gradient on a grid: as `Field`, with two values a cell, interleaved: ∂f/∂x, ∂f/∂y. */
export type Arrows = Field

/** A run as the stage draws it. */
export type StageRun = {
  readonly id: string
  readonly name: string
  /** 0 … 15: colour, dash and marker */
  readonly index: number
  /** interleaved x0 y0 x1 y1 …, at least 2(n+1) numbers */
  readonly theta: Float64Array
  /** f at each step, n+1 numbers; only read where dims = 1 */
  readonly loss?: Float64Array
  /** learning rate and gradient norm at each step; only read where dims = 1 */
  readonly lr?: Float64Array
  readonly gradNorm?: Float64Array
  /** steps made */
  readonly n: number
  readonly status: 'running' | 'reached' | 'diverged' | 'rest' | 'undefined'
  /** the step `status` speaks of, or null */
  readonly at: number | null
  readonly mute: boolean
}

/** A known minimum, or one that was `found` numerically. */
export type Minimum = {
  readonly x: number
  readonly y: number
  readonly value: number
  readonly found?: boolean
}

/** The start of a run that has its own. */
export type OwnStart = {
  /** the run's */
  readonly id: string
  readonly index: number
  readonly x: number
  readonly y: number
  /** name of its handle */
  readonly label: string
}

/** The words on the stage, in the reader's language. */
export type StageLabels = {
  /** name of the figure, for screen readers: 'Loss surface' */
  readonly stage: string
  /** name of the handle: 'Start' */
  readonly start: string
  /** 'Minimum', and what one that was found numerically is called */
  readonly minimum: string
  readonly found: string
  /** what the colour means, beside the legend: 'f' or 'loss' */
  readonly value: string
  /** the same, where the scale is that of the view */
  readonly valueHere: string
  /** beside an arrow at the edge: 'Start: −40, 3' */
  readonly outside: (start: string, place: string) => string
  /** what pressing that arrow does */
  readonly bring: string
  /** why the wheel does not zoom */
  readonly wheel: string
}

/** All that the stage draws. Arrays are compared by reference: new content, new array. */
export type StageProps = {
  readonly theme: Theme
  readonly dims: 1 | 2
  /** the default view; with dims = 1 its y range frames f unless `field` says it cannot */
  readonly domain: Rect
  /** what to show; null: the domain and a little air. The stage widens it to its own shape (square units). */
  readonly view: Rect | null
  /** true: the domain fills the stage, units need not be square */
  readonly stretch?: boolean
  readonly field: Field | null
  /** from `spreadLevels`, over the domain's grid; null: spread for the field given */
  readonly levels: readonly number[] | null
  /** true: levels are spread for the field given, whatever `levels` says */
  readonly respread?: boolean
  /** the gradient to draw as arrows, or null */
  readonly arrows?: Arrows | null
  readonly minima: readonly Minimum[]
  /** a frame to draw, where a projection keeps the runs in a box */
  readonly box?: Rect | null
  readonly runs: readonly StageRun[]
  /** the clock; a fraction glides the heads between two steps */
  readonly step: number
  /** show also what comes after the clock, faintly */
  readonly ahead?: boolean
  /** a hand moves the setup: paths are drawn without their halo until it lets go */
  readonly hasty?: boolean
  readonly start: readonly [number, number]
  /** false: no run begins at `start`, it is not shown */
  readonly common?: boolean
  /** starts of runs that have their own */
  readonly own?: readonly OwnStart[]
  /** run brought forward */
  readonly hover: string | null
  readonly locked: { readonly start: boolean; readonly view: boolean }
  readonly labels: StageLabels
}

/**
 * `move` and `end`: the reader zooms or pans, remember the view. `fit`: the size or the props changed
 * what is visible, only compute a field for it.
 */
export type ViewPhase = Phase | 'fit'

/** What the reader does on the stage. */
export type StageEvents = {
  /** The start is dragged, or moved by keys. */
  readonly onStart: (x: number, y: number, phase: Phase) => void
  /** The own start of a run is dragged, or moved by keys. */
  readonly onOwnStart: (run: string, x: number, y: number, phase: Phase) => void
  /** An empty place was clicked: put the start there. */
  readonly onPlace: (x: number, y: number) => void
  /**
   * The visible rectangle. A field is wanted for `around`, which is a little more of the plane (coarse while
   * 'move', sharp otherwise). Not called again where the view stays and only the surface changes.
   */
  readonly onView: (rect: Rect, phase: ViewPhase, around: Rect) => void
  /** The part of the plane that is drawn, and its size on the screen, are others than in the frame before. */
  readonly onFrame?: (frame: Frame) => void
  /** Back to the default view: set `view` to null. */
  readonly onReset: () => void
  readonly onHover: (run: string | null) => void
}

import type { EngineFacts, Reason } from '#engine/protocol.ts'
import type { DeviceFacts, Raced, Unfit } from '#engine/swarm-protocol.ts'
import type { Lang } from '#i18n/words.ts'
import type { SceneId } from '#lessons/scene.ts'
import type { ThemeName } from '#plots/colors.ts'
import type { Frame } from '#plots/frame.ts'
import type { Rect } from '#plots/plot.ts'
import type { Arrows, Field } from '#plots/stage-props.ts'
import type { FoundMinimum } from '#race/minima.ts'
import type { ReadyRace } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'
import type { CurveId } from '#store/curve-ids.ts'
import type { LinkView, Problem, Setup } from '#setup/setup.ts'

/** The part of the stage a picture is wanted for. */
export type Wanted = {
  readonly rect: Rect
  /** true while a gesture lasts */
  readonly coarse: boolean
  /** width over height of the stage, on the screen */
  readonly aspect: number
}

/** The one message the page may show. */
export type Notice =
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly reason: Reason }
  | { readonly kind: 'recovered' | 'same-thread' | 'interpreter' }
  /** of the clouds' engine; `no-single`: a race in float32 is wanted where there is nothing for it */
  | { readonly kind: 'restored' | 'respawned' | 'no-single' }
  /** an edit that a limit forbids */
  | { readonly kind: 'refused'; readonly why: 'runs' | 'total' | 'starts'; readonly limit: number }

/** A panel that folds away. */
export type Panel = 'runs' | 'curves' | 'board'

/** How this tab looks at it; what a link fixed is in `link`. */
export type View = {
  /** what the stage shows; null: the surface's domain */
  readonly rect: Rect | null
  /** the clock: 0 … T, a fraction between two steps */
  readonly step: number
  readonly playing: boolean
  /** 1 plays the whole race in ten seconds */
  readonly speed: number
  readonly loop: boolean
  /** id of the run brought forward */
  readonly hover: string | null
  /** a gesture changes the setup */
  readonly dragging: boolean
  readonly wanted: Wanted | null
  /** the part of the plane that the stage shows, and where; null until it is laid out */
  readonly frame: Frame | null
  readonly theme: ThemeName
  readonly lang: Lang
  readonly notice: Notice | null
  readonly link: Omit<LinkView, 'view'>
  /** the scene whose words are shown; null where none was opened, or its words were closed */
  readonly scene: SceneId | null
  /** which curves are drawn, and which of them the reader put on a linear axis */
  readonly curves: readonly CurveId[]
  readonly linear: readonly CurveId[]
  /** arrows of steepest descent over the surface */
  readonly arrows: boolean
  /** levels spread over what is visible instead of the whole domain */
  readonly respread: boolean
  /** faint points around every run's start, which go where the runs go */
  readonly neighbours: boolean
  /** what the colour of a cloud's points says: whose they are, or how low they stand */
  readonly cloudsBy: 'run' | 'loss'
  /** the stage fills the page, in larger type */
  readonly presenting: boolean
  /** panels that are folded away */
  readonly folded: readonly Panel[]
  /** places of the cards that show everything */
  readonly opened: readonly number[]
  /** places of the runs that stood back before a solo; null where no solo is to be undone */
  readonly mutedBefore: readonly number[] | null
}

/** A race in float64, and what its runs did. */
export type Reference = {
  readonly race: ReadyRace
  readonly trajectories: readonly Trajectory[]
}

/** A race in float32. */
export type Single = { readonly race: ReadyRace } & Raced

/** What the clouds' engine said of itself, as often as one can read it. */
type SwarmState = {
  /** what it computes on; null before it is there */
  readonly device: DeviceFacts | null
  /** there is nothing here that it could run in */
  readonly none: boolean
  /** points of all clouds together, and steps of one a second while they are computed */
  readonly lanes: number
  readonly rate: number | null
  /** the step that the clouds stand at, where they cannot keep up with the clock; else null */
  readonly behind: number | null
  readonly unfit: readonly Unfit[]
}

/** What the engine said; may be thrown away at any time. */
export type Results = {
  /** the race in float64; null before the first answer, `failed` where float32 goes on without it */
  readonly reference: Reference | 'failed' | null
  /** the race in float32, where the setup asks for it; null before the first answer */
  readonly single: Single | null
  /** the last float64 and float32 that are of one race */
  readonly pair: { readonly reference: Reference; readonly single: Single } | null
  readonly swarm: SwarmState
  /** what the trajectories are of, in the precision that the setup asks for; null before the first answer */
  readonly race: ReadyRace | null
  readonly trajectories: readonly Trajectory[]
  readonly status: 'busy' | 'done' | 'failed'
  /** how much of the race under way is done, 0 … 1 */
  readonly share: number
  readonly facts: EngineFacts | null
  /** the picture, and the levels spread over its surface's domain */
  readonly field: Field | null
  readonly levels: readonly number[] | null
  /** the gradient on a coarse grid, where the reader wants arrows */
  readonly arrows: Arrows | null
  /** minima found numerically on a surface that names none; null while they are looked for */
  readonly minima: readonly FoundMinimum[] | null
  /**
   * λmax of the Hessian at each step, one array a trajectory, n+1 numbers; null where nobody looks.
   * `of` is what they are of: compare by reference with `trajectories`.
   */
  readonly sharpness: {
    readonly of: readonly Trajectory[]
    /** null: they could not be computed */
    readonly values: readonly Float64Array[] | null
  } | null
}

/** Everything the page knows, in three parts by how long they live. */
export type State = {
  readonly setup: Setup
  readonly view: View
  readonly results: Results
}

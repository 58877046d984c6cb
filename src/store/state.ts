import type { EngineFacts, Reason } from '#engine/protocol.ts'
import type { Lang } from '#i18n/words.ts'
import type { ThemeName } from '#plots/colors.ts'
import type { Rect } from '#plots/plot.ts'
import type { Field } from '#plots/stage-props.ts'
import type { ReadyRace } from '#race/ready.ts'
import type { Trajectory } from '#race/trajectory.ts'
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
  | { readonly kind: 'recovered' | 'same-thread' }

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
  readonly theme: ThemeName
  readonly lang: Lang
  readonly notice: Notice | null
  readonly link: Omit<LinkView, 'view'>
}

/** What the engine said; may be thrown away at any time. */
export type Results = {
  /** what the trajectories are of; null before the first answer */
  readonly race: ReadyRace | null
  readonly trajectories: readonly Trajectory[]
  readonly status: 'busy' | 'done' | 'failed'
  /** how much of the race under way is done, 0 … 1 */
  readonly share: number
  readonly facts: EngineFacts | null
  /** the picture, and the levels spread over its surface's domain */
  readonly field: Field | null
  readonly levels: readonly number[] | null
}

/** Everything the page knows, in three parts by how long they live. */
export type State = {
  readonly setup: Setup
  readonly view: View
  readonly results: Results
}

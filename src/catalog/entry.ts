// What a catalogue entry is: a literal that says everything. Slider, link, validation, terminal,
// tests and documentation derive from it; no TeX, GLSL or Python is typed in one.

import type { LibraryCall } from '#catalog/library-call.ts'

/** A parameter's value: a number, or a list of at most 64 numbers. A switch is its place, from 0. */
export type Value = number | readonly number[]

/** A parameter with its default and what it must keep to. */
export type Param = {
  readonly name: string
  /**
   * A number, a list, or the text of a formula of `T`, `lr0` and the parameters before it
   * (surfaces: of the parameters before it). For a switch: a place, from 0.
   */
  readonly default: number | readonly number[] | string
  readonly min?: number
  readonly max?: number
  /** How a slider walks: by difference or by ratio. */
  readonly scale?: 'linear' | 'log'
  readonly integer?: boolean
  /** A switch: its words in order, e.g. ['triangular', 'triangular2'] or ['0', '1']. */
  readonly values?: readonly string[]
}

/** One library's own text of a method. */
export type Dialect = {
  /** torch, keras, optax, timm, hf, authors, …: lower case, [a-z0-9_] */
  readonly id: string
  /** Library and version, repository at commit, or paper. */
  readonly source: string
  /** Formula text; lines separated by newlines or `;`. */
  readonly formula: string
  /** Defaults that differ from the entry's `params`, and parameters only this dialect reads. */
  readonly defaults?: Readonly<Record<string, number | readonly number[] | string>>
  /** One line: what differs from the first dialect. Empty for the first. */
  readonly note?: string
  /** How libraries write the same, the nearest first; the first that fits the parameters is used. */
  readonly calls?: readonly LibraryCall[]
}

type Common = {
  readonly id: string
  readonly title: string
  readonly year?: number
  /** arXiv id, DOI or citation. */
  readonly source: string
  /** Union over all dialects, in order; a bare argument in a link is the first. */
  readonly params: readonly Param[]
  /** The first is the default. */
  readonly dialects: readonly Dialect[]
}

/** A rule: how a step moves θ. */
export type RuleEntry = Common & { readonly kind: 'rule' }
/** A schedule: the rate of each step. */
export type ScheduleEntry = Common & { readonly kind: 'schedule' }
/** A transform: what is done to a step before or after the rule. */
export type TransformEntry = Common & {
  readonly kind: 'transform'
  /** Where a reader expects it: for menus; a link may put it on either side of the rule. */
  readonly place: 'before' | 'after'
}

/** A surface, with what is known of it. */
export type SurfaceEntry = Omit<Common, 'dialects'> & {
  readonly kind: 'surface'
  readonly formula: string
  /** [x0, x1, y0, y1]; y0, y1 of a one-dimensional surface only frame the picture. */
  readonly domain: readonly [number, number, number, number]
  readonly start: readonly [number, number]
  /**
   * Known global minima. Coordinates are numbers or formulas of the surface's parameters.
   * `only` names parameters that must have their default for the minima to be true.
   */
  readonly minima: readonly (readonly [number | string, number | string])[]
  /** Value at the minima, a number or a formula of the parameters; null where there is none. */
  readonly fmin: number | string | null
  readonly only?: readonly string[]
  /** True if the stage may stretch one axis (domains far from square). */
  readonly stretch?: boolean
}

/** Any entry of the catalogue. */
export type Entry = SurfaceEntry | RuleEntry | ScheduleEntry | TransformEntry
/** What an entry is. */
export type Kind = Entry['kind']

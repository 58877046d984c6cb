import type { Kind, Value } from '#catalog/entry.ts'
import type { ProblemArgs, ProblemCode } from '#i18n/problem-code.ts'
import type { OwnCloud } from '#setup/cloud.ts'

/** One use of a catalogue or custom entry: `adam.keras(lr=0.1)`. Only what was given is in `args`. */
export type Stage = {
  readonly id: string
  /** Absent: the entry's first dialect. */
  readonly dialect?: string
  readonly args: Readonly<Record<string, Value>>
}

/** A schedule of a run's sequence; all but the last may have a length in steps. */
export type ScheduleStage = Stage & { readonly len?: number }

/** How a run is drawn: the number of its colour, and whether it stands back. */
export type Look = { readonly color?: number; readonly mute?: boolean }

/** One rule with its hyper-parameters, schedules and transforms. */
export type Run = {
  readonly label?: string
  /** Transforms before the rule, in order. */
  readonly before: readonly Stage[]
  readonly rule: Stage
  /** Transforms after the rule, in order. */
  readonly after: readonly Stage[]
  /** In sequence; empty means `constant`. */
  readonly schedules: readonly ScheduleStage[]
  readonly start?: readonly [number, number]
  readonly look?: Look
  /** Many more starts of this run, drawn as points. */
  readonly cloud?: OwnCloud
}

/** A custom entry carried by the link: `def=rule.mine(beta=0.9):…`. Values are the defaults. */
export type Definition = {
  readonly kind: Exclude<Kind, 'surface'>
  readonly id: string
  readonly params: readonly { readonly name: string; readonly default: Value }[]
  readonly formula: string
}

/** What is minimised: a surface of the catalogue, or a typed one. */
export type Objective =
  | {
      readonly kind: 'catalog'
      readonly id: string
      readonly args: Readonly<Record<string, Value>>
    }
  | {
      readonly kind: 'typed'
      readonly params: readonly { readonly name: string; readonly value: Value }[]
      readonly formula: string
    }

/** Everything that repeats the experiment exactly. */
export type Setup = {
  readonly objective: Objective
  readonly start: readonly [number, number]
  /** steps */
  readonly T: number
  readonly seed: number
  /** σ of the gradient noise common to all runs */
  readonly noise: number
  /** a run has reached when f − f* ≤ eps */
  readonly eps: number
  /** stands for f* where it is unknown */
  readonly target: number | null
  /** domain of a typed surface: x0, x1, y0, y1; null: as the surface says */
  readonly domain: readonly [number, number, number, number] | null
  readonly engine: 'auto' | 'f64' | 'f32'
  readonly runs: readonly Run[]
  readonly definitions: readonly Definition[]
}

/** The part of the view that a link may fix. */
export type LinkView = {
  /** x0, x1, y0, y1 of the stage; null: the domain */
  readonly view: readonly [number, number, number, number] | null
  /** the clock */
  readonly k: number | null
  readonly hide: readonly string[]
  readonly lock: readonly string[]
  readonly lang: string | null
  readonly theme: string | null
  readonly embed: boolean
}

/** One thing in a link that was refused or replaced. */
export type Problem = {
  /** Path of the field: 'T', 'run[0].lr', 'f', 'def[0]', or the unknown field's name. */
  readonly field: string
  /** As it stood in the link. */
  readonly given: string
  /** What is used instead; null if it was dropped. */
  readonly used: Value | string | null
  /** Code for i18n and its arguments. */
  readonly code: ProblemCode
  readonly args: ProblemArgs
}

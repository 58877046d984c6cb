import type { Definition, ScheduleStage, Stage } from '#setup/setup.ts'

/** Hyper-parameters of a recorded case, by the names of its library. */
export type Hyper = Readonly<Record<string, unknown>>

/** A case of golden's schedules.json; the results may be missing. */
export type ScheduleCase = {
  readonly id: string
  readonly family: string
  readonly impl: string
  readonly base_lr: number | null
  readonly hyper: Hyper
  /** number of recorded steps */
  readonly n?: number
  /** fed to plateau rules: metric[t] makes the rate of step t + 1 */
  readonly metric?: readonly number[]
  readonly lr?: readonly number[]
  readonly momentum?: readonly number[]
}

/** What of a setup a schedule case needs to be run again. */
export type ScheduleRun = {
  readonly lr0: number
  readonly schedules: readonly ScheduleStage[]
  readonly definitions: readonly Definition[]
  /** steps */
  readonly T: number
  /** the rule's own momentum, where the schedule drives it */
  readonly momentum?: number
  /** metric[t] is the `loss` that the schedule reads at t + 1 */
  readonly metric?: readonly number[]
}

/** One schedule and for how many steps it lasts; the last may last for ever. */
export type Part = { readonly stage: Stage; readonly steps: number }

/** A case's schedules before they are cut to its number of steps. */
export type Mapped = {
  readonly lr0: number
  readonly parts: readonly Part[]
  readonly definitions?: readonly Definition[]
  readonly momentum?: number
}

/** What a library's function makes of the run it is given. */
export type Given = {
  /** the optimizer's rate; NaN where the case has none */
  readonly lr0: number
  readonly T: number
}

/** One function of a library that makes schedules. */
export type ScheduleFunction = {
  readonly family: string
  /** its name without the package's */
  readonly impl: string
  readonly map: (read: Reader, given: Given) => Mapped
}

/** Reads hyper-parameters by name; what is missing, of the wrong kind or left over is a problem. */
export type Reader = {
  has(name: string): boolean
  number(name: string, fallback?: number): number
  flag(name: string, fallback: boolean): boolean
  numbers(name: string): readonly number[]
  /** The place of the word given among those known. */
  word(name: string, words: readonly string[], fallback: string): number
  text(name: string): string
  texts(name: string): readonly string[]
  /** Anything else, as it stands. */
  value(name: string): unknown
  fail(problem: string): void
  /** The first problem, or the first hyper-parameter nobody has read; null if there is none. */
  problem(): string | null
}

import type { Value } from '#catalog/entry.ts'

/**
 * A race made ready: plain data that can be posted to a worker. Dialects and defaults are
 * resolved (by src/setup): there is formula text and a value for every parameter; an id is only a label.
 */
export type ReadyRace = {
  readonly surface: ReadySurface
  readonly runs: readonly ReadyRun[]
  /** steps */
  readonly T: number
  readonly seed: number
  /** σ of the noise added to every gradient handed out, common to all runs */
  readonly noise: number
  /** a run has reached when f − fmin ≤ eps */
  readonly eps: number
}

/** A parameter with the value it runs with. */
export type ReadyParam = {
  readonly name: string
  readonly value: Value
  /** A switch's words in order; its value is a place in them. */
  readonly values?: readonly string[]
}

/** An entry's text with a value for each of its parameters. */
export type ReadyStage = {
  /** The entry's id: part of the site of its `randn()`. */
  readonly id: string
  readonly formula: string
  readonly params: readonly ReadyParam[]
}

/** What is minimised, and what is known of it. */
export type ReadySurface = ReadyStage & {
  /** x0, x1, y0, y1 */
  readonly domain: readonly [number, number, number, number]
  /** known global minima in numbers; empty where none is known */
  readonly minima: readonly (readonly [number, number])[]
  /** known minimum value, or the user's target, or null */
  readonly fmin: number | null
}

/** One schedule of a sequence and its length: its own `T`. The lengths sum to T or more; what is beyond is cut. */
export type ReadySchedule = ReadyStage & { readonly steps: number }

/** One rule with its transforms, its schedules and its start. */
export type ReadyRun = {
  readonly before: readonly ReadyStage[]
  /** Has a parameter `lr`: its value is lr0. */
  readonly rule: ReadyStage
  readonly after: readonly ReadyStage[]
  /** At least one. */
  readonly schedules: readonly ReadySchedule[]
  readonly start: readonly [number, number]
}

/** What of a parameter decides the program: its name, a switch's place, a list's length. */
export const paramShape = ({ name, value, values }: ReadyParam) =>
  values ? [name, value, values] : typeof value === 'number' ? [name] : [name, value.length]

/** The rule's parameter that a schedule's `momentum` replaces, or null. */
export function ownMomentum(rule: ReadyStage): { name: string; value: number } | null {
  for (const name of ['momentum', 'beta1']) {
    const param = rule.params.find((candidate) => candidate.name === name)
    if (param && typeof param.value === 'number') return { name, value: param.value }
  }
  return null
}

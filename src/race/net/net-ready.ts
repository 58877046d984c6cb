import type { ReadyParam, ReadyStage } from '#race/ready.ts'

/** A parameter with the value it runs with, or one for each tensor of the network. */
export type NetParam = ReadyParam & {
  /** Where given, these count, one for each tensor; `value` stands for them. */
  readonly perTensor?: readonly number[]
}

/** An entry's text with values for its parameters. */
export type NetStage = Omit<ReadyStage, 'params'> & { readonly params: readonly NetParam[] }

/** One schedule of a sequence and the steps it lasts. */
export type NetSchedule = NetStage & { readonly steps: number }

/** A rule with its transforms and schedules, as on a surface but for values for each tensor. */
export type NetRun = {
  readonly before: readonly NetStage[]
  /** Has a parameter `lr`: its value is lr0. */
  readonly rule: NetStage
  readonly after: readonly NetStage[]
  /** At least one. */
  readonly schedules: readonly NetSchedule[]
}

/** All numbers of a parameter. */
export const paramValues = ({ value, perTensor }: NetParam): readonly number[] =>
  perTensor ?? (typeof value === 'number' ? [value] : value)

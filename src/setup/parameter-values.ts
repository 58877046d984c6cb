import type { Dialect, Param, ScheduleEntry, Value } from '#catalog/entry.ts'
import { constantValue } from '#formula/constant.ts'
import type { ReadyParam } from '#race/ready.ts'
import { type StageEntry, stageDialect, stageEntry } from '#setup/entries.ts'
import { mentions } from '#setup/formula-text.ts'
import type { Run, ScheduleStage, Setup, Stage } from '#setup/setup.ts'

/** A stage with its entry looked up and a value for every parameter that its dialect reads. */
export type StageValues = {
  readonly stage: Stage
  readonly entry: StageEntry
  readonly dialect: Dialect
  readonly params: readonly ReadyParam[]
}

/** A schedule of a sequence with the steps it lasts. */
export type ScheduleValues = StageValues & { readonly steps: number }

/** All of a run's parameters, in numbers. */
export type RunValues = {
  readonly before: readonly StageValues[]
  readonly rule: StageValues
  readonly after: readonly StageValues[]
  /** At least one; their steps sum to T or more. */
  readonly schedules: readonly ScheduleValues[]
  readonly lr0: Value
}

type Names = Readonly<Record<string, number>>
type Values = Readonly<Record<string, Value | string>>

/** Parameters that a formula reads, itself or by the default of another parameter that it reads. */
export function liveParams(entry: StageEntry, dialect: Dialect): readonly Param[] {
  const texts = [dialect.formula]
  const live = entry.params.toReversed().filter((param) => {
    const rate = entry.kind === 'rule' && param.name === 'lr'
    if (!rate && !texts.some((text) => mentions(text, param.name))) return false
    const value = ownValue(dialect.defaults, param.name) ?? param.default
    if (typeof value === 'string') texts.push(value)
    return true
  })
  return live.toReversed()
}

/** A value for each parameter: as given, else the dialect's default, else the entry's. */
export function paramValues(
  params: readonly Param[],
  given: { readonly args: Values; readonly defaults?: Values | undefined },
  names: Names,
): ReadyParam[] {
  const known: Record<string, number> = { ...names }
  return params.map((param) => {
    const value =
      ownValue(given.args, param.name) ?? ownValue(given.defaults, param.name) ?? param.default
    const number = typeof value === 'string' ? defaultValue(param, value, known) : value
    if (typeof number === 'number') known[param.name] = number
    const { name, values } = param
    return values ? { name, value: number, values } : { name, value: number }
  })
}

/** A stage's parameters in numbers, where `T` and `lr0` have these values. */
export function stageValues(entry: StageEntry, stage: Stage, names: Names): StageValues {
  const dialect = stageDialect(entry, stage.dialect)
  const given = { args: stage.args, defaults: dialect.defaults }
  return { stage, entry, dialect, params: paramValues(liveParams(entry, dialect), given, names) }
}

/** Every parameter of a run in numbers. A run without a schedule has `constant`. */
export function runValues(setup: Setup, run: Run): RunValues {
  const { T, definitions } = setup
  const values = (stage: Stage, names: Names) =>
    stageValues(stageEntry(definitions, stage.id), stage, names)
  const rule = values(run.rule, { T })
  const lr0 = rule.params.find(({ name }) => name === 'lr')?.value ?? 0
  const names = { T, lr0: firstRate({ lr0 }) }
  const stages = run.schedules.length > 0 ? run.schedules : [CONSTANT]
  const lengths = partSteps(stages, T, (stage, left) => values(stage, { ...names, T: left }))
  const schedules = stages.map((stage, place) => {
    const steps = lengths[place] ?? 0
    const { entry, dialect, params } = values(stage, { ...names, T: Math.max(1, steps) })
    return { stage, entry, dialect, params, steps }
  })
  const each = (list: readonly Stage[]) => list.map((stage) => values(stage, names))
  return { before: each(run.before), rule, after: each(run.after), schedules, lr0 }
}

/** What formulas read as `lr0`: the rate, or the first of a list. */
export const firstRate = ({ lr0 }: Pick<RunValues, 'lr0'>): number =>
  typeof lr0 === 'number' ? lr0 : (lr0[0] ?? 0)

const CONSTANT: ScheduleStage = { id: 'constant', args: {} }

/** How long each schedule of a sequence lasts, its own T; the last has what is left of the run. */
function partSteps(
  stages: readonly ScheduleStage[],
  T: number,
  valuesOf: (stage: ScheduleStage, left: number) => StageValues,
): number[] {
  let left = T
  return stages.map((stage, place) => {
    const parts = stages.length - place
    const length =
      parts === 1
        ? left
        : (stage.len ?? warmUpLength(valuesOf(stage, left)) ?? Math.ceil(left / parts))
    left = Math.max(0, left - length)
    return length
  })
}

/** Whether a schedule says itself how long it lasts when another follows: a warm-up does. */
export const hasOwnLength = (entry: Pick<ScheduleEntry, 'id'>) => entry.id === 'warmup'

/** A warm-up lasts its `n` steps. */
function warmUpLength({ entry, params }: StageValues): number | undefined {
  const n = params.find(({ name }) => name === 'n')?.value
  return hasOwnLength(entry) && typeof n === 'number' ? Math.max(1, Math.ceil(n)) : undefined
}

const ownValue = (values: Values | undefined, name: string) =>
  values && Object.hasOwn(values, name) ? values[name] : undefined

/** The number a default's formula stands for, in range, and whole where the parameter is. */
function defaultValue(param: Param, text: string, names: Names): number {
  const { ok, error } = constantValue(text, names)
  if (error) throw new Error(`the default of ${param.name} is no formula: ${text}`)
  const whole = param.integer ? Math.round(ok) : ok
  return Math.min(param.max ?? Infinity, Math.max(param.min ?? -Infinity, whole))
}

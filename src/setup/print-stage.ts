import type { Entry, Param, Value } from '#catalog/entry.ts'
import type { OwnCloud } from '#setup/cloud.ts'
import { entryIn, stageDialect } from '#setup/entries.ts'
import { cleanLabel } from '#setup/label.ts'
import { printNumber } from '#setup/number-text.ts'
import { liveParams } from '#setup/parameter-values.ts'
import type { Definition, Run, ScheduleStage, Stage } from '#setup/setup.ts'

/** A value as it stands in a link: a switch's as its word, a list with `;`. */
export function printValue(value: Value, param?: Param): string {
  if (typeof value === 'number') return param?.values?.[value] ?? printNumber(value)
  const list = value.map(printNumber).join(';')
  // one number alone is a list only where the parameter's default is one
  return value.length === 1 && typeof param?.default !== 'object' ? `${list};` : list
}

/** `(a=1,b=2)`, or nothing where nothing was given. */
export function printArgs(args: readonly (readonly [string, string])[]): string {
  return args.length === 0 ? '' : `(${args.map(([name, value]) => `${name}=${value}`).join(',')})`
}

/** What was given to an entry, in its own order; parameters that its dialect does not read are left out. */
export function givenArgs(
  entry: Entry,
  stage: Pick<Stage, 'args' | 'dialect'>,
): (readonly [string, string])[] {
  const { args, dialect } = stage
  const params =
    entry.kind === 'surface' ? entry.params : liveParams(entry, stageDialect(entry, dialect))
  return params.flatMap((param) => {
    const value = Object.hasOwn(args, param.name) ? args[param.name] : undefined
    return value === undefined ? [] : [[param.name, printValue(value, param)] as const]
  })
}

/**
 * `id.dialect(name=value)`. All arguments are named, except a transform's only one where it is
 * the first: `clip_norm(1)`. The last schedule has no length.
 */
function printStage(
  stage: ScheduleStage,
  { definitions, last = false }: { definitions: readonly Definition[]; last?: boolean },
): string {
  const entry = entryIn(definitions, stage.id)
  if (!entry || entry.kind === 'surface') return stage.id
  const head = stage.dialect === undefined ? stage.id : `${stage.id}.${stage.dialect}`
  const args = givenArgs(entry, stage)
  const [only] = args
  if (entry.kind === 'transform' && args.length === 1 && only?.[0] === entry.params[0]?.name)
    return `${head}(${only?.[1] ?? ''})`
  const length = stage.len === undefined || last ? [] : [['len', printNumber(stage.len)] as const]
  return head + printArgs([...args, ...length])
}

const cloudArgs = ({ n, from, r }: OwnCloud) => [
  ['n', printNumber(n)] as const,
  ...(from === undefined ? [] : [['from', from] as const]),
  ...(r === undefined ? [] : [['r', printNumber(r)] as const]),
]

/** A run as it stands in a link, left to right as it happens to a step. */
export function printRun(run: Run, definitions: readonly Definition[]): string {
  const { before, rule, after, schedules, start, cloud, look } = run
  const label = cleanLabel(run.label ?? '')
  const print = (stage: Stage) => printStage(stage, { definitions })
  const looks = [
    ...(look?.color === undefined ? [] : [['color', printNumber(look.color)] as const]),
    ...(look?.mute ? [['mute', '1'] as const] : []),
  ]
  const stages = [
    ...before.map(print),
    print(rule),
    ...after.map(print),
    ...schedules.map((stage, place) =>
      printStage(stage, { definitions, last: place === schedules.length - 1 }),
    ),
    ...(start ? [`start(${start.map(printNumber).join(',')})`] : []),
    ...(cloud ? [`cloud${printArgs(cloudArgs(cloud))}`] : []),
    ...(looks.length > 0 ? [`look${printArgs(looks)}`] : []),
  ]
  return (label === '' ? '' : `${label}:`) + stages.join('~')
}

import type { Unsupported } from '#cli/replay/optimizer-case.ts'
import type { Layout } from '#race/net/layout.ts'
import type { NetParam, NetRun, NetStage } from '#race/net/net-ready.ts'

/** A value for each tensor, from one for each group; null where they do not fit. */
type Spread = (values: readonly number[]) => readonly number[] | null

/** Thrown where groups differ in more than numbers. */
class Different extends Error {}

/** One run whose numbers are, where the groups' differ, one for each tensor. */
export function mergedRun(runs: readonly NetRun[], spread: Spread): NetRun | Unsupported {
  const [first] = runs
  if (!first) return { unsupported: 'no group of parameters' }
  const stages = (of: (run: NetRun) => readonly NetStage[]) =>
    of(first).map((_, i) =>
      mergedStage(
        runs.map((run) => of(run)[i]),
        spread,
      ),
    )
  const count = ({ before, after, schedules }: NetRun) =>
    [before, after, schedules].map((list) => list.length).join()
  if (runs.some((run) => count(run) !== count(first)))
    return { unsupported: 'groups differ in more than numbers' }
  try {
    const [rule] = stages(({ rule: one }) => [one])
    return {
      before: stages(({ before }) => before),
      rule: rule ?? first.rule,
      after: stages(({ after }) => after),
      schedules: stages(({ schedules }) => schedules).map((stage, i) =>
        Object.assign(stage, { steps: first.schedules[i]?.steps ?? 0 }),
      ),
    }
  } catch (fault) {
    if (fault instanceof Different) return { unsupported: fault.message }
    throw fault
  }
}

function mergedStage(group: readonly (NetStage | undefined)[], spread: Spread): NetStage {
  const stages = group.filter((stage) => stage !== undefined)
  const [first] = stages
  if (!first || stages.some(({ formula }) => formula !== first.formula))
    throw new Different('groups differ in more than numbers')
  const params = first.params.map((param, i) =>
    mergedParam(
      param,
      stages.flatMap((stage) => stage.params[i] ?? []),
      spread,
    ),
  )
  return { id: first.id, formula: first.formula, params }
}

function mergedParam(param: NetParam, all: readonly NetParam[], spread: Spread): NetParam {
  if (all.every(({ value }) => JSON.stringify(value) === JSON.stringify(param.value))) return param
  const numbers = all.flatMap(({ value }) => (typeof value === 'number' ? [value] : []))
  const values = numbers.length === all.length && !param.values ? spread(numbers) : null
  if (!values) throw new Different(`groups may not differ in ${param.name}`)
  return { ...param, perTensor: values }
}

const DECAYS: ReadonlySet<string> = new Set(['wd', 'weight_decay'])

/** The same run, with weight decay of weights only. */
export function withoutBiases(run: NetRun, { tensors }: Layout): NetRun {
  const spared = (param: NetParam): NetParam => {
    const { value, perTensor } = param
    if (!DECAYS.has(param.name) || typeof value !== 'number') return param
    return {
      ...param,
      perTensor: tensors.map(({ bias }, i) => (bias ? 0 : (perTensor?.[i] ?? value))),
    }
  }
  const stage = (one: NetStage): NetStage => ({ ...one, params: one.params.map(spared) })
  const { before, rule, after } = run
  return { ...run, before: before.map(stage), rule: stage(rule), after: after.map(stage) }
}

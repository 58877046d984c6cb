import type { CaseHyper, NetworkCase } from '#cli/replay/case-types.ts'
import { mergedRun, withoutBiases } from '#cli/replay/network-groups.ts'
import { optimizerRun, type Unsupported } from '#cli/replay/optimizer-case.ts'
import { stage } from '#cli/replay/optimizer-stages.ts'
import { scheduleCase } from '#cli/replay/schedule-case.ts'
import { perTensor, type Layout } from '#race/net/layout.ts'
import type { NetRun } from '#race/net/net-ready.ts'
import { defaultSetup } from '#setup/default-setup.ts'
import { readyRace } from '#setup/ready-race.ts'
import type { Setup, Stage } from '#setup/setup.ts'

/** What a library's scheduler may be given for each group of parameters. */
const BY_GROUP: ReadonlySet<string> = new Set(
  'max_lr base_lr min_lr max_momentum base_momentum lr_lambda'.split(' '),
)

/**
 * The run that repeats a recorded training, or why there is none. Each group of parameters is mapped
 * as a case of its own; where their numbers differ, the run has one for each tensor.
 */
export function networkRun(given: NetworkCase, layout: Layout): NetRun | Unsupported {
  const layers = layout.tensors.filter(({ bias }) => bias).length
  const names = Object.keys(given.groups ?? {})
  const wanted = Array.from({ length: layers }, (_, i) => `layer${i + 1}`)
  if (names.length > 0 && names.toSorted().join() !== wanted.toSorted().join())
    return { unsupported: `groups ${names.join(', ')} are not ${wanted.join(', ')}` }
  const rates = names.length > 0 ? wanted.map((name) => given.groups?.[name]) : [undefined]
  const runs: NetRun[] = []
  for (const [place, rate] of rates.entries()) {
    const setup = groupSetup(given, rate, place, rates.length)
    if ('unsupported' in setup) return setup
    runs.push(...readyRace(setup).runs)
  }
  const merged = mergedRun(runs, (values) => perTensor(values, layout))
  if ('unsupported' in merged || given.nodecay_bias !== true) return merged
  return withoutBiases(merged, layout)
}

/** One group's optimizer, clipping and schedule as a setup. */
function groupSetup(
  given: NetworkCase,
  rate: number | undefined,
  place: number,
  groups: number,
): Setup | Unsupported {
  const given0 = given.hyper ?? {}
  const name = 'learning_rate' in given0 ? 'learning_rate' : 'lr'
  const hyper = rate === undefined ? given0 : { ...given0, [name]: rate }
  const run = optimizerRun({ ...given, hyper })
  if ('unsupported' in run) return run
  const clips = clipping(given)
  if ('unsupported' in clips) return clips
  const before = [...clips, ...run.before]
  const setup = { ...defaultSetup, T: given.steps, engine: 'f64' as const }
  if (!given.schedule) return { ...setup, runs: [{ ...run, before }] }
  const schedule = scheduleCase({
    id: given.id,
    family: given.schedule.name,
    impl: given.schedule.name,
    base_lr: lrOf(run.rule),
    hyper: groupHyper(given.schedule.hyper ?? {}, place, groups),
    n: given.steps,
  })
  if ('unsupported' in schedule) return schedule
  const rule = { ...run.rule, args: { ...run.rule.args, lr: schedule.lr0 } }
  return {
    ...setup,
    definitions: schedule.definitions,
    runs: [{ ...run, before, rule, schedules: schedule.schedules }],
  }
}

const lrOf = ({ args }: Stage): number | null => (typeof args.lr === 'number' ? args.lr : null)

/** A scheduler's hyper-parameters as the group at this place has them. */
function groupHyper(hyper: CaseHyper, place: number, groups: number): CaseHyper {
  const own = Object.entries(hyper).map(([name, value]) => {
    const listed = BY_GROUP.has(name) && Array.isArray(value) && value.length === groups
    return [name, listed ? (value[place] as unknown) : value] as const
  })
  return Object.fromEntries(own)
}

/** Clipping as torch does it, before the optimizer sees the gradient. */
function clipping({ clip_norm, clip_value }: NetworkCase): readonly Stage[] | Unsupported {
  const bad = [clip_norm, clip_value].find(
    (limit) => (limit ?? null) !== null && typeof limit !== 'number',
  )
  if (bad !== undefined)
    return { unsupported: `clipping by ${JSON.stringify(bad)}, which is no number` }
  return [
    ...(typeof clip_norm === 'number' ? [stage('clip_norm', { max_norm: clip_norm })] : []),
    ...(typeof clip_value === 'number' ? [stage('clip_value', { value: clip_value })] : []),
  ]
}

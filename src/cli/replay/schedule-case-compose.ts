import { schedules } from '#catalog/schedules.ts'
import type { Value } from '#catalog/entry.ts'
import { type SchedulerCall, schedulerCall } from '#cli/replay/schedule-case-call.ts'
import { definition, part } from '#cli/replay/schedule-case-parts.ts'
import { readPython } from '#cli/replay/schedule-case-python-tokens.ts'
import { reader } from '#cli/replay/schedule-case-reader.ts'
import { torchSchedules } from '#cli/replay/schedule-case-torch.ts'
import type {
  Given,
  Mapped,
  Part,
  Reader,
  ScheduleFunction,
} from '#cli/replay/schedule-case-types.ts'
import type { Definition } from '#setup/setup.ts'

/** torch's schedulers that are made of others. */
export const composedSchedules: readonly ScheduleFunction[] = [
  { family: 'sequential', impl: 'SequentialLR', map: sequential },
  { family: 'chained', impl: 'ChainedScheduler', map: chained },
]

/** Schedulers that may stand in a sequence: they start from the optimizer's rate at step 0. */
const IN_SEQUENCE = new Set([
  'StepLR',
  'MultiStepLR',
  'ConstantLR',
  'LinearLR',
  'ExponentialLR',
  'PolynomialLR',
  'CosineAnnealingLR',
  'CosineAnnealingWarmRestarts',
  'LambdaLR',
])

/** Schedulers whose step multiplies the rate, whatever it is, by a factor of t alone. */
const CHAINABLE = new Set([
  'StepLR',
  'MultiStepLR',
  'ConstantLR',
  'LinearLR',
  'ExponentialLR',
  'PolynomialLR',
])

/** One after another; each starts anew at its milestone. */
function sequential(read: Reader, given: Given): Mapped {
  const milestones = read.numbers('milestones')
  const members = read
    .texts(read.has('of') ? 'of' : 'schedulers')
    .map((text) => member(read, text, given))
  if (milestones.length !== members.length - 1) read.fail('milestones do not fit the schedulers')
  const definitions: Definition[] = []
  const parts = members.flatMap(({ impl, mapped }, place): readonly Part[] => {
    if (!IN_SEQUENCE.has(impl)) read.fail(`${impl} in a sequence depends on the others`)
    const steps = (milestones[place] ?? Number.POSITIVE_INFINITY) - (milestones[place - 1] ?? 0)
    const [own] = mapped.definitions ?? []
    if (own === undefined) return mapped.parts.map(({ stage }) => ({ stage, steps }))
    const id = `custom_${place + 1}`
    definitions.push({ ...own, id })
    return [part(id, {}, steps)]
  })
  return { lr0: given.lr0, parts, definitions }
}

/** All at once: the product of the members' factors, as one custom schedule. */
function chained(read: Reader, given: Given): Mapped {
  const members = read
    .texts(read.has('of') ? 'of' : 'schedulers')
    .map((text) => member(read, text, given))
  const values: Record<string, Value> = {}
  const lines = members.map(({ impl, mapped }, place) => {
    if (!CHAINABLE.has(impl)) read.fail(`${impl} in a chain depends on the others`)
    const [first] = mapped.parts
    const { id, dialect, args } = first?.stage ?? { id: 'constant', dialect: undefined, args: {} }
    for (const [name, value] of Object.entries(args)) values[`${name}_${place + 1}`] = value
    return numbered(formulaOf(id, dialect), place + 1)
  })
  const product = members.map((_, place) => `(lr_${place + 1}/lr0)`).join('*')
  const formula = [...lines, `lr = lr0*${product}`].join('\n')
  return {
    lr0: given.lr0,
    parts: [part('chained')],
    definitions: [definition('chained', formula, values)],
  }
}

/** The formula with its own names numbered, so that several fit in one text. */
function numbered(formula: string, place: number): string {
  const shared = new Set(['t', 'T', 'lr0', 'pi', 'inf'])
  return formula.replaceAll(/[A-Za-z_]\w*\b(?!\()/g, (name) =>
    shared.has(name) ? name : `${name}_${place}`,
  )
}

function formulaOf(id: string, dialect: string | undefined): string {
  const entry = schedules.find((schedule) => schedule.id === id)
  const found = entry?.dialects.find((one) => dialect === undefined || one.id === dialect)
  return found?.formula ?? ''
}

type Member = { readonly impl: string; readonly mapped: Mapped }

function member(read: Reader, text: string, given: Given): Member {
  const nothing: Member = { impl: text, mapped: { lr0: given.lr0, parts: [] } }
  const call = readPython((): SchedulerCall => schedulerCall(text))
  if ('problem' in call) {
    read.fail(call.problem)
    return nothing
  }
  const { impl, hyper } = call.ok
  const own = reader(hyper)
  const mapped = torchSchedules.find((one) => one.impl === impl)?.map(own, given)
  const problem = mapped === undefined ? `${impl} cannot be a part` : own.problem()
  if (problem !== null) read.fail(problem)
  return mapped === undefined ? nothing : { impl, mapped }
}

import type { Library } from '#catalog/library-call.ts'
import { arraysOf, callText, floatText, type RunToWrite } from '#export/code-parts.ts'
import { type Call, callOf } from '#export/library-call.ts'
import { scheduleLines } from '#export/python-stage.ts'
import { entryProgram } from '#formula/entry-program.ts'
import { ownMomentum } from '#race/ready.ts'
import type { ScheduleValues } from '#setup/parameter-values.ts'

/** A schedule of a run: the library's own, or a function of the step written out. */
export type RatePart = {
  readonly steps: number
  /** the library's constructor, or null where the function `name` is used */
  readonly call: Call | null
  readonly name: string
  /** the function's definition */
  readonly lines: readonly string[]
}

/** What of a library's schedulers cannot stand in a sequence. */
const ALONE = /\.(CyclicLR|OneCycleLR|ReduceLROnPlateau)$/

/** The schedules of a run; none where the rate is constant or the library cannot say it (noted). */
export function rateParts(run: RunToWrite, library: Library): readonly RatePart[] {
  const { values, lr0, notes } = run
  const parts = values.schedules.filter(({ steps }, place) => steps > 0 || place === 0)
  // A rate of 0 stays 0, whatever the schedule.
  if (lr0 === 0) return []
  if (parts.every(({ entry, dialect }) => entry.id === 'constant' && dialect.id === 'plain'))
    return []
  const written: RatePart[] = []
  for (const [place, part] of parts.entries()) {
    const call = ownCall(run, part, library, parts.length > 1)
    const name = parts.length > 1 ? `rate_${place + 1}` : 'rate'
    if (call) {
      written.push({ steps: part.steps, call, name, lines: [] })
      continue
    }
    const made = scheduleLines(part, { name, lr0, arrays: arraysOf(library) })
    if ('missing' in made) {
      notes.push({ kind: 'schedule', name: part.entry.title })
      return []
    }
    if (drives(part) && ownMomentumOf(run)) notes.push({ kind: 'momentum', name: part.entry.title })
    written.push({ steps: part.steps, call: null, name, lines: made.lines })
  }
  return written
}

/** A momentum that the rule does not have cannot be cycled. */
function ownCall(run: RunToWrite, part: ScheduleValues, library: Library, sequence: boolean) {
  const { lr0, race } = run
  const made = callOf(part, library, { lr0, T: sequence ? part.steps : race.T })
  if (!made || (sequence && ALONE.test(made.name))) return null
  if (ownMomentumOf(run)) return made
  const args = made.args
    .filter(([name]) => name !== 'base_momentum' && name !== 'max_momentum')
    .map(([name, value]) => [name, name === 'cycle_momentum' ? false : value] as const)
  return { name: made.name, args }
}

const ownMomentumOf = ({ values: { rule } }: RunToWrite) =>
  ownMomentum({ id: rule.entry.id, formula: rule.dialect.formula, params: rule.params }) !== null

const drives = ({ dialect, params }: ScheduleValues) =>
  entryProgram('schedule', dialect.formula, params).ok?.assigns.has('momentum') === true

/** The steps at which one schedule follows the other. */
export function boundaries(parts: readonly RatePart[]): number[] {
  let sum = 0
  return parts.slice(0, -1).map(({ steps }) => (sum += steps))
}

/** A schedule of optax or Keras as one thing that gives the rate of a step. */
export function jaxRate(parts: readonly RatePart[], library: 'keras' | 'optax', lr0: number) {
  const one = ({ call, name }: RatePart) => (call ? callText(call) : name)
  const definitions = parts.flatMap(({ lines }) => (lines.length > 0 ? [...lines, '', ''] : []))
  const [first] = parts
  if (!first) return { lines: definitions, rate: floatText(lr0) }
  if (library === 'optax') {
    const joined = `optax.join_schedules([${parts.map(one).join(', ')}], [${boundaries(parts).join(', ')}])`
    return { lines: definitions, rate: parts.length === 1 ? one(first) : joined }
  }
  if (parts.length === 1 && first.call) return { lines: definitions, rate: one(first) }
  const ends = boundaries(parts)
  let chosen = `self.parts[${parts.length - 1}](t - ${ends.at(-1) ?? 0})`
  for (let i = parts.length - 2; i >= 0; i--) {
    chosen = `jnp.where(t < ${ends[i]}, self.parts[${i}](t - ${ends[i - 1] ?? 0}), ${chosen})`
  }
  return {
    lines: [
      ...definitions,
      'class Rate(keras.optimizers.schedules.LearningRateSchedule):',
      `    parts = [${parts.map(({ call, name }) => (call ? callText(call) : name)).join(', ')}]`,
      '',
      '    def __call__(self, step):',
      '        t = jnp.asarray(step)',
      `        return ${chosen}`,
      '',
      '',
    ],
    rate: 'Rate()',
  }
}

import { cosine } from '#catalog/schedules/cosine.ts'
import { bit, definition, part } from '#cli/replay/schedule-case-parts.ts'
import { reader } from '#cli/replay/schedule-case-reader.ts'
import type { Mapped, Part, Reader, ScheduleFunction } from '#cli/replay/schedule-case-types.ts'
import type { Definition } from '#setup/setup.ts'

/** optax.schedules. Several start from 0, so the rate of the run is the peak or the end. */
export const optaxSchedules: readonly ScheduleFunction[] = [
  {
    family: 'optax_constant',
    impl: 'constant_schedule',
    map: (read) => ({ lr0: read.number('value'), parts: [part('constant')] }),
  },
  {
    family: 'optax_polynomial',
    impl: 'polynomial_schedule',
    map: (read) => line(read, read.number('power')),
  },
  { family: 'optax_linear', impl: 'linear_schedule', map: (read) => line(read, null) },
  {
    family: 'optax_warmup_constant',
    impl: 'warmup_constant_schedule',
    map: (read) => afterRise(read, part('constant')),
  },
  {
    family: 'optax_piecewise',
    impl: 'piecewise_constant_schedule',
    map(read) {
      const lr0 = read.number('init_value')
      const scales = scalesByStep(read.value('boundaries_and_scales'))
      if (scales === null) read.fail('boundaries_and_scales is not an object of numbers')
      if (scales === null || scales.length === 0) return { lr0, parts: [part('constant')] }
      const boundaries = scales.map(([step]) => step)
      let product = 1
      const values = [1, ...scales.map(([, scale]) => (product *= scale))]
      return { lr0, parts: [part('piecewise.optax', { boundaries, values })] }
    },
  },
  {
    family: 'optax_exponential',
    impl: 'exponential_decay',
    map: (read) => ({ lr0: read.number('init_value'), parts: [exponential(read)] }),
  },
  {
    family: 'optax_cosine',
    impl: 'cosine_decay_schedule',
    map(read) {
      const lr0 = read.number('init_value')
      const min = read.number('alpha', 0) * lr0
      const args = { n: read.number('decay_steps'), min, power: read.number('exponent', 1) }
      return { lr0, parts: [part('cosine.optax', args)] }
    },
  },
  {
    family: 'optax_warmup_cosine',
    impl: 'warmup_cosine_decay_schedule',
    map: (read) => afterRise(read, cosineAfterRise(read)),
  },
  {
    family: 'optax_warmup_exponential',
    impl: 'warmup_exponential_decay_schedule',
    map: (read) => afterRise(read, exponential(read)),
  },
  {
    family: 'optax_onecycle_linear',
    impl: 'linear_onecycle_schedule',
    map: (read) => oneCycle(read, 1, read.number('pct_final', 0.85)),
  },
  {
    family: 'optax_onecycle_cosine',
    impl: 'cosine_onecycle_schedule',
    map: (read) => oneCycle(read, 0, 0.85),
  },
  { family: 'optax_sgdr', impl: 'sgdr_schedule', map: warmRestarts },
]

/** A straight line (`power` null) or a power between two rates. */
function line(read: Reader, power: number | null): Mapped {
  const init = read.number('init_value')
  const end = read.number('end_value')
  const n = read.number('transition_steps')
  const begin = Math.max(0, read.number('transition_begin', 0))
  if (n <= 0) return { lr0: init, parts: [part('constant')] }
  const lr0 = init === 0 ? end : init
  const args = { n, begin, from: lr0 === 0 ? 0 : init / lr0, to: lr0 === 0 ? 0 : end / lr0 }
  const whole =
    power === null ? part('linear.optax', args) : part('polynomial.optax', { ...args, power })
  return { lr0, parts: [whole] }
}

/** A line from init_value to peak_value in warmup_steps, then `after`, measured in the peak. */
function afterRise(read: Reader, after: Part): Mapped {
  const lr0 = read.number('peak_value')
  return { lr0, parts: [...rise(read, lr0), after] }
}

function rise(read: Reader, unit: number): readonly Part[] {
  const n = read.number('warmup_steps')
  const [init, peak] = [read.number('init_value'), read.number('peak_value')]
  if (unit === 0) read.fail('a peak of 0')
  return n > 0 ? [part('linear.optax', { n, begin: 0, from: init / unit, to: peak / unit }, n)] : []
}

function cosineAfterRise(read: Reader): Part {
  const n = read.number('decay_steps') - read.number('warmup_steps')
  const args = { n, min: read.number('end_value', 0), power: read.number('exponent', 1) }
  return part('cosine.optax', args)
}

function exponential(read: Reader): Part {
  const n = read.number('transition_steps')
  const gamma = read.number('decay_rate')
  const staircase = bit(read.flag('staircase', false))
  const begin = Math.max(0, read.number('transition_begin', 0))
  const end = read.number('end_value', 0)
  if (n <= 0 || gamma === 0) return part('constant')
  return part('exp_steps.optax', { n, gamma, staircase, begin, end })
}

function oneCycle(read: Reader, anneal: number, pctFinal: number): Mapped {
  const args = {
    n: read.number('transition_steps'),
    pct: read.number('pct_start', 0.3),
    pct_final: pctFinal,
    anneal,
    div: read.number('div_factor', 25),
    final_div: read.number('final_div_factor', 1e4),
  }
  return { lr0: read.number('peak_value'), parts: [part('onecycle.optax', args)] }
}

/** Warm-up and cosine again and again; each has a peak of its own, which only a text can say. */
function warmRestarts(read: Reader): Mapped {
  const rounds = read.value('cosine_kwargs')
  if (!Array.isArray(rounds) || rounds.length === 0) {
    read.fail('cosine_kwargs is not a list')
    return { lr0: Number.NaN, parts: [] }
  }
  const definitions: Definition[] = []
  const parts: Part[] = []
  let lr0 = Number.NaN
  for (const [place, hyper] of rounds.entries()) {
    const round = reader({ ...hyper })
    const peak = round.number('peak_value')
    if (place === 0) lr0 = peak
    const { stage } = cosineAfterRise(round)
    const steps = round.number('decay_steps')
    const up = rise(round, lr0)
    const down = steps - (up[0]?.steps ?? 0)
    if (peak === lr0) parts.push(...up, { stage, steps: down })
    else {
      const id = `cosine_${place + 1}`
      definitions.push(definition(id, cosineOf('peak'), { ...stage.args, peak }))
      parts.push(...up, part(id, {}, down))
    }
    const problem = round.problem()
    if (problem !== null) read.fail(problem)
  }
  return { lr0, parts, definitions }
}

/** optax's cosine with another name for the rate it starts from. */
function cosineOf(peak: string): string {
  const { formula } = cosine.dialects.find(({ id }) => id === 'optax')!
  return formula.replaceAll(/\blr0\b/g, peak)
}

function scalesByStep(given: unknown): readonly (readonly [number, number])[] | null {
  if (given === undefined) return []
  if (typeof given !== 'object' || given === null) return null
  const scales = Object.entries(given).map(
    ([step, scale]) => [Number(step), Number(scale)] as const,
  )
  return scales.flat().some(Number.isNaN) ? null : scales.toSorted(([a], [b]) => a - b)
}

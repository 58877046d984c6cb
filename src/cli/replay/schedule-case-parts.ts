import type { Value } from '#catalog/entry.ts'
import type { Part } from '#cli/replay/schedule-case-types.ts'
import type { Definition, ScheduleStage, Stage } from '#setup/setup.ts'

/** A part that lasts `steps`, or to the end. `id` is `cosine` or `cosine.keras`. */
export function part(id: string, args: Stage['args'] = {}, steps = Number.POSITIVE_INFINITY): Part {
  const [name = id, dialect] = id.split('.')
  return { stage: dialect === undefined ? { id: name, args } : { id: name, dialect, args }, steps }
}

/** A line from `from` times lr0 up to lr0 within `steps`, before what follows; none in 0 steps. */
export function warmedUp(steps: number, from: number, after: readonly Part[]): readonly Part[] {
  return steps > 0 ? [part('warmup', { n: steps, from }, steps), ...after] : after
}

/** The parts as a run's sequence of T steps: empty ones left out, the last one without a length. */
export function sequence(parts: readonly Part[], T: number): readonly ScheduleStage[] {
  const stages: ScheduleStage[] = []
  let start = 0
  const filled = parts.filter(({ steps }) => steps > 0)
  for (const [place, { stage, steps }] of filled.entries()) {
    const last = start + steps >= T || place === filled.length - 1
    stages.push(last ? stage : { ...stage, len: steps })
    start += steps
    if (last) break
  }
  return stages
}

/** A schedule of its own text, with the values it needs. */
export function definition(
  id: string,
  formula: string,
  values: Readonly<Record<string, Value>> = {},
): Definition {
  const params = Object.entries(values).map(([name, value]) => ({ name, default: value }))
  return { kind: 'schedule', id, params, formula }
}

/** true is 1, as a switch with the words 0 and 1 has it. */
export function bit(flag: boolean): number {
  return flag ? 1 : 0
}

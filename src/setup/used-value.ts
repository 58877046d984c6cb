import type { Value } from '#catalog/entry.ts'
import type { ReadyParam } from '#race/ready.ts'
import { runValues } from '#setup/parameter-values.ts'
import type { Setup } from '#setup/setup.ts'

/** A parameter's value as a person writes it: a switch's is a word. */
export function spokenValue({ value, values }: ReadyParam): Value | string {
  return values && typeof value === 'number' ? (values[value] ?? value) : value
}

/** What a finished setup uses for a parameter of the stage that has these very arguments. */
export function usedValue(setup: Setup, args: object, name: string): Value | string | null {
  for (const run of setup.runs) {
    const stages = [...run.before, run.rule, ...run.after, ...run.schedules]
    const place = stages.findIndex((stage) => stage.args === args)
    if (place < 0) continue
    const { before, rule, after, schedules } = runValues(setup, run)
    if (name === 'len' && place >= stages.length - run.schedules.length) {
      return schedules[place - (stages.length - run.schedules.length)]?.steps ?? null
    }
    const values = [...before, rule, ...after, ...schedules][place]
    const param = values?.params.find((candidate) => candidate.name === name)
    return param ? spokenValue(param) : null
  }
  return null
}

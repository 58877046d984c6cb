import type { Value } from '#catalog/entry.ts'
import { type StageValues, stageValues } from '#setup/parameter-values.ts'

/**
 * The default of a stage's parameter in numbers: what it would have if it were not given. `T` is the
 * steps that the stage is about, `lr0` its run's learning rate.
 */
export function usualValue(
  { entry, stage }: StageValues,
  name: string,
  { T, lr0 }: { readonly T: number; readonly lr0: number },
): Value | undefined {
  const { [name]: _, ...args } = stage.args
  const { params } = stageValues(entry, { ...stage, args }, { T, lr0 })
  return params.find((param) => param.name === name)?.value
}

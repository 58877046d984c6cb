import { evaluate } from '#formula/interpret.ts'
import type { LaneProgram } from '#race/lane-program.ts'
import type { Rates } from '#race/schedule-table.ts'

/** Where and when a lane begins a part of its run. */
export type LaneStart = {
  readonly point: readonly [number, number]
  /** what the part before left, by name; empty at the first */
  readonly carried: ReadonlyMap<string, number>
  /** the part's first step */
  readonly first: number
  readonly rates: Rates
}

/**
 * The values a lane begins a part with, in the order of the program's carried values: those of the part
 * before, else their initial values at this point, in float64.
 */
export function startValues(
  program: LaneProgram,
  numbers: readonly number[],
  { point, carried, first, rates }: LaneStart,
): number[] {
  const { graph } = program.plan.loop
  const here = [carried.get('theta.0') ?? point[0], carried.get('theta.1') ?? point[1]] as const
  const names = program.params.map((name, i) => [name, numbers[i]!] as const)
  let evaluated: number[] | undefined
  const evaluateAll = () =>
    evaluate(
      graph,
      program.initial,
      new Map<string, number>([
        ...names,
        ['k', first],
        ['lr', rates.lr[first] ?? NaN],
        ['momentum', rates.momentum?.[first] ?? NaN],
        ['start.0', here[0]],
        ['start.1', here[1]],
        ['theta.0', here[0]],
        ['theta.1', here[1]],
      ]),
    )
  return program.carried.map((name, i) => {
    if (name === 'theta.0') return here[0]
    if (name === 'theta.1') return here[1]
    const known = carried.get(name) ?? graph.valueOf(program.initial[i]!)
    return known ?? (evaluated ??= evaluateAll())[i]!
  })
}

import * as fc from 'fast-check'
import { rules } from '#catalog/rules.ts'
import { schedules } from '#catalog/schedules.ts'
import { surfaces } from '#catalog/surfaces.ts'
import { transforms } from '#catalog/transforms.ts'
import { catalogStage, surface } from '#race/ready.fixture.ts'
import type { ReadyParam, ReadyRace, ReadyRun, ReadySchedule, ReadyStage } from '#race/ready.ts'

const ids = (entries: readonly { readonly id: string }[]) =>
  fc.constantFrom(...entries.map(({ id }) => id))
const coordinate = fc.double({ min: -5, max: 5, noNaN: true })

/** A stage of the catalogue in some dialect; some of its numbers are moved, its switches anywhere. */
function stages(
  entries: readonly { readonly id: string }[],
  rate?: fc.Arbitrary<number>,
): fc.Arbitrary<ReadyStage> {
  const moved = ({ values, ...param }: ReadyParam, by: number): ReadyParam => {
    if (values) return { ...param, values, value: by % values.length }
    return {
      ...param,
      value: typeof param.value === 'number' && by > 5 ? param.value * 0.75 : param.value,
    }
  }
  return fc
    .tuple(
      ids(entries),
      fc.nat(9),
      fc.array(fc.nat(9), { minLength: 16, maxLength: 16 }),
      rate ?? fc.constant(NaN),
    )
    .map(([id, dialect, moves, lr]) => {
      const one = catalogStage(id, dialect)
      const params = one.params.map((param, i) => moved(param, moves[i % moves.length]!))
      return {
        ...one,
        params: params.map((param) =>
          rate && param.name === 'lr' ? { ...param, value: lr } : param,
        ),
      }
    })
}

/** One or two or three schedules that last T steps together. */
function sequences(T: number): fc.Arbitrary<ReadySchedule[]> {
  const parts = fc.array(stages(schedules), { minLength: 1, maxLength: 3 })
  return parts.map((list) =>
    list.map((one, i) =>
      Object.assign(one, {
        steps: i < list.length - 1 ? Math.floor(T / 3) : T - (list.length - 1) * Math.floor(T / 3),
      }),
    ),
  )
}

const runs = (T: number): fc.Arbitrary<ReadyRun> =>
  fc.record({
    before: fc.array(stages(transforms), { maxLength: 2 }),
    rule: stages(rules, fc.constantFrom(1e-3, 1e-2, 0.1, 1)),
    after: fc.array(stages(transforms), { maxLength: 1 }),
    schedules: sequences(T),
    start: fc.tuple(coordinate, coordinate),
  })

/** Small races of anything the catalogue has. */
export const races: fc.Arbitrary<ReadyRace> = fc.integer({ min: 1, max: 40 }).chain((T) =>
  fc.record({
    surface: stages(surfaces).map((one) => ({ ...surface(''), ...one })),
    runs: fc.array(runs(T), { minLength: 1, maxLength: 3 }),
    T: fc.constant(T),
    seed: fc.nat(3),
    noise: fc.constantFrom(0, 0, 0.5),
    eps: fc.constant(1e-6),
  }),
)

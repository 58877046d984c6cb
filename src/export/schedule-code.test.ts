import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scheduleCase } from '#cli/replay/schedule-case.ts'
import type { ScheduleCase } from '#cli/replay/schedule-case-types.ts'
import type { Library } from '#catalog/library-call.ts'
import { rateParts } from '#export/code-rate.ts'
import { runToWrite } from '#export/run-code.ts'
import { defaultSetup } from '#setup/default-setup.ts'

const file = new URL('../../golden/schedules.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: ScheduleCase[] }

const libraryOf = ({ family, impl }: ScheduleCase): Library | null => {
  if (impl.startsWith('keras.')) return 'keras'
  if (impl.startsWith('optax.')) return 'optax'
  return /^(hf|timm|koz)_|^(rex|chebyshev)$/.test(family) || impl.includes('.') ? null : 'torch'
}

const RULES = { torch: 'torch', keras: 'keras', optax: 'torch' } as const

/** The library's schedules that a recorded schedule is written with, by name and arguments. */
function written(given: ScheduleCase, library: Library) {
  const mapped = scheduleCase(given)
  if ('unsupported' in mapped) return null
  const { lr0, T, schedules, definitions, momentum = 0.9 } = mapped
  const rule = { id: 'momentum', dialect: RULES[library], args: { lr: lr0, momentum } }
  const runs = [{ before: [], rule, after: [], schedules }]
  const run = runToWrite({ ...defaultSetup, T, definitions, runs }, 0, library)
  return run && rateParts(run, library)
}

const own = cases.flatMap((given) => {
  const library = libraryOf(given)
  const parts = library && written(given, library)
  const name = given.impl.slice(given.impl.lastIndexOf('.') + 1)
  const call = parts?.length === 1 ? parts[0]!.call : null
  return call?.name.endsWith(`.${name}`) ? [{ given, call }] : []
})

test('of each library most recorded schedules are written by their own names', () => {
  const names = new Set(own.map(({ call }) => call.name))
  const count = (library: string) => [...names].filter((name) => name.startsWith(library)).length
  expect([count('torch'), count('keras'), count('optax')]).toEqual([11, 6, 6])
})

test.each(own.map((one) => [one.given.id, one] as const))(
  '%s has the recorded arguments',
  (_, { given, call }) => {
    const args = Object.fromEntries(call.args)
    for (const [name, value] of Object.entries(given.hyper)) {
      if (name === 'boundaries_and_scales' || value === null) continue
      const ours = args[name]
      const close = (a: unknown, b: unknown) =>
        typeof a === 'number' && typeof b === 'number'
          ? Math.abs(a - b) <= 1e-15 * Math.abs(b)
          : a === b
      const [a, b] = [[ours].flat(), [value].flat()]
      expect({
        name,
        same: a.length === b.length && a.every((each, i) => close(each, b[i])),
      }).toEqual({ name, same: true })
    }
  },
)

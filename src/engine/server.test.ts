import { expect, test } from 'vitest'
import type { FromEngine, Outcome } from '#engine/protocol.ts'
import { createServer } from '#engine/server.ts'
import { RaceEngine } from '#race/race.ts'
import type { ReadyRace } from '#race/ready.ts'

const race = (T: number, formula = 'x^2 + 3*y^2'): ReadyRace => {
  const rule = { id: 'sgd', formula: 'theta = theta - lr*g', params: [{ name: 'lr', value: 0.01 }] }
  const schedules = [{ id: 'constant', formula: 'lr = lr0', params: [], steps: T }]
  const run = { before: [], rule, after: [], schedules }
  return {
    surface: { id: 'typed', formula, params: [], domain: [-1, 1, -1, 1], minima: [], fmin: 0 },
    runs: [{ ...run, start: [1, 1] as const }],
    T,
    seed: 1,
    noise: 0,
    eps: 0,
  }
}

/** A server, and a promise of what it says next about a piece of work. */
function serve() {
  const heard: FromEngine[] = []
  let wake: (() => void) | undefined
  const receive = createServer((message) => {
    heard.push(message)
    wake?.()
  })
  async function end(id: number): Promise<FromEngine> {
    for (;;) {
      const found = heard.find(
        (each) => each.kind !== 'ready' && each.id === id && each.kind !== 'progress',
      )
      if (found) return found
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return { receive, end, heard }
}

test('races are answered with their trajectories and with what computed them', async () => {
  const { receive, end } = serve()
  receive({ kind: 'work', id: 1, work: { kind: 'race', race: race(50) } })
  expect(await end(1)).toMatchObject({
    kind: 'done',
    outcome: { kind: 'race', trajectories: new RaceEngine().race(race(50)) } satisfies Outcome,
    facts: { precision: 'float64', executor: 'WebAssembly' },
  })
})

test('fields are answered with their values', async () => {
  const { receive, end } = serve()
  const { surface } = race(1)
  const field = { surface, rect: [-1, 1, -1, 1] as const, nx: 2, ny: 2, t: 1 }
  receive({ kind: 'work', id: 1, work: { kind: 'view', field } })
  expect(await end(1)).toMatchObject({
    outcome: { kind: 'view', values: new Float64Array([1, 1, 1, 1]) },
  })
})

test('a wrong formula is told with its place, and the next work is done', async () => {
  const { receive, end } = serve()
  receive({ kind: 'work', id: 1, work: { kind: 'race', race: race(5, 'x + what') } })
  receive({ kind: 'work', id: 2, work: { kind: 'race', race: race(5) } })
  expect(await end(1)).toMatchObject({
    kind: 'failed',
    reason: { kind: 'formula', stage: 'typed', error: { code: 'unknown_name', at: 4 } },
  })
  expect(await end(2)).toMatchObject({ kind: 'done' })
})

test('what waits is stopped at once, what runs within a slice', async () => {
  const { receive, end, heard } = serve()
  const long: ReadyRace = {
    ...race(100_000),
    runs: Array.from({ length: 16 }, () => race(100_000).runs[0]!),
  }
  receive({ kind: 'work', id: 1, work: { kind: 'race', race: long } })
  receive({ kind: 'work', id: 2, work: { kind: 'race', race: long } })
  receive({ kind: 'stop', id: 2 })
  expect(heard).toEqual([{ kind: 'stopped', id: 2 }])
  receive({ kind: 'stop', id: 1 })
  expect(await end(1)).toEqual({ kind: 'stopped', id: 1 })
})

test('arrows, sharpness and minima are answered', async () => {
  const { receive, end } = serve()
  const { surface } = race(1)
  const field = { surface, rect: [-1, 1, -1, 1] as const, nx: 2, ny: 1, t: 1 }
  receive({ kind: 'work', id: 1, work: { kind: 'arrows', field } })
  const along = { surface, paths: [Float64Array.of(1, 1, 0, 0)] }
  receive({ kind: 'work', id: 2, work: { kind: 'sharpness', along } })
  receive({ kind: 'work', id: 3, work: { kind: 'minima', surface } })
  expect(await end(1)).toMatchObject({
    outcome: { kind: 'arrows', values: new Float64Array([-1, 0, 1, 0]) },
  })
  expect(await end(2)).toMatchObject({
    outcome: { kind: 'sharpness', paths: [new Float64Array([6, 6])] },
  })
  expect(await end(3)).toMatchObject({
    outcome: { kind: 'minima', minima: [{ x: 0, y: 0, value: 0 }] },
  })
})

test('a race and a picture go between the slices of work done at leisure', async () => {
  const { receive, end, heard } = serve()
  const { surface } = race(1, 'x^2 + 3*y^2 + sin(x*y)*exp(-x^2)')
  const field = { surface, rect: [-1, 1, -1, 1] as const, nx: 9, ny: 9, t: 1 }
  const along = { surface, paths: [new Float64Array(1_000_000)] }
  const again = { surface, paths: [new Float64Array(4)] }
  receive({ kind: 'work', id: 1, work: { kind: 'sharpness', along } })
  receive({ kind: 'work', id: 2, work: { kind: 'sharpness', along: again } })
  receive({ kind: 'work', id: 3, work: { kind: 'view', field } })
  receive({ kind: 'work', id: 4, work: { kind: 'race', race: race(20_000) } })
  await end(2)
  const whole = await end(1)
  const order = heard.flatMap((each) => (each.kind === 'done' ? [each.id] : []))
  expect(order).toEqual([4, 3, 1, 2])
  const outcome = whole.kind === 'done' ? whole.outcome : null
  const [values] = outcome?.kind === 'sharpness' ? outcome.paths : []
  // the Hessian there is [[2, 1], [1, 6]]
  expect(values).toHaveLength(500_000)
  expect(values!.every((value) => value === 4 + Math.sqrt(5))).toBe(true)
})

test('work that waits for a race between its slices can be stopped', async () => {
  const { receive, end, heard } = serve()
  const { surface } = race(1)
  const along = { surface, paths: [new Float64Array(2_000_000)] }
  receive({ kind: 'work', id: 1, work: { kind: 'sharpness', along } })
  receive({ kind: 'work', id: 2, work: { kind: 'race', race: race(100) } })
  await end(2)
  receive({ kind: 'stop', id: 1 })
  expect(await end(1)).toEqual({ kind: 'stopped', id: 1 })
  expect(heard.filter(({ kind }) => kind === 'done')).toHaveLength(1)
})

import { env, memory } from '@tensorflow/tfjs-core'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cpuDevice } from '#engine/cpu-device.ts'
import type { Device, LaneRunner, LaneState } from '#engine/device.ts'
import { RaceEngine } from '#race/race.ts'
import { races } from '#race/random-race.fixture.ts'
import { NOISE_SITE, randn } from '#race/randn.ts'
import { race, run, schedule, stage, surface } from '#race/ready.fixture.ts'
import type { ReadyRace } from '#race/ready.ts'

let device: Device
beforeAll(async () => {
  env().set('PROD', true) // no advice for Node in the console
  device = await cpuDevice('webgl')
})
afterAll(() => device.close())

function runnerOf(of: ReadyRace, lanes: number, place = 0): LaneRunner {
  const runner = device.runner(of, place, lanes)
  if ('of' in runner) throw new Error('it fits')
  return runner
}

/** A state further, the one before freed. */
function advanced(runner: LaneRunner, from: LaneState, steps: number): LaneState {
  const next = runner.advance(from, steps)
  runner.free(from)
  return next
}

const bits = async ({ cells, step }: LaneState) => ({
  step,
  cells: await Promise.all(cells.map(async (cell) => [...(await cell.data())])),
})

const starts = (lanes: number) =>
  Float32Array.from({ length: 2 * lanes }, (_, i) => Math.sin(7 * i + 1) * 3)

const adam = stage(
  'state m = 0, v = 0; m = 0.9*m + 0.1*g; v = 0.999*v + 0.001*g^2; theta = theta - lr*m/(sqrt(v) + 1e-8)',
  { lr: 0.1 },
)
const bowl = surface('(x - 1)^2 + 3*y^2 + cos(x*y)')

test('says what it is', () => {
  expect(device.facts).toEqual({
    backend: 'cpu',
    renderer: null,
    precision: 'float32',
    without: 'webgl',
  })
  expect(device.gl).toBe(null)
})

describe('lanes', () => {
  test('go where the race of float32 goes, from every start, step by step', async () => {
    const of = race(bowl, [run(30, { rule: adam })], 30)
    const runner = runnerOf(of, 7)
    const points = starts(7)
    const paths = Array.from({ length: 7 }, (_, lane) => {
      const start = [points[2 * lane]!, points[2 * lane + 1]!] as const
      return new RaceEngine('wasm32').race({ ...of, runs: [{ ...of.runs[0]!, start }] })[0]!
    })
    let state = runner.start(points)
    for (let k = 0; k <= 30; k++) {
      const wanted = paths.flatMap(({ theta }) => [theta[2 * k]!, theta[2 * k + 1]!])
      expect([...(await device.positions(runner, state))]).toEqual(wanted)
      state = advanced(runner, state, 1)
    }
    expect(state.step).toBe(30)
    runner.free(state)
  })

  test('go where the race goes on random setups of the catalogue, with noise for lane 0', async () => {
    await fc.assert(
      fc.asyncProperty(races, fc.double({ min: 0, max: 1, noNaN: true }), async (given, share) => {
        const start = given.runs[0]!.start.map(Math.fround)
        const of = {
          ...given,
          runs: [{ ...given.runs[0]!, start: [start[0]!, start[1]!] as const }],
        }
        const [path] = new RaceEngine('wasm32').race(of)
        const k = Math.floor(share * path!.n)
        const runner = runnerOf(of, 3)
        const state = advanced(runner, runner.start(Float32Array.from([...start, 1, 2, 3, 4])), k)
        const [x, y] = await device.positions(runner, state)
        runner.free(state)
        expect(x).toBe(path!.theta[2 * k])
        if (of.surface.formula.includes('y')) expect(y).toBe(path!.theta[2 * k + 1])
      }),
      { seed: 41, numRuns: 80, endOnFailure: true },
    )
  })

  test('come to the same bits in whatever cuts they go', async () => {
    const cut = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(races, cut, async (of, cuts) => {
        const place = of.runs.length - 1
        const runner = runnerOf(of, 5, place)
        const begin = runner.start(starts(5))
        const whole = runner.advance(begin, of.T)
        let state = runner.advance(begin, 0)
        for (const steps of cuts) state = advanced(runner, state, steps)
        state = advanced(runner, state, of.T)
        expect(await bits(state)).toEqual(await bits(whole))
        for (const one of [begin, whole, state]) runner.free(one)
      }),
      { seed: 42, numRuns: 60, endOnFailure: true },
    )
  })

  test('each draw noise of their own, and keep it through a schedule that reads the loss', async () => {
    const plateau = 'state best = inf; best = min(best, loss); lr = loss > best ? lr/2 : lr'
    const schedules = [schedule('lr = lr0', 2), schedule(plateau, 3), schedule('lr = lr0*2', 1)]
    const rule = stage('theta = 0*theta + lr*g', { lr: 0.5 })
    const of = race(surface('0*x*y'), [run(6, { rule, schedules })], 6, { noise: 0.3, seed: 9 })
    const runner = runnerOf(of, 4)
    let state = runner.start(starts(4))
    const { fround } = Math
    for (let k = 0; k < 6; k++) {
      state = advanced(runner, state, 1)
      const wanted = [0, 1, 2, 3].flatMap((lane) =>
        [0, 1].map((i) =>
          fround((k === 5 ? 1 : 0.5) * fround(fround(0.3) * randn(9, lane, k, i, NOISE_SITE))),
        ),
      )
      expect([...(await device.positions(runner, state))]).toEqual(wanted)
    }
    runner.free(state)
  })

  test('lie in blocks of four numbers, and states that were left stay as they are', async () => {
    const of = race(bowl, [run(9, { rule: adam })], 9)
    const runner = runnerOf(of, 3)
    expect([runner.width, runner.height, runner.bytes]).toEqual([2, 2, 2 * 4 * 4 * 4])
    const points = starts(3)
    const state = runner.start(points)
    const [first, second] = (await bits(state)).cells
    // rows of 2 × 2 lanes; lane 2 begins the second row, the fourth is empty
    expect(first).toEqual([...points.slice(0, 4), 0, 0, 0, 0, ...points.slice(4), 0, 0, 0, 0, 0, 0])
    expect(second).toHaveLength(16)
    const before = await bits(state)
    const next = runner.advance(state, 4)
    expect(await bits(state)).toEqual(before)
    expect(state.cells.map(({ shape }) => shape)).toEqual([
      [4, 4],
      [4, 4],
    ])
    runner.free(state)
    runner.free(next)
  })

  test('leave no tensor behind in a thousand advances', () => {
    const of = race(bowl, [run(2000, { rule: adam })], 2000)
    const before = memory()
    const runner = runnerOf(of, 16)
    let state = runner.start(starts(16))
    const held = memory()
    for (let i = 0; i < 1000; i++) state = advanced(runner, state, 1)
    expect(memory().numTensors).toBe(held.numTensors)
    expect(memory().numBytes).toBe(held.numBytes)
    expect(device.memory()).toEqual({ tensors: held.numTensors, bytes: held.numBytes })
    expect(held.numTensors).toBe(before.numTensors + state.cells.length)
    runner.free(state)
    runner.dispose()
    expect(memory().numTensors).toBe(before.numTensors)
    expect(memory().numDataBuffers).toBe(before.numDataBuffers)
  })
})

test('a race is that of float32', async () => {
  const of = race(bowl, [run(20, { rule: adam }), run(20)], 20)
  const { trajectories, precisions, ms } = await device.race(of)
  expect(trajectories).toEqual(new RaceEngine('wasm32').race(of))
  expect(precisions).toEqual(['float32', 'float32'])
  expect(ms).toBeGreaterThanOrEqual(0)
})

test('another device can follow once one is closed', async () => {
  device.close()
  device = await cpuDevice('lost')
  const runner = runnerOf(race(bowl, [run(3)], 3), 1)
  const state = advanced(runner, runner.start(starts(1)), 3)
  expect(state.step).toBe(3)
  runner.free(state)
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { laneInput } from '#race/lane.ts'
import { RaceEngine } from '#race/race.ts'
import { races } from '#race/random-race.fixture.ts'
import { race, run, stage, surface } from '#race/ready.fixture.ts'
import type { ReadyRace } from '#race/ready.ts'
import { Recorder } from '#race/recorder.ts'
import { RunPlanner } from '#race/run-plan.ts'
import type { Trajectory } from '#race/trajectory.ts'

const planner = new RunPlanner()

/** A run's trajectory made of its own columns, handed over from elsewhere in two pieces. */
function handedOver(of: ReadyRace, place: number, known: Trajectory): Trajectory {
  const { own, dims } = planner.plan(laneInput(of, place))
  const recorder = new Recorder(of, of.runs[place]!.start, own)
  const cut = Math.floor(of.T / 2)
  const write = (kind: Parameters<Recorder['write']>[0], column: Float64Array, width = 1) => {
    // beyond a run's end stands no number
    const rows = new Float64Array(width * (of.T + 1)).fill(NaN)
    rows.set(column)
    recorder.write(kind, rows.subarray(0, width * cut), 0)
    recorder.write(kind, rows.subarray(width * cut), cut)
  }
  write('theta', known.theta, 2)
  write('loss', known.loss)
  write('gradNorm', known.gradNorm)
  write('lr', known.lr)
  if (known.momentum) write('momentum', known.momentum)
  if (known.average) write('average', known.average.subarray(2), 2)
  return recorder.trajectory(recorder.watched(), dims)
}

test('columns that come from elsewhere make the trajectory that the loop would', () => {
  const engine = new RaceEngine()
  fc.assert(
    fc.property(races, (of) => {
      const known = engine.race(of)
      expect(known.map((one, place) => handedOver(of, place, one))).toEqual(known)
    }),
    { seed: 51, numRuns: 100, endOnFailure: true },
  )
})

test('in one dimension only x decides whether a run has left', () => {
  const rule = stage('theta = theta - lr*g', { lr: 1.5 })
  const line = surface('x^2', { domain: [-4, 4, -1e9, 1e9] })
  const of = race(line, [run(60, { rule, start: [1, 7] })], 60)
  const [known] = new RaceEngine().race(of)
  // |x| doubles; a thousand half-lengths of the domain are 4000
  expect(known).toMatchObject({ status: 'diverged', at: 12 })
  expect(handedOver(of, 0, known!)).toEqual(known)
})

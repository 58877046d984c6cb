import { memory } from '@tensorflow/tfjs-core'
import type { LaneRunner } from '#engine/device.ts'
import { webglPoints } from '#engine/points-webgl.ts'
import type { SwarmView } from '#engine/swarm-protocol.ts'
import { webglDevice } from '#engine/webgl-device.ts'
import type { ReadyRace } from '#race/ready.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'
import {
  type Contestant,
  contestOf,
  finish,
  gridStarts,
  RATES,
  type Rule,
  type Task,
} from './contest.ts'

/** As many steps as a race may have: no task comes to its end. */
const LINK = '#v=1&f=rosenbrock&T=100000'

const device = await webglDevice(new OffscreenCanvas(1, 1))
const { gl } = device
if (!gl) throw new Error('the device has no WebGL')
const probe = gl.createFramebuffer()

const raceOf = (rule: Rule): ReadyRace =>
  readyRace(decodeLink(`${LINK}&run=${rule}(lr=${RATES[rule]})`).setup)

function runnerOf(race: ReadyRace, lanes: number): LaneRunner {
  const runner = device.runner(race, 0, lanes)
  if ('of' in runner) throw new Error(`too few ${runner.of}: ${runner.needs} of ${runner.has}`)
  return runner
}

/** The fused step as the page runs it. */
function fused({ rule, lanes, steps }: Task): Contestant {
  const runner = runnerOf(raceOf(rule), lanes)
  // Rounds begin after the first step, which has a draw of its own in rules that begin otherwise.
  const first = runner.start(gridStarts(lanes))
  const start = runner.advance(first, 1)
  let now = runner.advance(start, 1)
  return {
    round() {
      runner.free(now)
      const before = performance.now()
      now = runner.advance(start, steps)
      finish(gl!, probe, device.texture(now))
      return performance.now() - before
    },
    async positions() {
      const end = runner.advance(first, steps)
      const points = await device.positions(runner, end)
      runner.free(end)
      return points
    },
    dispose() {
      for (const state of [now, start, first]) runner.free(state)
      runner.dispose()
    },
  }
}

/** Milliseconds from the text of a formula nobody compiled before to the first step's numbers. */
function compile(formula: string): number {
  const race = raceOf('adam')
  const starts = gridStarts(256)
  const before = performance.now()
  const runner = runnerOf({ ...race, surface: { ...race.surface, formula, params: [] } }, 256)
  const start = runner.start(starts)
  const now = runner.advance(start, 1)
  finish(gl!, probe, device.texture(now))
  const took = performance.now() - before
  runner.free(start)
  runner.free(now)
  runner.dispose()
  return took
}

/** What TensorFlow.js counts: tensors alive and their bytes, and textures allocated, free ones too. */
const counted = () => {
  const { numTensors, numBytes } = memory()
  return { numTensors, numBytes, numBytesInGPUAllocated: device.memory().bytes }
}

/** What TensorFlow.js counts after few slices of a cloud and after many. */
async function slices(many: number): Promise<{ before: object; after: object }> {
  const runner = runnerOf(raceOf('adam'), 4096)
  const start = runner.start(gridStarts(4096))
  let now = runner.advance(start, 1)
  const step = () => {
    const next = runner.advance(now, 4)
    runner.free(now)
    now = next
  }
  for (let i = 0; i < 10; i++) step()
  const before = counted()
  for (let i = 10; i < many; i++) {
    step()
    // not faster than the lanes are stepped
    if (i % 500 === 0) await device.settled()
  }
  await device.settled()
  const after = counted()
  runner.free(now)
  runner.free(start)
  runner.dispose()
  return { before, after }
}

const VIEW: SwarmView = {
  rect: [-2, 2, -1, 3],
  width: 900,
  height: 600,
  ratio: 1,
  by: 'run',
  runs: [{ color: '#2f7fc1', strength: 'full' }],
  levels: [],
  palette: [],
}

/** Milliseconds of frames of 4 steps each, with nothing drawn and with every lane drawn as a point. */
function drawing(lanes: number, rounds: number): { alone: number[]; drawn: number[] } {
  const race = raceOf('adam')
  const runner = runnerOf(race, lanes)
  const painter = webglPoints(device, gl!)
  const start = runner.start(gridStarts(lanes))
  const frame = (draws: boolean) => {
    const before = performance.now()
    const here = runner.advance(start, 4)
    if (draws) {
      const { surface } = race
      void painter.draw(VIEW, [{ runner, here, next: null, part: 0, surface, dims: 2 }])
      gl!.readPixels(0, 0, 1, 1, gl!.RGBA, gl!.UNSIGNED_BYTE, new Uint8Array(4))
    } else finish(gl!, probe, device.texture(here))
    runner.free(here)
    return performance.now() - before
  }
  const times: { alone: number[]; drawn: number[] } = { alone: [], drawn: [] }
  for (let i = 0; i <= rounds; i++) {
    const [alone, drawn] = [frame(false), frame(true)]
    // the first compiles
    if (i > 0) {
      times.alone.push(alone)
      times.drawn.push(drawn)
    }
  }
  painter.dispose()
  runner.free(start)
  runner.dispose()
  return times
}

globalThis.contest = contestOf({ fused }, { compile, slices, drawing, facts: () => device.facts })
postMessage('ready')

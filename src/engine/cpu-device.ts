import { engine, findBackend, setBackend } from '@tensorflow/tfjs-core'
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/base'
import { blockPlace, CpuKernel } from '#engine/cpu-kernel.ts'
import { CpuPart } from '#engine/cpu-part.ts'
import { cpuRunner } from '#engine/cpu-runner.ts'
import type { Device } from '#engine/device.ts'
import type { DeviceFacts } from '#engine/swarm-protocol.ts'
import { canCompile } from '#formula/loop-instance.ts'
import { laneInput } from '#race/lane.ts'
import { RaceEngine } from '#race/race.ts'
import { RunPlanner } from '#race/run-plan.ts'

/**
 * The processor where there is no WebGL: the same float32 arithmetic, compiled to WebAssembly, as
 * kernels on tfjs' plain backend. One at a time: kernels have global names. `why` there is no other.
 */
export async function cpuDevice(why: DeviceFacts['without']): Promise<Device> {
  await setBackend('cpu')
  const backend: unknown = findBackend('cpu')
  if (!(backend instanceof MathBackendCPU)) throw new Error('tfjs has no plain backend')
  const kernel = new CpuKernel(backend)
  const executor = canCompile() ? 'wasm32' : 'interpreter32'
  const planner = new RunPlanner(executor)
  const races = new RaceEngine(executor)
  const facts: DeviceFacts = {
    backend: 'cpu',
    renderer: null,
    precision: 'float32',
    ...(why && { without: why }),
  }
  return {
    facts,
    gl: null,
    runner(race, place, lanes) {
      const plan = planner.plan(laneInput(race, place))
      const parts = plan.parts.map((part) => new CpuPart(plan, part, executor))
      return cpuRunner(kernel, parts, { lanes, T: race.T })
    },
    race(race) {
      const began = performance.now()
      const trajectories = races.race(race)
      return Promise.resolve({
        trajectories,
        precisions: race.runs.map(() => 'float32' as const),
        ms: performance.now() - began,
      })
    },
    texture() {
      throw new Error('the processor has no textures')
    },
    positions({ lanes, width }, { cells }) {
      const values = kernel.read(cells[0]!)
      const points = new Float32Array(2 * lanes)
      for (let lane = 0; lane < lanes; lane++)
        for (const i of [0, 1]) points[2 * lane + i] = values[blockPlace(width, lane, i)]!
      return Promise.resolve(points)
    },
    settled: () => Promise.resolve(),
    memory() {
      const { numTensors, numBytes } = engine().memory()
      return { tensors: numTensors, bytes: numBytes }
    },
    restore: () => Promise.resolve(),
    close() {
      kernel.dispose()
    },
  }
}

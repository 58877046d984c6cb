import type { Tensor } from '@tensorflow/tfjs-core'
import { blockPlace, type CpuKernel, type LaneWork } from '#engine/cpu-kernel.ts'
import type { CpuPart } from '#engine/cpu-part.ts'
import type { LaneRunner } from '#engine/device.ts'
import { laneAdvance } from '#engine/lane-advance.ts'
import { laneGrid } from '#engine/lane-grid.ts'

const NOTHING: ReadonlyMap<string, number> = new Map()

/** The lanes of one run on the processor, one after another. */
export function cpuRunner(
  kernel: CpuKernel,
  parts: readonly CpuPart[],
  { lanes, T }: { readonly lanes: number; readonly T: number },
): LaneRunner {
  const { width, height } = laneGrid(lanes)
  const targetsOf = ({ cells }: CpuPart) => Math.ceil(cells.length / 4)

  function readLane(from: readonly Float32Array[], lane: number, cells: Float64Array): void {
    for (let i = 0; i < cells.length; i++) cells[i] = from[i >> 2]![blockPlace(width, lane, i & 3)]!
  }

  function writeLane(to: readonly Float32Array[], lane: number, cells: Float64Array): void {
    for (let i = 0; i < cells.length; i++) to[i >> 2]![blockPlace(width, lane, i & 3)] = cells[i]!
  }

  /** Runs `each` on the number of every lane. */
  const onAll =
    (
      each: (from: readonly Float32Array[], to: readonly Float32Array[], lane: number) => void,
    ): LaneWork =>
    (from, to) => {
      for (let lane = 0; lane < lanes; lane++) each(from, to, lane)
    }

  function begin(points: Tensor, part: CpuPart): Tensor[] {
    const run = onAll(([from], to, lane) => {
      const [x, y] = [from![blockPlace(width, lane, 0)]!, from![blockPlace(width, lane, 1)]!]
      writeLane(to, lane, part.enter([x, y], NOTHING))
    })
    return kernel.run('RavineStart', { run, targets: targetsOf(part), width, height }, [points])
  }

  function pass(cells: readonly Tensor[], before: CpuPart, part: CpuPart): Tensor[] {
    const left = new Float64Array(before.cells.length)
    const run = onAll((from, to, lane) => {
      readLane(from, lane, left)
      writeLane(to, lane, part.enter([left[0]!, 0], before.leave(left)))
    })
    return kernel.run('RavineStart', { run, targets: targetsOf(part), width, height }, cells)
  }

  function steps(cells: readonly Tensor[], part: CpuPart, first: number, end: number): Tensor[] {
    const run = onAll((from, to, lane) => {
      const { here } = part
      readLane(from, lane, here)
      part.run(lane, first, end)
      writeLane(to, lane, here)
    })
    return kernel.run('RavineSteps', { run, targets: targetsOf(part), width, height }, cells)
  }

  return {
    lanes,
    width,
    height,
    T,
    bytes: 16 * width * height * Math.max(...parts.map(targetsOf)),
    start(starts) {
      const values = new Float32Array(4 * width * height)
      for (let lane = 0; lane < lanes; lane++)
        for (const i of [0, 1]) values[blockPlace(width, lane, i)] = starts[2 * lane + i]!
      const points = kernel.upload(values, width, height)
      const cells = begin(points, parts[0]!)
      points.dispose()
      return { step: 0, cells }
    },
    ...laneAdvance(parts, T, {
      enter: (place, cells) => pass(cells, parts[place - 1]!, parts[place]!),
      step: (place, cells, first, most) => ({
        count: most,
        cells: steps(cells, parts[place]!, first, first + most),
      }),
      share: (cell) => kernel.share(cell),
    }),
    dispose() {},
  }
}

import type { Tensor } from '@tensorflow/tfjs-core'
import type { LaneRunner } from '#engine/device.ts'
import type { GpuLimits, GpuPart } from '#engine/gpu-part.ts'
import { enterShader } from '#engine/enter-shader.ts'
import { laneAdvance } from '#engine/lane-advance.ts'
import { laneGrid } from '#engine/lane-grid.ts'
import type { LaneShader } from '#engine/lane-layout.ts'
import { stepShader } from '#engine/loop-shader.ts'
import type { Unfit } from '#engine/swarm-protocol.ts'
import type { LaneDraw, LaneKernel } from '#engine/webgl-kernel.ts'

/** How many lanes, and what each has of its own. */
export type LaneBatch = {
  readonly lanes: number
  readonly T: number
  readonly seed: number
  readonly sigma: number
  /** one number a lane for each parameter that varies, by name */
  readonly varying?: ReadonlyMap<string, Float32Array>
}

type PartShaders = { readonly step: LaneShader; readonly enter: LaneShader }

/** The lanes of one run on WebGL, or why they do not fit. */
export function webglRunner(
  kernel: LaneKernel,
  parts: readonly GpuPart[],
  limits: GpuLimits,
  batch: LaneBatch,
): LaneRunner | Omit<Unfit, 'run'> {
  const { lanes, T, seed, sigma, varying = new Map() } = batch
  const { width, height } = laneGrid(lanes)
  const shaders = parts.map(({ layout }, i): PartShaders => {
    const before = parts[i - 1]?.layout.lean.cells.map(({ name }) => name) ?? null
    // the step's fits if this one does: what it takes for granted makes it smaller
    return { step: stepShader(layout), enter: enterShader(layout, before) }
  })
  for (const [i, part] of parts.entries()) {
    const unfit = part.unfit(Object.values(shaders[i]!), limits)
    if (unfit) return unfit
  }
  const own = parts.map(({ layout }) => hyperTensors(layout.varying))

  /** Four parameters to a texel. */
  function hyperTensors(names: readonly string[]): Tensor[] {
    return Array.from({ length: Math.ceil(names.length / 4) }, (_, t) => {
      const values = new Float32Array(4 * width * height)
      names.slice(4 * t, 4 * t + 4).forEach((name, j) => {
        varying.get(name)?.forEach((value: number, lane: number) => (values[4 * lane + j] = value))
      })
      return kernel.upload(values, width, height)
    })
  }

  function run(
    place: number,
    shader: LaneShader,
    cells: readonly Tensor[],
    how: Pick<LaneDraw, 'ints' | 'rows' | 'rowLength'>,
  ): Tensor[] {
    const part = parts[place]!
    const draw = { shader, width, height, constants: part.constants(shader), seed, sigma, ...how }
    const name = shader === shaders[place]!.enter ? 'RavineStart' : 'RavineSteps'
    return kernel.run(name, draw, [...cells, ...own[place]!])
  }

  return {
    lanes,
    width,
    height,
    T,
    bytes: 16 * width * height * Math.max(...parts.map(({ layout }) => layout.targets)),
    start(starts) {
      const values = new Float32Array(4 * width * height)
      for (let lane = 0; lane < lanes; lane++) {
        values[4 * lane] = starts[2 * lane]!
        values[4 * lane + 1] = starts[2 * lane + 1]!
      }
      const points = kernel.upload(values, width, height)
      const cells = run(0, shaders[0]!.enter, [points], { ints: {} })
      points.dispose()
      return { step: 0, cells }
    },
    ...laneAdvance(parts, T, {
      enter: (place, cells) => run(place, shaders[place]!.enter, cells, { ints: {} }),
      step(place, cells, first, most) {
        const part = parts[place]!
        const { count, shader } = part.draw(first, most)
        const ints = { first, count, width }
        const rows = part.rowsOf(first, count)
        const how = { ints, rows, rowLength: 4 * part.layout.rowVec4 }
        return { count, cells: run(place, shader, cells, how) }
      },
      share: (cell) => kernel.share(cell),
    }),
    dispose: () => own.flat().forEach((tensor) => tensor.dispose()),
  }
}

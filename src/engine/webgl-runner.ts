import type { Tensor } from '@tensorflow/tfjs-core'
import type { LaneRunner, LaneState } from '#engine/device.ts'
import type { GpuLimits, GpuPart } from '#engine/gpu-part.ts'
import { enterShader } from '#engine/enter-shader.ts'
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
  const width = Math.ceil(Math.sqrt(lanes))
  const height = Math.ceil(lanes / width)
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

  // A state at the end of a part still has that part's cells.
  const partAt = (step: number) =>
    Math.max(
      0,
      parts.findLastIndex(({ first }) => first < step),
    )

  const free = ({ cells }: LaneState) => cells.forEach((cell) => cell.dispose())

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
    advance(from, steps) {
      const end = Math.min(T, from.step + steps)
      let state = from
      const move = (step: number, cells: Tensor[]) => {
        if (state !== from) free(state)
        state = { step, cells }
      }
      let place = partAt(from.step)
      while (state.step < end) {
        const next = parts[place + 1]
        if (next?.first === state.step) {
          place++
          move(state.step, run(place, shaders[place]!.enter, state.cells, { ints: {} }))
        }
        const part = parts[place]!
        const { count, shader } = part.draw(state.step, end - state.step)
        const ints = { first: state.step, count, width }
        const how = {
          ints,
          rows: part.rowsOf(state.step, count),
          rowLength: 4 * part.layout.rowVec4,
        }
        move(state.step + count, run(place, shader, state.cells, how))
      }
      // nothing to do is still a state of its own
      return state === from ? { step: from.step, cells: from.cells.map(kernel.share) } : state
    },
    free,
    dispose: () => own.flat().forEach((tensor) => tensor.dispose()),
  }
}

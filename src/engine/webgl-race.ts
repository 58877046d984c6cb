import type { Tensor } from '@tensorflow/tfjs-core'
import { ContextLost } from '#engine/device.ts'
import { type GpuLimits, GpuPart } from '#engine/gpu-part.ts'
import { laneGrid } from '#engine/lane-grid.ts'
import type { LaneOptions, LaneShader } from '#engine/lane-layout.ts'
import { checkpointShader, recordShader } from '#engine/loop-shader.ts'
import type { LaneKernel } from '#engine/webgl-kernel.ts'
import { toFloat32Flushed } from '#formula/float32.ts'
import type { RecordKind } from '#race/lane-program.ts'
import type { ReadyRace } from '#race/ready.ts'
import { Recorder } from '#race/recorder.ts'
import { rowsOf, type RunPlan } from '#race/run-plan.ts'
import { SCHEDULE } from '#race/schedule-nodes.ts'
import { startValues } from '#race/start-values.ts'
import type { Trajectory } from '#race/trajectory.ts'

/** Texels in a row of a table that a shader reads at any place. */
const TABLE_WIDTH = 1024

const { fround } = Math

const STATE_RECORDS: readonly RecordKind[] = ['theta', 'loss', 'gradNorm', 'average']

/** A run's parts with the shaders that fill in its path. */
export type PathParts = readonly {
  readonly part: GpuPart
  readonly checkpoint: LaneShader
  readonly record: LaneShader
}[]

/** The shaders of a run's path. A schedule that reads the loss tells its rates, others are tables. */
export function pathParts(plan: RunPlan, options: LaneOptions = {}): PathParts {
  return plan.parts.map((planned) => {
    const own: RecordKind[] = planned.segment.schedule ? ['lr', 'momentum'] : []
    const part = new GpuPart(plan, planned, new Set([...STATE_RECORDS, ...own]), options)
    return {
      part,
      checkpoint: checkpointShader(part.layout),
      record: recordShader(part.layout),
    }
  })
}

/** Why a device cannot hold a path, or null. */
export const pathUnfit = (parts: PathParts, limits: GpuLimits) =>
  parts
    .map(({ part, checkpoint, record }) => part.unfit([checkpoint, record], limits))
    .find((unfit) => unfit !== null) ?? null

/**
 * One run's path in float32, filled in by two draws a part: pixel c of the first replays c·S steps from
 * the part's start, pixel k of the second k mod S steps from the checkpoint before it, S = √steps.
 * Throws ContextLost.
 */
export function webglPath(
  kernel: LaneKernel,
  race: ReadyRace,
  plan: RunPlan,
  parts: PathParts,
  start: readonly [number, number],
): Trajectory {
  const { T, seed, noise } = race
  const recorder = new Recorder(race, start, plan.own)
  let carried = new Map<string, number>()
  for (const [i, { part, checkpoint, record }] of parts.entries()) {
    const { program, values, segment } = plan.parts[i]!
    const { cells } = part.layout.lean
    const numbers = program.params.map((name) =>
      name === 'start.1' ? start[1] : (values.get(name) ?? NaN),
    )
    const begin = startValues(program, numbers, {
      point: start,
      carried,
      first: segment.first,
      rates: plan.rates,
    })
    const initial = cells.map(({ name }) => begin[program.carried.indexOf(name)]!)
    const steps = segment.end - segment.first
    const stride = Math.max(1, Math.ceil(Math.sqrt(steps)))
    const rows = rowsOf(segment, T) - segment.first
    const common = { seed, sigma: noise }
    const table = tableTensor(kernel, part.rows, 4 * part.layout.rowVec4)
    const first = stateTensors(kernel, initial, part.layout.targets)
    const marks = laneGrid(Math.ceil(steps / stride) + 1)
    const ints = { first: segment.first, stride, rowsWidth: TABLE_WIDTH }
    const checkpoints = kernel.run(
      'RavinePath',
      {
        ...common,
        ...marks,
        shader: checkpoint,
        constants: part.constants(checkpoint, start[1]),
        ints: { ...ints, width: marks.width, length_: steps },
      },
      [...first, table],
    )
    const size = laneGrid(rows)
    const records = kernel.run(
      'RavinePath',
      {
        ...common,
        ...size,
        shader: record,
        constants: part.constants(record, start[1]),
        ints: { ...ints, width: size.width, fromWidth: marks.width },
      },
      [...checkpoints, table],
    )
    const read = records.map((tensor) => kernel.read(tensor, size.width, size.height))
    const ends = checkpoints.map((tensor) => kernel.read(tensor, marks.width, marks.height))
    for (const tensor of [table, ...first, ...checkpoints, ...records]) tensor.dispose()
    // A lost context reads as zeros, without a word: what is known of the first point must be there.
    const [wanted, found] = [initial[0]!, read[0]![0]!].map((x) => toFloat32Flushed(x) + 0)
    if (kernel.isLost() || !Object.is(found, wanted)) throw new ContextLost()
    write(recorder, part, plan, { read, rows })
    // The last checkpoint stands at the part's end: it made all steps.
    const mark = 4 * Math.ceil(steps / stride)
    carried = new Map(
      cells.flatMap(({ name }, j) =>
        name.startsWith(SCHEDULE) ? [] : [[name, ends[j >> 2]![mark + (j & 3)]!] as const],
      ),
    )
  }
  return recorder.trajectory(recorder.watched(), plan.dims)
}

/** Hands the records on, kind by kind; a rate from a table is what the shader was given. */
function write(
  recorder: Recorder,
  { layout, first }: GpuPart,
  plan: RunPlan,
  { read, rows }: { read: readonly Float32Array[]; rows: number },
): void {
  const kinds = layout.lean.records
  kinds.forEach((kind, i) => {
    const pair = kind === 'theta' || kind === 'average'
    if (pair && i > 0 && kinds[i - 1] === kind) return
    const width = pair ? 2 : 1
    const values = new Float64Array(width * rows)
    for (let k = 0; k < rows; k++)
      for (let j = 0; j < width; j++)
        values[width * k + j] = read[(i + j) >> 2]![4 * k + ((i + j) & 3)]!
    recorder.write(kind, values, first)
  })
  for (const kind of ['lr', 'momentum'] as const) {
    const table = plan.rates[kind]
    if (!table || kinds.includes(kind) || (kind === 'momentum' && plan.own === null)) continue
    recorder.write(kind, table.slice(first, first + rows).map(fround), first)
  }
}

function tableTensor(kernel: LaneKernel, rows: Float32Array, width: number): Tensor {
  const height = Math.max(1, Math.ceil(Math.max(width, rows.length) / 4 / TABLE_WIDTH))
  const values = new Float32Array(4 * TABLE_WIDTH * height)
  values.set(rows)
  return kernel.upload(values, TABLE_WIDTH, height)
}

function stateTensors(kernel: LaneKernel, cells: readonly number[], targets: number): Tensor[] {
  return Array.from({ length: targets }, (_, t) => {
    const four = new Float32Array(4)
    four.set(cells.slice(4 * t, 4 * t + 4))
    return kernel.upload(four, 1, 1)
  })
}

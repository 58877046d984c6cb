import {
  engine,
  registerKernel,
  type Tensor,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core'
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/base'

/** Our kernels in tfjs' registry: the state that lanes begin with, and steps of all lanes. */
const CPU_KERNELS = ['RavineStart', 'RavineSteps'] as const
type CpuKernelName = (typeof CPU_KERNELS)[number]

/** What a kernel does with lanes: reads arrays of four numbers a lane, fills in new ones. */
export type LaneWork = (from: readonly Float32Array[], to: readonly Float32Array[]) => void

/** The place of a lane's cell 0 … 3 in a tensor [2h, 2w], whose 2×2 blocks are the lanes. */
export function blockPlace(width: number, lane: number, cell: number): number {
  const row = 2 * Math.floor(lane / width) + (cell >> 1)
  return row * 2 * width + 2 * (lane % width) + (cell & 1)
}

/** Runs work on lanes as tfjs kernels on tensors of its own. */
export class CpuKernel {
  readonly #backend: MathBackendCPU
  #work: { run: LaneWork; targets: number; shape: readonly [number, number] } | null = null

  constructor(backend: MathBackendCPU) {
    this.#backend = backend
    for (const kernelName of CPU_KERNELS)
      registerKernel({
        kernelName,
        backendName: 'cpu',
        kernelFunc: ({ inputs }) => this.#run(Object.values(inputs).flatMap((one) => one ?? [])),
      })
  }

  /** Runs work over tensors; `targets` new ones of `width` × `height` lanes. */
  run(
    name: CpuKernelName,
    {
      run,
      targets,
      width,
      height,
    }: { run: LaneWork; targets: number; width: number; height: number },
    inputs: readonly Tensor[],
  ): Tensor[] {
    this.#work = { run, targets, shape: [2 * height, 2 * width] }
    const named = Object.fromEntries(inputs.map((tensor, i) => [`S${i}`, tensor]))
    const made: Tensor | Tensor[] = engine().runKernel(name, named, {})
    return [made].flat()
  }

  /** A tensor of these numbers. */
  upload(values: Float32Array, width: number, height: number): Tensor {
    const info = this.#backend.makeTensorInfo([2 * height, 2 * width], 'float32', values)
    return engine().makeTensorFromTensorInfo(info, this.#backend)
  }

  /** The same numbers as a tensor of its own, to be disposed of by itself. */
  share(tensor: Tensor): Tensor {
    this.#backend.incRef(tensor.dataId)
    return engine().makeTensorFromTensorInfo(tensor, this.#backend)
  }

  read({ dataId }: TensorInfo): Float32Array {
    const values = this.#backend.readSync(dataId)
    if (!(values instanceof Float32Array)) throw new Error('lanes are float32')
    return values
  }

  dispose(): void {
    for (const name of CPU_KERNELS) unregisterKernel(name, 'cpu')
  }

  #run(inputs: readonly TensorInfo[]): TensorInfo[] {
    if (!this.#work) throw new Error('nothing to do')
    const { run, targets, shape } = this.#work
    const made = Array.from({ length: targets }, () => new Float32Array(shape[0] * shape[1]))
    run(
      inputs.map((tensor) => this.read(tensor)),
      made,
    )
    return made.map((values) => this.#backend.makeTensorInfo([...shape], 'float32', values))
  }
}

import {
  engine,
  registerKernel,
  type Tensor,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core'
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/webgl'
import { type LaneShader, ROWS_VEC4 } from '#engine/lane-layout.ts'
import { type GlProgram, glProgram } from '#engine/webgl-program.ts'

/**
 * Our kernels in tfjs' registry: the state a part of a run begins with, steps of all lanes, a path with
 * all its steps. What they draw differs, how they draw does not.
 */
const LANE_KERNELS = ['RavineStart', 'RavineSteps', 'RavinePath'] as const
type LaneKernelName = (typeof LANE_KERNELS)[number]

/** One draw of the kernel, beside the tensors it reads. */
export type LaneDraw = {
  readonly shader: LaneShader
  /** texels of the target; its tensors are [2 height, 2 width] */
  readonly width: number
  readonly height: number
  /** values of the shader's constants */
  readonly constants: Float32Array
  /** whole numbers by their uniform's name */
  readonly ints: Readonly<Record<string, number>>
  readonly seed: number
  readonly sigma: number
  /** the rows of this draw, for a shader that has them in its block */
  readonly rows?: Float32Array
  /** numbers of one row */
  readonly rowLength?: number
}

/**
 * Draws lanes: a tfjs kernel whose outputs are tensors' own textures, all written in one draw (MRT),
 * which `runWebGLProgram` cannot do. Reads private fields of tfjs 4.22, hence its pinned version.
 */
export class LaneKernel {
  readonly #backend: MathBackendWebGL
  readonly #gl: WebGL2RenderingContext
  readonly #programs = new Map<string, GlProgram>()
  readonly #frames = new Map<number, WebGLFramebuffer>()
  readonly #rows: WebGLBuffer | null
  readonly #corners: WebGLVertexArrayObject | null
  readonly #reader: WebGLFramebuffer | null
  #draw: LaneDraw | null = null

  constructor(backend: MathBackendWebGL, gl: WebGL2RenderingContext) {
    this.#backend = backend
    this.#gl = gl
    this.#rows = gl.createBuffer()
    gl.bindBuffer(gl.UNIFORM_BUFFER, this.#rows)
    gl.bufferData(gl.UNIFORM_BUFFER, ROWS_VEC4 * 16, gl.DYNAMIC_DRAW)
    this.#corners = gl.createVertexArray()
    this.#reader = gl.createFramebuffer()
    for (const kernelName of LANE_KERNELS)
      registerKernel({
        kernelName,
        backendName: 'webgl',
        kernelFunc: ({ inputs }) => this.#run(Object.values(inputs).flatMap((one) => one ?? [])),
      })
  }

  /** Runs a draw over tensors, the shader's samplers in order; new tensors, one a target. */
  run(name: LaneKernelName, draw: LaneDraw, inputs: readonly Tensor[]): Tensor[] {
    this.#draw = draw
    const named = Object.fromEntries(inputs.map((tensor, i) => [`S${i}`, tensor]))
    const made: Tensor | Tensor[] = engine().runKernel(name, named, {})
    return [made].flat()
  }

  /** A tensor of `width` × `height` lanes with four numbers each, lane after lane. */
  upload(values: Float32Array, width: number, height: number): Tensor {
    const gl = this.#gl
    const info = this.#allocate(width, height)
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, this.texture(info))
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, values)
    gl.bindTexture(gl.TEXTURE_2D, null)
    return engine().makeTensorFromTensorInfo(info, this.#backend)
  }

  /** The same numbers as a tensor of its own, to be disposed of by itself. */
  share(tensor: Tensor): Tensor {
    this.#backend.incRef(tensor.dataId)
    return engine().makeTensorFromTensorInfo(tensor, this.#backend)
  }

  /** The numbers of a tensor, four a lane. Waits for the device; zeros where the context is lost. */
  read(tensor: TensorInfo, width: number, height: number): Float32Array {
    const gl = this.#gl
    const values = new Float32Array(4 * width * height)
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#reader)
    gl.framebufferTexture2D(
      gl.FRAMEBUFFER,
      gl.COLOR_ATTACHMENT0,
      gl.TEXTURE_2D,
      this.texture(tensor),
      0,
    )
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, values)
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, null, 0)
    gl.bindFramebuffer(gl.FRAMEBUFFER, null)
    return values
  }

  isLost(): boolean {
    return this.#gl.isContextLost()
  }

  texture({ dataId }: TensorInfo): WebGLTexture {
    const found = this.#backend.texData.get(dataId)?.texture?.texture
    if (!found) throw new Error('a tensor without a texture')
    return found
  }

  /** Compiles what a draw will need, or finds it. */
  compile({ text }: LaneShader): GlProgram {
    const known = this.#programs.get(text)
    // asked for last is thrown away last
    if (known) this.#programs.delete(text)
    const program = known ?? glProgram(this.#gl, text)
    this.#programs.set(text, program)
    for (const [oldest, { dispose }] of this.#programs) {
      if (this.#programs.size <= KEPT_PROGRAMS) break
      dispose()
      this.#programs.delete(oldest)
    }
    return program
  }

  dispose(): void {
    const gl = this.#gl
    for (const name of LANE_KERNELS) unregisterKernel(name, 'webgl')
    for (const { dispose } of this.#programs.values()) dispose()
    for (const frame of this.#frames.values()) gl.deleteFramebuffer(frame)
    gl.deleteFramebuffer(this.#reader)
    gl.deleteBuffer(this.#rows)
    gl.deleteVertexArray(this.#corners)
  }

  #allocate(width: number, height: number): TensorInfo {
    const info = this.#backend.makeTensorInfo([2 * height, 2 * width], 'float32')
    // A packed [2h, 2w] has exactly h × w texels: a lane is one.
    this.#backend.texData.get(info.dataId).isPacked = true
    this.#backend.uploadToGPU(info.dataId)
    return info
  }

  #run(inputs: readonly TensorInfo[]): TensorInfo[] {
    const draw = this.#draw
    if (!draw) throw new Error('nothing to draw')
    const gl = this.#gl
    const { shader, width, height, constants, ints, seed, sigma, rows } = draw
    const { program, uniform } = this.compile(shader)
    const made = Array.from({ length: shader.targets }, () => this.#allocate(width, height))
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#frame(made))
    gl.viewport(0, 0, width, height)
    gl.disable(gl.SCISSOR_TEST)
    gl.useProgram(program)
    inputs.forEach((tensor, i) => {
      gl.activeTexture(gl.TEXTURE0 + i)
      gl.bindTexture(gl.TEXTURE_2D, this.texture(tensor))
      gl.uniform1i(uniform(i < shader.samplers ? `S${i}` : 'R'), i)
    })
    if (constants.length > 0) gl.uniform4fv(uniform('C[0]'), constants)
    for (const [name, value] of Object.entries(ints)) gl.uniform1i(uniform(name), value)
    gl.uniform1ui(uniform('seed'), seed)
    gl.uniform1f(uniform('sigma'), sigma)
    // A block is bound even where no step reads it, or nothing is drawn.
    if (rows) gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, this.#rows)
    if (rows && rows.length > 0) {
      // what is held over the draw stands in its first row
      const held = uniform('H[0]')
      if (held) gl.uniform4fv(held, rows.subarray(0, draw.rowLength))
      gl.bufferSubData(gl.UNIFORM_BUFFER, 0, rows)
    }
    gl.bindVertexArray(this.#corners)
    gl.drawArrays(gl.TRIANGLES, 0, 3)
    gl.bindVertexArray(null)
    gl.bindFramebuffer(gl.FRAMEBUFFER, null)
    return made
  }

  /** A framebuffer for so many targets, with these attached. */
  #frame(targets: readonly TensorInfo[]): WebGLFramebuffer | null {
    const gl = this.#gl
    const known = this.#frames.get(targets.length)
    const frame = known ?? gl.createFramebuffer()
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame)
    targets.forEach((tensor, i) => {
      const at = gl.COLOR_ATTACHMENT0 + i
      gl.framebufferTexture2D(gl.FRAMEBUFFER, at, gl.TEXTURE_2D, this.texture(tensor), 0)
    })
    if (!known && frame) {
      gl.drawBuffers(targets.map((_, i) => gl.COLOR_ATTACHMENT0 + i))
      this.#frames.set(targets.length, frame)
    }
    return frame
  }
}

/** Programs kept compiled. */
const KEPT_PROGRAMS = 64

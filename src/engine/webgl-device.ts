import { engine, env, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core'
import {
  GPGPUContext,
  MathBackendWebGL,
  setWebGLContext,
} from '@tensorflow/tfjs-backend-webgl/dist/webgl'
import { ContextLost, type Device } from '#engine/device.ts'
import { type GpuLimits, GpuPart } from '#engine/gpu-part.ts'
import type { DeviceFacts, Raced } from '#engine/swarm-protocol.ts'
import { LaneKernel } from '#engine/webgl-kernel.ts'
import { pathParts, pathUnfit, webglPath } from '#engine/webgl-race.ts'
import { webglRunner } from '#engine/webgl-runner.ts'
import { Cache } from '#race/cache.ts'
import { type LaneInput, laneInput } from '#race/lane.ts'
import { RaceEngine } from '#race/race.ts'
import type { ReadyRace } from '#race/ready.ts'
import { RunPlanner } from '#race/run-plan.ts'

/** Thrown where there is no WebGL2 that draws float32. */
export class NoWebgl extends Error {}

/** Milliseconds after which a device that does not answer is taken for lost. */
const PATIENCE = 6000

/** Bytes of textures kept for use again before tfjs deletes those given back. */
const KEPT_BYTES = 256 * 2 ** 20

/**
 * tfjs on this canvas's WebGL2, with our kernel in its registry. One at a time: the backend's name is
 * global. Throws NoWebgl.
 */
export async function webglDevice(canvas: OffscreenCanvas): Promise<Device> {
  const gl = canvas.getContext('webgl2', {
    alpha: true,
    premultipliedAlpha: true,
    antialias: false,
    depth: false,
    powerPreference: 'high-performance',
  })
  if (!gl || gl.isContextLost() || !gl.getExtension('EXT_color_buffer_float')) throw new NoWebgl()
  env().set('WEBGL_VERSION', 2)
  env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', KEPT_BYTES)
  setWebGLContext(2, asTfjs(gl))
  let { backend, kernel } = await register(gl)
  const limits: GpuLimits = {
    targets: Math.min(numberOf(gl, gl.MAX_DRAW_BUFFERS), numberOf(gl, gl.MAX_COLOR_ATTACHMENTS)),
    textures: numberOf(gl, gl.MAX_TEXTURE_IMAGE_UNITS),
    uniforms: numberOf(gl, gl.MAX_FRAGMENT_UNIFORM_VECTORS),
  }
  const facts: DeviceFacts = { backend: 'webgl', renderer: rendererOf(gl), precision: 'float32' }
  const nativeRoot = rootIsNaN(kernel)
  const planner = new RunPlanner()
  const exact = new RaceEngine()
  const paths = new Cache<ReturnType<typeof madePath>>(16)

  function madePath(input: LaneInput) {
    const plan = planner.plan(input)
    const parts = pathParts(plan, { nativeRoot })
    return { plan, parts, unfit: pathUnfit(parts, limits) }
  }

  /** What fails because the context is lost says so. */
  function guarded<T>(work: () => T): T {
    try {
      return work()
    } catch (failure) {
      if (gl?.isContextLost()) throw new ContextLost()
      throw failure
    }
  }

  return {
    facts,
    gl,
    runner(race, place, lanes, varying) {
      const plan = planner.plan(laneInput(race, place), varying?.has('lr0'))
      const options = { varying: [...(varying?.keys() ?? [])], nativeRoot }
      const parts = plan.parts.map((part) => new GpuPart(plan, part, new Set(), options))
      const { T, seed, noise } = race
      const batch = { lanes, T, seed, sigma: noise, ...(varying && { varying }) }
      const made = guarded(() => webglRunner(kernel, parts, limits, batch))
      return 'of' in made ? { run: place, ...made } : made
    },
    async race(race, next): Promise<Raced> {
      const began = performance.now()
      const one = (run: ReadyRace['runs'][number], place: number) => {
        const input = laneInput(race, place)
        const { plan, parts, unfit } = paths.get(JSON.stringify(input), () => madePath(input))
        if (unfit) {
          const [trajectory] = exact.race({ ...race, runs: [run] })
          return { trajectory: trajectory!, precision: 'float64' as const }
        }
        const trajectory = guarded(() =>
          scoped(() => webglPath(kernel, race, plan, parts, run.start)),
        )
        return { trajectory, precision: 'float32' as const }
      }
      const done: ReturnType<typeof one>[] = []
      for (const [place, run] of race.runs.entries()) {
        await next?.()
        done.push(one(run, place))
      }
      return {
        trajectories: done.map(({ trajectory }) => trajectory),
        precisions: done.map(({ precision }) => precision),
        ms: performance.now() - began,
      }
    },
    texture({ cells }) {
      const [first] = cells
      if (!first) throw new Error('a state without cells')
      return kernel.texture(first)
    },
    async positions({ lanes, width, height }, { cells }) {
      await settled(gl)
      const values = kernel.read(cells[0]!, width, height)
      if (gl.isContextLost()) throw new ContextLost()
      const points = new Float32Array(2 * lanes)
      for (let lane = 0; lane < lanes; lane++) {
        points[2 * lane] = values[4 * lane]!
        points[2 * lane + 1] = values[4 * lane + 1]!
      }
      return points
    },
    settled: () => settled(gl),
    memory: () => ({
      tensors: engine().memory().numTensors,
      bytes: backend.memory().numBytesInGPUAllocated ?? 0,
    }),
    async restore() {
      kernel.dispose()
      removeBackend('webgl')
      ;({ backend, kernel } = await register(gl))
    },
    close() {
      kernel.dispose()
      removeBackend('webgl')
    },
  }
}

/** Disposes of what the work left behind where it failed. */
function scoped<T>(work: () => T): T {
  engine().startScope('path')
  try {
    return work()
  } finally {
    engine().endScope()
  }
}

async function register(gl: WebGL2RenderingContext) {
  const backend = new MathBackendWebGL(new GPGPUContext(asTfjs(gl)))
  // The name stays: kernels are registered for it.
  registerBackend('webgl', () => backend, 2)
  if (!(await setBackend('webgl'))) throw new NoWebgl()
  return { backend, kernel: new LaneKernel(backend, gl) }
}

/** Whether the driver's sqrt of a negative number is NaN, as everywhere else; asked, not assumed. */
function rootIsNaN(kernel: LaneKernel): boolean {
  const text = `#version 300 es
precision highp float;
precision highp sampler2D;
uniform sampler2D S0;
out vec4 o0;
void main() { o0 = sqrt(texelFetch(S0, ivec2(0), 0)); }`
  const shader = { text, constants: [], targets: 1, samplers: 1, textures: 1 }
  const draw = {
    shader,
    width: 1,
    height: 1,
    constants: new Float32Array(),
    ints: {},
    seed: 0,
    sigma: 0,
  }
  const asked = kernel.upload(Float32Array.of(-1, -0.5, -1e30, -Infinity), 1, 1)
  const [told] = kernel.run('RavineSteps', draw, [asked])
  const roots = told ? kernel.read(told, 1, 1) : []
  asked.dispose()
  told?.dispose()
  return roots.length > 0 && roots.every(Number.isNaN)
}

/** tfjs' types know WebGL 1 only. */
const asTfjs = (gl: WebGL2RenderingContext): WebGLRenderingContext => gl

const numberOf = (gl: WebGL2RenderingContext, name: number): number => {
  const value: unknown = gl.getParameter(name)
  return typeof value === 'number' ? value : 0
}

function rendererOf(gl: WebGL2RenderingContext): string | null {
  const open = gl.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = gl.getParameter(open ? open.UNMASKED_RENDERER_WEBGL : gl.RENDERER)
  return typeof name === 'string' ? name : null
}

/** When all that was asked of a context is done; it never says so where it is lost. */
async function settled(gl: WebGL2RenderingContext): Promise<void> {
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
  if (!sync) throw new ContextLost()
  gl.flush()
  const began = performance.now()
  try {
    for (;;) {
      if (gl.isContextLost() || performance.now() - began > PATIENCE) throw new ContextLost()
      const state = gl.clientWaitSync(sync, 0, 0)
      if (state === gl.WAIT_FAILED) throw new ContextLost()
      if (state !== gl.TIMEOUT_EXPIRED) return
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  } finally {
    gl.deleteSync(sync)
  }
}

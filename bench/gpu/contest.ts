/** A rule that everybody steps, always on Rosenbrock. */
export type Rule = 'adam' | 'momentum'

/** What is to be stepped: lanes from a grid of starts, so many steps a round. */
export type Task = {
  /** Who does it, where a worker knows several ways. */
  readonly by: string
  readonly rule: Rule
  /** A power of two. */
  readonly lanes: number
  readonly steps: number
}

/** What a worker can be asked. Times are milliseconds, everything included until the numbers are there. */
export type Contest = {
  /** Makes a task ready; answers the task's number. */
  prepare(task: Task): number
  /** Steps all lanes of a task from their starts; the mean of so many times, for clocks are coarse. */
  round(task: number, times: number): number
  /** Where lanes stand that made the task's steps from their starts, once there was a round: x0 y0 x1 y1 … */
  positions(task: number): Promise<number[]>
  dispose(task: number): void
  /** Other questions that only this worker answers. */
  readonly [question: string]: (...args: never[]) => unknown
}

/** What is needed of one task. */
export type Contestant = {
  round(): number
  positions(): ArrayLike<number> | Promise<ArrayLike<number>>
  dispose(): void
}

/** A worker's contest from its ways of doing a task. */
export function contestOf(
  ways: Readonly<Record<string, (task: Task) => Contestant>>,
  also: Readonly<Record<string, (...args: never[]) => unknown>> = {},
): Contest {
  const tasks: (Contestant | undefined)[] = []
  const get = (task: number) => {
    const found = tasks[task]
    if (!found) throw new Error(`no task ${task}`)
    return found
  }
  return {
    ...also,
    prepare(task) {
      const way = ways[task.by]
      if (!way) throw new Error(`nobody called ${task.by}`)
      return tasks.push(way(task)) - 1
    },
    round(task, times) {
      let sum = 0
      for (let i = 0; i < times; i++) sum += get(task).round()
      return sum / times
    },
    positions: async (task) => Array.from(await get(task).positions()),
    dispose(task) {
      get(task).dispose()
      tasks[task] = undefined
    },
  }
}

/** The rules' parameters, the same for all; Adam's ε and βs are its defaults. */
export const RATES: Readonly<Record<Rule, number>> = { adam: 0.02, momentum: 0.0005 }
export const [BETA1, BETA2, EPS, MOMENTUM] = [0.9, 0.999, 1e-8, 0.9]

/** How lanes of a power of two lie in a texture: as square as can be. */
export function textureSize(lanes: number): { w: number; h: number } {
  const w = 2 ** Math.ceil(Math.log2(lanes) / 2)
  return { w, h: lanes / w }
}

/** Starts at the centres of a grid over [−2, 2] × [−1, 3], interleaved. */
export function gridStarts(lanes: number): Float32Array {
  const { w, h } = textureSize(lanes)
  const starts = new Float32Array(2 * lanes)
  for (let i = 0; i < lanes; i++) {
    starts[2 * i] = -2 + (4 * ((i % w) + 0.5)) / w
    starts[2 * i + 1] = -1 + (4 * (Math.floor(i / w) + 0.5)) / h
  }
  return starts
}

/** Waits until a texture of float32 is computed, by reading one texel of it: nothing else is proof. */
export function finish(
  gl: WebGL2RenderingContext,
  framebuffer: WebGLFramebuffer,
  texture: WebGLTexture,
): void {
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer)
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0)
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, new Float32Array(4))
  gl.bindFramebuffer(gl.FRAMEBUFFER, null)
}

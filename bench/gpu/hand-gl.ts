import {
  BETA1,
  BETA2,
  type Contestant,
  EPS,
  finish,
  gridStarts,
  MOMENTUM,
  RATES,
  type Task,
  textureSize,
} from './contest.ts'

/** Adam as one writes it by hand: (x, y, mx, my) and (vx, vy, –, –); bias corrections as products. */
const ADAM = `
  vec4 b = texelFetch(B, at, 0);
  vec2 p = a.xy, m = a.zw, v = b.xy;
  float p1 = powers.x, p2 = powers.y;
  for (int k = 0; k < K; k++) {
    GRADIENT
    m = ${BETA1} * m + ${(1 - BETA1).toFixed(9)} * g;
    v = ${BETA2} * v + ${(1 - BETA2).toFixed(9)} * g * g;
    p1 *= ${BETA1};
    p2 *= ${BETA2};
    p -= lr / (1.0 - p1) * m / (sqrt(v) / sqrt(1.0 - p2) + ${EPS.toFixed(9)});
  }
  A1 = vec4(p, m);
  B1 = vec4(v, 0.0, 0.0);`

/** Momentum by hand: (x, y, bx, by). The average begins as the first gradient, which 0 · β + g is. */
const MOMENTA = `
  vec2 p = a.xy, m = a.zw;
  for (int k = 0; k < K; k++) {
    GRADIENT
    m = ${MOMENTUM} * m + g;
    p -= lr * m;
  }
  A1 = vec4(p, m);`

const GRADIENT = `float u = 1.0 - p.x, w = p.y - p.x * p.x;
    vec2 g = vec2(-2.0 * u - 400.0 * p.x * w, 200.0 * w);`

const VERTEX = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`

const fragment = ({ rule }: Task) => `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
uniform sampler2D A;
${rule === 'adam' ? 'uniform sampler2D B;\nuniform vec2 powers;' : ''}
uniform int K;
uniform float lr;
layout(location = 0) out vec4 A1;
${rule === 'adam' ? 'layout(location = 1) out vec4 B1;' : ''}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 a = texelFetch(A, at, 0);
${(rule === 'adam' ? ADAM : MOMENTA).replace('GRADIENT', GRADIENT)}
}`

/** Textures of one state, drawn into together. */
type State = { readonly textures: readonly WebGLTexture[]; readonly target: WebGLFramebuffer }

/** Lanes stepped by WebGL2 without any library, several targets a draw, K steps a fragment. */
export function handGl(gl: WebGL2RenderingContext, task: Task): Contestant {
  const { w, h } = textureSize(task.lanes)
  const program = programOf(gl, task)
  const at = (name: string) => gl.getUniformLocation(program, name)
  const cells = new Float32Array(4 * task.lanes)
  const starts = gridStarts(task.lanes)
  for (let i = 0; i < task.lanes; i++) cells.set(starts.subarray(2 * i, 2 * i + 2), 4 * i)
  const count = task.rule === 'adam' ? 2 : 1
  const [start, next] = [stateOf(gl, w, h, count, cells), stateOf(gl, w, h, count, null)]
  const probe = gl.createFramebuffer()
  return {
    round() {
      const before = performance.now()
      gl.useProgram(program)
      gl.bindFramebuffer(gl.FRAMEBUFFER, next.target)
      gl.viewport(0, 0, w, h)
      start.textures.forEach((texture, i) => {
        gl.activeTexture(gl.TEXTURE0 + i)
        gl.bindTexture(gl.TEXTURE_2D, texture)
      })
      gl.uniform1i(at('A'), 0)
      if (task.rule === 'adam') {
        gl.uniform1i(at('B'), 1)
        gl.uniform2f(at('powers'), 1, 1)
      }
      gl.uniform1i(at('K'), task.steps)
      gl.uniform1f(at('lr'), RATES[task.rule])
      gl.drawArrays(gl.TRIANGLES, 0, 3)
      finish(gl, probe, next.textures[0]!)
      return performance.now() - before
    },
    positions() {
      gl.bindFramebuffer(gl.FRAMEBUFFER, next.target)
      gl.readPixels(0, 0, w, h, gl.RGBA, gl.FLOAT, cells)
      return Array.from({ length: 2 * task.lanes }, (_, i) => cells[2 * i - (i % 2)]!)
    },
    dispose() {
      for (const { textures, target } of [start, next]) {
        for (const texture of textures) gl.deleteTexture(texture)
        gl.deleteFramebuffer(target)
      }
      gl.deleteFramebuffer(probe)
      gl.deleteProgram(program)
    },
  }
}

function programOf(gl: WebGL2RenderingContext, task: Task): WebGLProgram {
  const program = gl.createProgram()
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, fragment(task)],
  ] as const) {
    const shader = gl.createShader(kind)!
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
    gl.deleteShader(shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    const logs = gl.getAttachedShaders(program)?.map((shader) => gl.getShaderInfoLog(shader))
    throw new Error(logs?.join('\n') || 'the program does not link')
  }
  return program
}

/** The first texture holds `cells`, all others 0. */
function stateOf(
  gl: WebGL2RenderingContext,
  w: number,
  h: number,
  count: number,
  cells: Float32Array | null,
): State {
  const target = gl.createFramebuffer()
  gl.bindFramebuffer(gl.FRAMEBUFFER, target)
  const textures = Array.from({ length: count }, (_, i) => {
    const texture = gl.createTexture()
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, w, h)
    const values = i === 0 && cells ? cells : new Float32Array(4 * w * h)
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, w, h, gl.RGBA, gl.FLOAT, values)
    const point = gl.COLOR_ATTACHMENT0 + i
    gl.framebufferTexture2D(gl.FRAMEBUFFER, point, gl.TEXTURE_2D, texture, 0)
    return texture
  })
  gl.drawBuffers(textures.map((_, i) => gl.COLOR_ATTACHMENT0 + i))
  return { textures, target }
}

import { ContextLost, type Device } from '#engine/device.ts'
import { type LossGlsl, lossGlsl, lossKey } from '#engine/loss-glsl.ts'
import { levelColors, MOST_LEVELS, pointLook, rgbOf } from '#engine/point-look.ts'
import type { DrawnCloud } from '#engine/swarm.ts'
import type { SwarmView } from '#engine/swarm-protocol.ts'
import { type GlProgram, glProgram } from '#engine/webgl-program.ts'

/** Draws clouds as points. */
export type PointPainter = {
  /** clouds in the race's order, as the view's runs are */
  draw(view: SwarmView, clouds: readonly (DrawnCloud | null)[]): void | Promise<void>
  dispose(): void
}

/** Points coloured by their loss, or placed by it (one dimension), need the surface's own function. */
type Shader = { readonly gl: GlProgram; readonly loss: LossGlsl | null }

/** Programs kept compiled: a scene has one surface, and few come back. */
const KEPT_SHADERS = 16

/**
 * Draws straight from the states' textures onto the canvas of the device's context: nothing is read
 * back. Leaves the context's state as tfjs expects it.
 */
export function webglPoints(
  device: Pick<Device, 'texture'>,
  gl: WebGL2RenderingContext,
): PointPainter {
  const shaders = new Map<string, Shader>()
  const vertices = gl.createVertexArray()

  function shaderOf({ surface, dims }: DrawnCloud, by: SwarmView['by']): Shader {
    const usesLoss = by === 'loss' || dims === 1
    const key = usesLoss ? `${by} ${dims} ${lossKey(surface)}` : 'run'
    const known = shaders.get(key)
    if (known) return known
    const loss = usesLoss ? lossGlsl(surface) : null
    const shader = { gl: glProgram(gl, FRAGMENT, vertexText(loss, by, dims)), loss }
    shaders.set(key, shader)
    for (const [oldest, { gl: program }] of shaders) {
      if (shaders.size <= KEPT_SHADERS) break
      program.dispose()
      shaders.delete(oldest)
    }
    return shader
  }

  function drawCloud(view: SwarmView, levels: Float32Array, cloud: DrawnCloud, run: number) {
    const { strength, color } = view.runs[run] ?? { strength: 'hidden', color: '' }
    if (strength === 'hidden') return
    const { runner, here, next, part, surface } = cloud
    const {
      gl: { program, uniform },
      loss,
    } = shaderOf(cloud, view.by)
    const { size, alpha } = pointLook(runner.lanes, strength)
    const [x0, x1, y0, y1] = view.rect
    gl.useProgram(program)
    ;[here, next ?? here].forEach((state, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit)
      gl.bindTexture(gl.TEXTURE_2D, device.texture(state))
    })
    gl.uniform1i(uniform('here'), 0)
    gl.uniform1i(uniform('further'), 1)
    gl.uniform1i(uniform('columns'), runner.width)
    gl.uniform1f(uniform('part'), next ? part : 0)
    gl.uniform2f(uniform('corner'), x0, y0)
    gl.uniform2f(uniform('scale'), 2 / (x1 - x0), 2 / (y1 - y0))
    gl.uniform1f(uniform('size'), Math.max(1, size * view.ratio))
    gl.uniform4f(uniform('tint'), ...rgbOf(color), alpha)
    if (loss) {
      const constants = loss.constants(surface, here.step + 1)
      if (constants.length > 0) gl.uniform4fv(uniform('L[0]'), constants)
      if (view.by === 'loss') {
        gl.uniform1i(uniform('count'), levels.length / 4)
        if (levels.length > 0) gl.uniform4fv(uniform('levels[0]'), levels)
      }
    }
    gl.drawArrays(gl.POINTS, 0, runner.lanes)
  }

  return {
    draw(view, clouds) {
      const { canvas } = gl
      resize(canvas, view)
      gl.bindFramebuffer(gl.FRAMEBUFFER, null)
      gl.viewport(0, 0, canvas.width, canvas.height)
      // tfjs leaves it on
      gl.disable(gl.SCISSOR_TEST)
      gl.clearColor(0, 0, 0, 0)
      gl.clear(gl.COLOR_BUFFER_BIT)
      gl.enable(gl.BLEND)
      // colours are multiplied by their alpha already
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
      gl.bindVertexArray(vertices)
      const levels = view.by === 'loss' ? levelColors(view) : new Float32Array()
      try {
        clouds.forEach((cloud, run) => cloud && drawCloud(view, levels, cloud, run))
      } catch (error) {
        throw gl.isContextLost() ? new ContextLost() : error
      } finally {
        gl.bindVertexArray(null)
        gl.disable(gl.BLEND)
        for (const unit of [gl.TEXTURE1, gl.TEXTURE0]) {
          gl.activeTexture(unit)
          gl.bindTexture(gl.TEXTURE_2D, null)
        }
      }
    },
    dispose() {
      gl.deleteVertexArray(vertices)
      for (const { gl: program } of shaders.values()) program.dispose()
    },
  }
}

/** Gives a canvas the pixels of a view; only where they changed, as that clears it. */
export function resize(canvas: { width: number; height: number }, view: SwarmView): void {
  const width = Math.max(1, Math.round(view.width * view.ratio))
  const height = Math.max(1, Math.round(view.height * view.ratio))
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}

const vertexText = (loss: LossGlsl | null, by: SwarmView['by'], dims: 1 | 2) => `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
uniform sampler2D here;
uniform sampler2D further;
uniform int columns;
uniform float part;
uniform vec2 corner;
uniform vec2 scale;
uniform float size;
uniform vec4 tint;
flat out vec4 color;
flat out float across;
${loss?.text ?? ''}
${by === 'loss' ? COLORS : ''}
bool isNumber(float a) {
  return (floatBitsToUint(a) & 0x7f800000u) != 0x7f800000u;
}
void main() {
  ivec2 texel = ivec2(gl_VertexID % columns, gl_VertexID / columns);
  vec2 at = texelFetch(here, texel, 0).xy;
  if (part > 0.0) at += part * (texelFetch(further, texel, 0).xy - at);
  float x = at.x;
  ${loss ? `float loss = lossAt(x, ${dims === 1 ? '0.0' : 'at.y'});` : ''}
  float y = ${dims === 1 ? 'loss' : 'at.y'};
  vec3 rgb = tint.rgb;
  ${by === 'loss' ? 'rgb = colorAt(loss, rgb);' : ''}
  color = vec4(rgb * tint.a, tint.a);
  across = size;
  gl_PointSize = size;
  // what is no number is nowhere
  gl_Position = isNumber(x) && isNumber(y)
    ? vec4((vec2(x, y) - corner) * scale - 1.0, 0.0, 1.0)
    : vec4(2.0, 2.0, 2.0, 1.0);
}`

/** `colorAt` of point-look.ts. */
const COLORS = `uniform vec4 levels[${MOST_LEVELS}];
uniform int count;
vec3 colorAt(float loss, vec3 other) {
  if (count == 0 || (floatBitsToUint(loss) & 0x7fffffffu) > 0x7f800000u) return other;
  int i = 0;
  while (i < count - 2 && loss >= levels[i + 1].w) i++;
  vec4 low = levels[i];
  vec4 high = levels[min(i + 1, count - 1)];
  float t = high.w > low.w ? min(1.0, max(0.0, (loss - low.w) / (high.w - low.w))) : 0.0;
  return low.rgb + t * (high.rgb - low.rgb);
}`

const FRAGMENT = `#version 300 es
precision highp float;
flat in vec4 color;
flat in float across;
out vec4 seen;
void main() {
  // round, with an edge one pixel soft; points of a pixel are squares
  float edge = across * (0.5 - distance(gl_PointCoord, vec2(0.5)));
  seen = color * (across < 1.5 ? 1.0 : clamp(edge + 0.5, 0.0, 1.0));
}`

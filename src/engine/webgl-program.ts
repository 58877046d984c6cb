/** A linked program with its uniforms' places, looked up once each. */
export type GlProgram = {
  readonly program: WebGLProgram
  readonly uniform: (name: string) => WebGLUniformLocation | null
  readonly dispose: () => void
}

/** One triangle over the whole target. */
const WHOLE = `#version 300 es
void main() {
  vec2 at = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(at * 2.0 - 1.0, 0.0, 1.0);
}`

/** Compiles a program; `vertex` absent: for drawing over a whole target. Throws what the driver says. */
export function glProgram(
  gl: WebGL2RenderingContext,
  fragment: string,
  vertex: string = WHOLE,
): GlProgram {
  const program = gl.createProgram()
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind)
    if (!shader) continue // the context is lost; linking fails below
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
    // goes with the program
    gl.deleteShader(shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    const told = [
      ...(gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader)),
      gl.getProgramInfoLog(program),
    ]
    gl.deleteProgram(program)
    throw new Error(`a shader did not compile: ${told.filter(Boolean).join(' ')}`)
  }
  const places = new Map<string, WebGLUniformLocation | null>()
  return {
    program,
    uniform(name) {
      let place = places.get(name)
      if (place === undefined) {
        place = gl.getUniformLocation(program, name)
        places.set(name, place)
      }
      return place
    },
    dispose: () => gl.deleteProgram(program),
  }
}

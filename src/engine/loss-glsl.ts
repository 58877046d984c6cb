import { paramNumbers } from '#formula/entry-program.ts'
import { GlslFunctions, GlslWriter } from '#formula/glsl.ts'
import { evaluate } from '#formula/interpret.ts'
import { SURFACE, SURFACE_TIME, surfaceNodes } from '#formula/surface.ts'
import { splitUniform } from '#formula/uniform-nodes.ts'
import { orThrow } from '#race/lane-error.ts'
import { paramShape, type ReadySurface } from '#race/ready.ts'

/** A surface's value as a function in GLSL. Numbers that are the same for all points are uniforms. */
export type LossGlsl = {
  /** declares `uniform vec4 L[…]` and `float lossAt(float x, float y)` */
  readonly text: string
  /** values for `L[0]`, rounded once from float64; `t` is step + 1. Empty where there are none. */
  constants(surface: ReadySurface, t: number): Float32Array
}

/** What of a surface decides its text. */
export const lossKey = ({ formula, params }: ReadySurface): string =>
  JSON.stringify([formula, params.map(paramShape)])

/** Throws LaneError when the formula is wrong. */
export function lossGlsl({ id, formula, params }: ReadySurface): LossGlsl {
  const surface = orThrow(id, surfaceNodes(formula, params))
  const { graph, at, t, f, inputs } = surface
  const uniform = new Set([t, ...inputs.map(({ name }) => graph.input(name))])
  const { constants, own } = splitUniform(graph, [f], uniform, new Set(at))
  const functions = new GlslFunctions()
  const writer = new GlslWriter(graph, functions)
  at.forEach((input, i) => writer.bind(input, 'xy'[i]!))
  constants.forEach((node, i) => writer.bind(node, `L[${i >> 2}].${'xyzw'[i & 3]}`))
  const body = writer.statements(own)
  const vectors = Math.ceil(constants.length / 4)
  return {
    text: `${vectors > 0 ? `uniform vec4 L[${vectors}];` : ''}
${functions.text}
float lossAt(float x, float y) {
${body}
return ${writer.value(f)};
}`,
    constants(now, step) {
      const numbers = now.params.flatMap((param) => paramNumbers(SURFACE, param))
      const values = new Map([...numbers, [SURFACE_TIME, step]])
      const packed = new Float32Array(4 * vectors)
      packed.set(evaluate(graph, constants, values))
      return packed
    },
  }
}

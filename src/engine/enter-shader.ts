import { GlslFunctions, GlslWriter } from '#formula/glsl.ts'
import type { NodeId } from '#formula/graph.ts'
import { splitUniform } from '#formula/uniform-nodes.ts'
import type { LaneLayout, LaneShader } from '#engine/lane-layout.ts'
import { fetches, header, inArray, inVec4s, outputs } from '#engine/lane-text.ts'

/**
 * The state a part of a run begins with: θ from `at`, all else its initial value; where cells come
 * `from` a part before, those of the same name go on.
 */
export function enterShader(layout: LaneLayout, from: readonly string[] | null): LaneShader {
  const { targets, varying, varyingTextures, driver } = layout
  const { cells: wanted } = layout.lean
  const functions = new GlslFunctions(driver)
  const { graph } = layout.lean.loop
  const writer = new GlslWriter(graph, functions)
  const place = (name: string) => from?.indexOf(name) ?? -1
  const textures = from ? Math.ceil(from.length / 4) : 1
  const leaves = new Set<NodeId>()
  const bind = (name: string, text: string) => {
    const id = graph.input(name)
    leaves.add(id)
    writer.bind(id, text)
  }
  for (const i of [0, 1]) {
    const theta = from ? place(`theta.${i}`) : i
    const text = theta < 0 ? '0.0' : inVec4s('s', theta)
    bind(`theta.${i}`, text)
    bind(`start.${i}`, text)
  }
  varying.forEach((name, i) => bind(name, inVec4s('v', i)))
  const roots = wanted.map(({ name, initial }) => (place(name) >= 0 ? null : initial))
  const uniform = new Set(
    [...layout.params, 'k', 'lr', 'momentum']
      .map((name) => graph.input(name))
      .filter((id) => !leaves.has(id)),
  )
  const given = roots.filter((id) => id !== null)
  const { constants, own } = splitUniform(graph, given, uniform, leaves)
  constants.forEach((id, i) => writer.bind(id, inArray('C', i)))
  const body = writer.statements(own)
  const cells = roots.map((id, i) => {
    if (id !== null) return writer.value(id)
    const at = place(wanted[i]!.name)
    return inVec4s('s', at)
  })
  const text = [
    header(textures + varyingTextures, targets, constants.length),
    functions.text,
    'void main() {\nivec2 at = ivec2(gl_FragCoord.xy);',
    fetches('s', 0, textures, 'at'),
    fetches('v', textures, varyingTextures, 'at'),
    body,
    outputs(cells),
    '}',
  ].join('\n')
  const samplers = textures + varyingTextures
  return { text, constants, targets, samplers, textures: samplers }
}

import { GlslFunctions, GlslWriter } from '#formula/glsl.ts'
import type { Graph, NodeId } from '#formula/graph.ts'
import { depthFirst, splitUniform } from '#formula/uniform-nodes.ts'
import { type LaneLayout, type LaneShader, ROWS_VEC4 } from '#engine/lane-layout.ts'
import {
  fetches,
  hashOf,
  header,
  inArray,
  inVec4s,
  KEPT_GLSL,
  outputs,
  rowText,
} from '#engine/lane-text.ts'
import { RANDN_GLSL } from '#engine/randn-glsl.ts'
import { isDraw } from '#race/lane-program.ts'

/** What a step's shader may take for granted of the draws it is used for. */
export type StepKind = {
  /** places of columns that are the same at all steps of a draw; they are uniforms */
  readonly held: ReadonlySet<number>
  /** held columns with their value, where it is a condition: what it rules out is not in the shader */
  readonly known: ReadonlyMap<number, number>
  /** a draw makes a multiple of `unroll` steps */
  readonly long: boolean
}

const ANY_STEP: StepKind = { held: new Set(), known: new Map(), long: false }

/**
 * Steps of all lanes: reads a state, writes the one `count` steps further. A row read at every step costs
 * as much as a simple rule, hence `kind`.
 */
export const stepShader = (layout: LaneLayout, kind: StepKind = ANY_STEP): LaneShader =>
  loopShader(layout, 'step', kind)

/** Pixel p of the target is the single lane after p · stride steps. */
export const checkpointShader = (layout: LaneLayout): LaneShader => loopShader(layout, 'checkpoint')

/** Pixel p of the target is what is recorded at step p, from the checkpoint before it. */
export const recordShader = (layout: LaneLayout): LaneShader => loopShader(layout, 'record')

function loopShader(
  layout: LaneLayout,
  mode: 'step' | 'checkpoint' | 'record',
  { held, known, long }: StepKind = ANY_STEP,
): LaneShader {
  const { columns, rowVec4, varyingTextures } = layout
  const { loop, cells, feeds: allFeeds } = layout.lean
  const { graph } = loop
  const functions = new GlslFunctions(layout.driver)
  const writer = new GlslWriter(graph, functions)
  const leaves = new Set<NodeId>([...columns, loop.clock, ...loop.feeds])
  const bind = (id: NodeId, text: string) => {
    leaves.add(id)
    writer.bind(id, text)
  }
  cells.forEach(({ input }, i) => bind(input, `c${i}`))
  layout.varyingIds.forEach((id, i) => bind(id, inVec4s('v', i)))
  columns.forEach((id, i) => writer.bind(id, `r${i}`))
  const timed = !columns.includes(loop.clock)
  if (timed) writer.bind(loop.clock, 'clock')
  const drawn = allFeeds.flatMap((feed, i) => (isDraw(feed) ? [{ feed, id: loop.feeds[i]! }] : []))
  drawn.forEach(({ id }, i) => writer.bind(id, `w${i}`))
  const uniform = new Set(
    layout.params.map((name) => graph.input(name)).filter((id) => !leaves.has(id)),
  )
  const settled = new Map(
    [...known].map(([column, value]) => [columns[column]!, graph.constant(value)]),
  )
  const nexts = cells.map(({ next }) => (settled.size > 0 ? graph.substitute(next, settled) : next))
  const records = mode === 'record' ? loop.records.map(({ node }) => node) : []
  const stepped = splitUniform(graph, nexts, uniform, leaves)
  const recorded = splitUniform(graph, records, uniform, leaves)
  const constants = [
    ...new Set([
      ...stepped.constants,
      ...recorded.constants,
      ...literalOperands(graph, [...stepped.own, ...recorded.own]),
    ]),
  ]
  constants.forEach((id, i) => writer.bind(id, `u${i}`))
  const final = writer.fork()
  const feeds = drawn.map(({ feed }) => feed)
  const used = new Set(graph.reachable([...nexts, ...records]))
  const read = columns.flatMap((id, i) => (held.has(i) || !used.has(id) ? [] : [i]))
  const row = (ahead: number) => rowText(mode === 'step', ahead, { read, feeds, timed, rowVec4 })
  const body = writer.statements(depthFirst(graph, nexts, stepped.own))
  const moved = cells.flatMap(({ input }, i) =>
    input === nexts[i] ? [] : [{ next: nexts[i]!, i }],
  )
  // A cell that becomes another one takes its old value.
  const copied = moved.filter(({ next }) => /^c\d/.test(writer.value(next)))
  const moves = [
    ...copied.map(({ next, i }) => `float m${i} = ${writer.value(next)};`),
    ...moved.map((move) => {
      const from = copied.includes(move) ? `m${move.i}` : writer.value(move.next)
      return `c${move.i} = ${from};`
    }),
  ].join('\n')
  const last = final.statements(recorded.own)
  const step = (ahead: number) => ['{', row(ahead), body, moves, '}'].join('\n')
  const times = long ? layout.unroll : 1
  const targets = mode === 'record' ? layout.recordTargets : layout.targets
  const samplers = layout.targets + varyingTextures
  const own = mode === 'step'
  const text = [
    header(samplers, targets, constants.length),
    own
      ? `layout(std140) uniform Rows { vec4 rows[${ROWS_VEC4}]; };
uniform vec4 H[${Math.max(1, rowVec4)}]; uniform int count;`
      : 'uniform sampler2D R; uniform int rowsWidth, stride, length_, fromWidth;',
    'uniform int first, width; uniform uint seed; uniform float sigma;',
    KEPT_GLSL,
    drawn.length > 0 ? RANDN_GLSL : '',
    functions.text,
    'void main() {\nivec2 at = ivec2(gl_FragCoord.xy);',
    'int pixel = at.y * width + at.x;',
    // A cloud's lane is its own sample; a race's lanes all meet the same noise.
    own ? 'int lane = pixel; int base = first;' : 'int lane = 0;',
    mode === 'checkpoint'
      ? 'int base = first; int count = min(pixel * stride, length_); ivec2 from = ivec2(0);'
      : '',
    mode === 'record'
      ? `int c = pixel / stride; int base = first + c * stride; int count = pixel - c * stride;
ivec2 from = ivec2(c % fromWidth, c / fromWidth);`
      : '',
    fetches('s', 0, layout.targets, own ? 'at' : 'from'),
    fetches('v', layout.targets, varyingTextures, own ? 'at' : 'from'),
    ...constants.map((_, i) => `float u${i} = kept(${inArray('C', i)});`),
    ...[...held].map((i) => `float r${i} = kept(${inArray('H', i)});`),
    ...cells.map((_, i) => `float c${i} = ${inVec4s('s', i)};`),
    ...drawn.map(({ feed }, i) => `uvec3 h${i} = ${hashOf(feed)};`),
    'int i = 0;',
    // One loop only: after a second one, even where it never runs, nothing stays in registers.
    `for (; i < count; i += ${times}) {`,
    own && rowVec4 > 1 && read.length > 0 ? `int row = i * ${rowVec4};` : '',
    ...Array.from({ length: times }, (_, ahead) => step(ahead)),
    '}',
    ...(mode === 'record'
      ? ['{', row(0), last, outputs(records.map((id) => final.value(id))), '}']
      : []),
    ...(mode === 'record' ? [] : [outputs(cells.map((_, i) => `c${i}`))]),
    '}',
  ].join('\n')
  return { text, constants, targets, samplers, textures: samplers + (own ? 0 : 1) }
}

/**
 * Literals that optimizers of shaders compute with as if floats were reals: a division by one becomes a
 * product with its reciprocal, which may be rounded; 0·x becomes 0 though x may be none; x + 0 loses −0.
 */
function literalOperands(graph: Graph, ids: readonly NodeId[]): NodeId[] {
  return ids.flatMap((id) => {
    const node = graph.nodes[id]!
    if (node.kind !== 'op') return []
    return node.args.filter((arg, i) => {
      const value = graph.valueOf(arg)
      if (value === undefined) return false
      const divides = i === 1 && (node.op === 'div' || node.op === 'mod')
      return divides || (value === 0 && ARITHMETIC.has(node.op))
    })
  })
}

const ARITHMETIC: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'div', 'mod'])

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
import type { LeanLoop } from '#race/lean-loop.ts'

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

type Mode = 'step' | 'checkpoint' | 'record'

function loopShader(
  layout: LaneLayout,
  mode: Mode,
  { held, known, long }: StepKind = ANY_STEP,
): LaneShader {
  const { columns, rowVec4, varyingTextures } = layout
  const { loop, cells } = layout.lean
  const { graph } = loop
  const functions = new GlslFunctions(layout.driver)
  const writer = new GlslWriter(graph, functions)
  const { leaves, draws, timed } = bindLeaves(writer, layout)
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
  const used = new Set(graph.reachable([...nexts, ...records]))
  const read = columns.flatMap((id, i) => (held.has(i) || !used.has(id) ? [] : [i]))
  const stepping = mode === 'step'
  const row = (ahead: number) => rowText(stepping, ahead, { read, feeds: draws, timed, rowVec4 })
  const body = writer.statements(depthFirst(graph, nexts, stepped.own))
  const moves = movesText(writer, cells, nexts)
  const last = final.statements(recorded.own)
  const times = long ? layout.unroll : 1
  const targets = mode === 'record' ? layout.recordTargets : layout.targets
  const samplers = layout.targets + varyingTextures
  const from = stepping ? 'at' : 'from'
  const text = [
    header(samplers, targets, constants.length),
    stepping
      ? `layout(std140) uniform Rows { vec4 rows[${ROWS_VEC4}]; };
uniform vec4 H[${Math.max(1, rowVec4)}]; uniform int count;`
      : 'uniform sampler2D R; uniform int rowsWidth, stride, length_, fromWidth;',
    'uniform int first, width; uniform uint seed; uniform float sigma;',
    KEPT_GLSL,
    draws.length > 0 ? RANDN_GLSL : '',
    functions.text,
    'void main() {\nivec2 at = ivec2(gl_FragCoord.xy);',
    'int pixel = at.y * width + at.x;',
    ...BEGINNINGS[mode],
    fetches('s', 0, layout.targets, from),
    fetches('v', layout.targets, varyingTextures, from),
    ...constants.map((_, i) => `float u${i} = kept(${inArray('C', i)});`),
    ...[...held].map((i) => `float r${i} = kept(${inArray('H', i)});`),
    ...cells.map((_, i) => `float c${i} = ${inVec4s('s', i)};`),
    ...draws.map((feed, i) => `uvec3 h${i} = ${hashOf(feed)};`),
    'int i = 0;',
    // One loop only: after a second one, even where it never runs, nothing stays in registers.
    `for (; i < count; i += ${times}) {`,
    stepping && rowVec4 > 1 && read.length > 0 ? `int row = i * ${rowVec4};` : '',
    ...Array.from({ length: times }, (_, ahead) => ['{', row(ahead), body, moves, '}'].join('\n')),
    '}',
    ...(mode === 'record'
      ? ['{', row(0), last, outputs(records.map((id) => final.value(id))), '}']
      : [outputs(cells.map((_, i) => `c${i}`))]),
    '}',
  ].join('\n')
  return { text, constants, targets, samplers, textures: samplers + (stepping ? 0 : 1) }
}

/** Which lane, from which step on and how far, by what the target's pixels are. */
const BEGINNINGS: Readonly<Record<Mode, readonly string[]>> = {
  // A cloud's lane is its own sample; a race's lanes all meet the same noise.
  step: ['int lane = pixel; int base = first;'],
  checkpoint: [
    'int lane = 0;',
    'int base = first; int count = min(pixel * stride, length_); ivec2 from = ivec2(0);',
  ],
  record: [
    'int lane = 0;',
    `int c = pixel / stride; int base = first + c * stride; int count = pixel - c * stride;
ivec2 from = ivec2(c % fromWidth, c / fromWidth);`,
  ],
}

/** Tells the writer what stands for all that a step finds ready. `timed`: no column is the clock itself. */
function bindLeaves(writer: GlslWriter, layout: LaneLayout) {
  const { columns } = layout
  const { loop, cells, feeds } = layout.lean
  const drawn = feeds.flatMap((feed, i) => (isDraw(feed) ? [{ feed, id: loop.feeds[i]! }] : []))
  const timed = !columns.includes(loop.clock)
  cells.forEach(({ input }, i) => writer.bind(input, `c${i}`))
  layout.varyingIds.forEach((id, i) => writer.bind(id, inVec4s('v', i)))
  columns.forEach((id, i) => writer.bind(id, `r${i}`))
  if (timed) writer.bind(loop.clock, 'clock')
  drawn.forEach(({ id }, i) => writer.bind(id, `w${i}`))
  const leaves = new Set<NodeId>([
    ...columns,
    loop.clock,
    ...loop.feeds,
    ...cells.map(({ input }) => input),
    ...layout.varyingIds,
  ])
  return { leaves, draws: drawn.map(({ feed }) => feed), timed }
}

/** Gives the cells their next values; one that becomes another cell takes its old value. */
function movesText(writer: GlslWriter, cells: LeanLoop['cells'], nexts: readonly NodeId[]): string {
  const moved = cells.flatMap(({ input }, i) =>
    input === nexts[i] ? [] : [{ value: writer.value(nexts[i]!), i }],
  )
  const copied = moved.filter(({ value }) => /^c\d/.test(value))
  return [
    ...copied.map(({ value, i }) => `float m${i} = ${value};`),
    ...moved.map((move) => `c${move.i} = ${copied.includes(move) ? `m${move.i}` : move.value};`),
  ].join('\n')
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

import type { DrawFeed } from '#race/lane-program.ts'

/** Pieces of the lanes' shaders: how cells, constants and rows lie in textures and uniforms. */

const XYZW = 'xyzw'

/** Number `i` of vec4s called `name`0, `name`1, … */
export const inVec4s = (name: string, i: number) => `${name}${i >> 2}.${XYZW[i & 3]}`

/** Place `i` among the numbers of an array of vec4 called `name`. */
export const inArray = (name: string, i: number) => `${name}[${i >> 2}].${XYZW[i & 3]}`

/**
 * A plain copy of a uniform is not kept in a register: SwiftShader loads it again at each use, which
 * doubled the time of a step. Bits that a uniform might change must be computed, once.
 */
export const KEPT_GLSL = `uniform uint zero;
float kept(float a) { return uintBitsToFloat(floatBitsToUint(a) ^ zero); }`

/** The part of a draw's hash that no step changes. */
export const hashOf = ({ site, coordinate }: DrawFeed) =>
  `pcg3d(uvec3(seed, ${site}u, ${coordinate}u))`

/** Everything before the functions: precision, samplers, constants, targets. */
export function header(textures: number, targets: number, constants: number): string {
  return [
    '#version 300 es',
    'precision highp float;',
    'precision highp int;',
    'precision highp sampler2D;',
    ...Array.from({ length: textures }, (_, i) => `uniform sampler2D S${i};`),
    constants > 0 ? `uniform vec4 C[${Math.ceil(constants / 4)}];` : '',
    ...Array.from({ length: targets }, (_, i) => `layout(location = ${i}) out vec4 o${i};`),
  ].join('\n')
}

/** Reads textures S`first`, … at a texel into vec4s called `name`0, … */
export const fetches = (name: string, first: number, count: number, at: string) =>
  Array.from(
    { length: count },
    (_, i) => `vec4 ${name}${i} = texelFetch(S${first + i}, ${at}, 0);`,
  ).join('\n')

/** Writes numbers to the targets, four each; what is left over is 0. */
export function outputs(values: readonly string[]): string {
  const lines: string[] = []
  for (let i = 0; i < values.length; i += 4) {
    const four = Array.from({ length: 4 }, (_, j) => values[i + j] ?? '0.0')
    lines.push(`o${i >> 2} = vec4(${four.join(', ')});`)
  }
  return lines.join('\n')
}

/** What a step reads beside its state. */
export type RowReads = {
  /** places of the columns it reads */
  readonly read: readonly number[]
  /** its draws */
  readonly feeds: readonly DrawFeed[]
  /** it reads the clock itself */
  readonly timed: boolean
  /** vec4s of a row */
  readonly rowVec4: number
}

/**
 * What the step `ahead` of the loop's counter reads beside its state: its row, the clock, its draws.
 * `inBlock`: the draw's rows are in its uniform block, else all the run's in the texture `R`.
 */
export function rowText(
  inBlock: boolean,
  ahead: number,
  { read, feeds, timed, rowVec4 }: RowReads,
): string {
  const g = rowVec4
  const step = `(i + ${ahead})`
  const place = g === 1 ? `i + ${ahead}` : `row + ${ahead * g}`
  // Number by number: a driver that does not see that all lanes read the same pays for each.
  const rows = inBlock
    ? read.map(
        (i) => `float r${i} = rows[${g === 1 ? place : `${place} + ${i >> 2}`}].${XYZW[i & 3]};`,
      )
    : [
        ...Array.from({ length: g }, (_, j) => {
          const at = `(base + ${step}) * ${g} + ${j}`
          return `int at${j} = ${at}; vec4 q${j} = texelFetch(R, ivec2(at${j} % rowsWidth, at${j} / rowsWidth), 0);`
        }),
        ...read.map((i) => `float r${i} = q${i >> 2}.${XYZW[i & 3]};`),
      ]
  const draws = feeds.map((feed, i) => {
    const draw = `randn(h${i}, base + ${step}, lane)`
    return `float w${i} = ${feed.kind === 'noise' ? `sigma * ${draw}` : draw};`
  })
  return [timed ? `float clock = float(base + ${step});` : '', ...rows, ...draws].join('\n')
}

import { seriesOfNode } from '#formula/float32.ts'
import type { Graph, NodeId } from '#formula/graph.ts'
import { GLSL_HELPERS, type GlslHelper, glslNumber, glslOperation } from '#formula/glsl-ops.ts'
import type { Op } from '#formula/op.ts'
import type { Series } from '#formula/series-builder.ts'

const COMPARE: Partial<Record<Op, string>> = {
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '==',
  ne: '!=',
}

/**
 * Writes nodes of a graph as GLSL ES 3.0 statements in float32, one a node and one rounding each. No
 * user's name reaches the text: a node is `n17`, an input whatever it is `bound` to.
 */
export class GlslWriter {
  readonly #graph: Graph
  readonly #bound = new Map<NodeId, string>()
  readonly #functions: GlslFunctions

  constructor(graph: Graph, functions: GlslFunctions) {
    this.#graph = graph
    this.#functions = functions
  }

  /** The GLSL expression that stands for a node; must be one name or one access. */
  bind(id: NodeId, text: string): void {
    this.#bound.set(id, text)
  }

  /** A writer that knows what this one knows, for another block of the shader. */
  fork(): GlslWriter {
    const forked = new GlslWriter(this.#graph, this.#functions)
    for (const [id, text] of this.#bound) forked.bind(id, text)
    return forked
  }

  /** Statements that compute the given nodes, which are in order of evaluation. */
  statements(ids: readonly NodeId[]): string {
    const lines: string[] = []
    for (const id of ids) {
      const node = this.#graph.nodes[id]!
      if (node.kind !== 'op' || this.#bound.has(id)) continue
      lines.push(`float n${id} = ${this.#operation(node.op, node.args)};`)
      this.#bound.set(id, `n${id}`)
    }
    return lines.join('\n')
  }

  /** What stands for a node that is bound, written or a number. */
  value(id: NodeId): string {
    const known = this.#bound.get(id)
    if (known !== undefined) return known
    const node = this.#graph.nodes[id]!
    if (node.kind === 'const') return glslNumber(node.value)
    throw new Error(`node ${id} has no value yet`)
  }

  #operation(op: Op, args: readonly NodeId[]): string {
    // Not `? :`, which becomes a branch and costs ten times as much where lanes run in step.
    if (op === 'select')
      return `mix(${this.value(args[2]!)}, ${this.value(args[1]!)}, ${this.#condition(args[0]!)})`
    if (op === 'and' || op === 'or' || op === 'not' || COMPARE[op] !== undefined)
      return `float${this.#test(op, args)}`
    const values = args.map((arg) => this.value(arg))
    const series = seriesOfNode(this.#graph, { op, args })
    if (series) {
      const given = values.slice(0, series.inputs.length)
      return `${this.#functions.series(series)}(${given.join(', ')})`
    }
    if (op === 'sqrt' && this.#functions.nativeRoot) return `sqrt(${values[0]})`
    const { text, helper } = glslOperation(op, values)
    if (helper) this.#functions.helper(helper)
    return text
  }

  #test(op: Op, args: readonly NodeId[]): string {
    const compare = COMPARE[op]
    if (compare !== undefined) return `(${this.value(args[0]!)} ${compare} ${this.value(args[1]!)})`
    const [a, b] = args.map((arg) => this.#condition(arg))
    return op === 'not' ? `(!${a})` : `(${a} ${op === 'and' ? '&&' : '||'} ${b})`
  }

  /** Whether a node's number is neither 0 nor NaN. */
  #condition(id: NodeId): string {
    const node = this.#graph.nodes[id]!
    // Only comparisons made here are written again: chains of connectives would grow.
    if (node.kind === 'op' && COMPARE[node.op] !== undefined && this.#bound.get(id) === `n${id}`)
      return this.#test(node.op, node.args)
    return `(abs(${this.value(id)}) > 0.0)`
  }
}

/** The functions a shader needs, each once, in an order in which each stands before its callers. */
export class GlslFunctions {
  readonly #texts = new Map<string, string>()
  readonly nativeRoot: boolean

  /** `nativeRoot`: the driver's sqrt of a negative number was seen to be NaN; GLSL does not promise it. */
  constructor({ nativeRoot = false }: { nativeRoot?: boolean } = {}) {
    this.nativeRoot = nativeRoot
  }

  helper(name: GlslHelper): void {
    this.#texts.set(name, GLSL_HELPERS[name])
  }

  /** The name of a series' function. */
  series({ name: word, graph, inputs, result }: Series): string {
    const name = `f_${word}`
    if (this.#texts.has(name)) return name
    const writer = new GlslWriter(graph, this)
    inputs.forEach((id, i) => writer.bind(id, 'ab'[i]!))
    const body = writer.statements(graph.reachable([result]))
    const params = inputs.map((_, i) => `float ${'ab'[i]}`).join(', ')
    // set last: what it calls itself stands before it
    this.#texts.set(name, `float ${name}(${params}) {\n${body}\nreturn ${writer.value(result)};\n}`)
    return name
  }

  get text(): string {
    return [...this.#texts.values()].join('\n')
  }
}

import { evaluateOp, type Op, truthy } from '#formula/op.ts'

/** A node's place in its graph's list. */
export type NodeId = number

/** What a node is: an operation on earlier nodes, a number, or a named input. */
export type GraphNode =
  | { readonly kind: 'op'; readonly op: Op; readonly args: readonly NodeId[] }
  | { readonly kind: 'const'; readonly value: number }
  | { readonly kind: 'input'; readonly name: string }

const COMMUTES: ReadonlySet<Op> = new Set<Op>(['add', 'mul', 'min', 'max', 'eq', 'ne', 'and', 'or'])

/** A hard stop while building, so that hostile text ends early; what lives is counted separately. */
const HARD_LIMIT = 60_000

/** The same for operations asked for, most of which may turn out to be known or the same. */
const ASKED_LIMIT = 10 * HARD_LIMIT

/** Thrown at the hard stop; `bounded` turns it into the error a person is shown. */
export class GraphTooBig extends Error {}

/**
 * A hash-consed list of scalar operations: equal expressions are one node, numbers are folded.
 * Arguments always stand before their node, so the list is already in order of evaluation.
 * Only identities that hold for every float64, NaN, infinities and −0 included, are applied.
 */
export class Graph {
  readonly nodes: GraphNode[] = []
  readonly #ids = new Map<string, NodeId>()
  #asked = 0

  constant(value: number): NodeId {
    return this.#intern(`#${Object.is(value, -0) ? '-0' : value}`, { kind: 'const', value })
  }

  input(name: string): NodeId {
    return this.#intern(`$${name}`, { kind: 'input', name })
  }

  op(op: Op, ...args: NodeId[]): NodeId {
    if (++this.#asked > ASKED_LIMIT) throw new GraphTooBig()
    const known = args.map((id) => this.valueOf(id))
    if (known.every((value) => value !== undefined)) {
      return this.constant(evaluateOp(op, known[0] ?? 0, known[1] ?? 0, known[2] ?? 0))
    }
    const simpler = this.#simplify(op, args, known)
    if (simpler !== undefined) return simpler
    if (COMMUTES.has(op) && args[0]! > args[1]!) args.reverse()
    return this.#intern(`${op} ${args.join(' ')}`, { kind: 'op', op, args })
  }

  /** The number of a constant node, or undefined. */
  valueOf(id: NodeId): number | undefined {
    const node = this.nodes[id]!
    return node.kind === 'const' ? node.value : undefined
  }

  /** The nodes that the given ones need, themselves included, in order of evaluation. */
  reachable(roots: Iterable<NodeId>): NodeId[] {
    const seen = new Uint8Array(this.nodes.length)
    for (const root of roots) seen[root] = 1
    for (let id = this.nodes.length - 1; id >= 0; id--) {
      const node = this.nodes[id]!
      if (seen[id] && node.kind === 'op') for (const arg of node.args) seen[arg] = 1
    }
    const live: NodeId[] = []
    for (let id = 0; id < seen.length; id++) if (seen[id]) live.push(id)
    return live
  }

  /** Rebuilds `root` with some nodes replaced; `memo` holds the replacements and is filled. */
  substitute(root: NodeId, memo: Map<NodeId, NodeId>): NodeId {
    for (const id of this.reachable([root])) {
      const node = this.nodes[id]!
      if (memo.has(id)) continue
      memo.set(
        id,
        node.kind === 'op' ? this.op(node.op, ...node.args.map((arg) => memo.get(arg)!)) : id,
      )
    }
    return memo.get(root)!
  }

  #simplify(
    op: Op,
    [a, b, c]: readonly NodeId[],
    [p, q]: readonly (number | undefined)[],
  ): NodeId | undefined {
    if (op === 'mul' && p === 1) return b
    if (op === 'mul' && p === -1) return this.op('neg', b!)
    if (op === 'mul' && q === -1) return this.op('neg', a!)
    const [minusA, minusB] = [this.#negated(a), this.#negated(b)]
    // Rounding is the same on both sides of zero. Sums only where a zero keeps its sign.
    if ((op === 'mul' || op === 'div') && (minusA ?? minusB) !== undefined) {
      const product = this.op(op, minusA ?? a!, minusB ?? b!)
      return minusA !== undefined && minusB !== undefined ? product : this.op('neg', product)
    }
    if (op === 'add' && minusA !== undefined && a === b)
      return this.op('neg', this.op('add', minusA, minusA))
    if (op === 'add' && minusB !== undefined) return this.op('sub', a!, minusB)
    if (op === 'add' && minusA !== undefined) return this.op('sub', b!, minusA)
    if (op === 'sub' && minusB !== undefined) return this.op('add', a!, minusB)
    if ((op === 'mul' || op === 'div' || op === 'pow') && q === 1) return a
    if (op === 'pow' && q === 0) return this.constant(1)
    if (op === 'sub' && Object.is(q, 0)) return a
    if (op === 'select') return p !== undefined ? (truthy(p) ? b : c) : b === c ? b : undefined
    return op === 'neg' ? minusA : undefined
  }

  /** What a node is the negative of, or undefined. */
  #negated(id: NodeId | undefined): NodeId | undefined {
    const node = id === undefined ? undefined : this.nodes[id]
    return node?.kind === 'op' && node.op === 'neg' ? node.args[0] : undefined
  }

  #intern(key: string, node: GraphNode): NodeId {
    const found = this.#ids.get(key)
    if (found !== undefined) return found
    if (this.nodes.length >= HARD_LIMIT) throw new GraphTooBig()
    this.nodes.push(node)
    this.#ids.set(key, this.nodes.length - 1)
    return this.nodes.length - 1
  }
}

import type { Reduction } from '#formula/functions.ts'
import { evaluateOp, type Op } from '#formula/op.ts'
import { SCALAR, type Shape } from '#formula/shape.ts'

/** A node's place in its graph's list. */
export type TensorId = number

/** What a node is: a number, a named value from outside, or an operation on earlier nodes. */
type TensorOperation =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'op'; readonly op: Op; readonly args: readonly TensorId[] }
  /** a number, or one for each tensor, at every parameter */
  | { readonly kind: 'spread'; readonly args: readonly [TensorId] }
  | {
      readonly kind: 'reduce'
      readonly reduction: Reduction
      readonly all: boolean
      readonly args: readonly TensorId[]
    }
  | { readonly kind: 'total'; readonly args: readonly [list: TensorId] }
  | { readonly kind: 'at'; readonly args: readonly [list: TensorId, index: TensorId] }
  | { readonly kind: 'grad' | 'loss'; readonly args: readonly [point: TensorId] }
  | { readonly kind: 'randn'; readonly site: number }

/** An operation with the shape of what comes out. */
export type TensorNode = TensorOperation & { readonly shape: Shape }

/**
 * A step of a run as operations on whole tensors: formulas are read once, equal operations are one
 * node, and arguments stand before their node, so the list is already in order of evaluation.
 */
export class TensorGraph {
  readonly nodes: TensorNode[] = []
  readonly #ids = new Map<string, TensorId>()

  constant(value: number): TensorId {
    const key = `#${Object.is(value, -0) ? '-0' : value}`
    return this.#intern(key, { kind: 'constant', value, shape: SCALAR })
  }

  input(name: string, shape: Shape): TensorId {
    return this.#intern(`$${name} ${keyOf(shape)}`, { kind: 'input', name, shape })
  }

  /** An operation on earlier nodes; known numbers are folded. */
  add(node: Exclude<TensorNode, { kind: 'constant' | 'input' }>): TensorId {
    const args = 'args' in node ? node.args : []
    if (node.kind === 'op') {
      const known = args.map((id) => this.valueOf(id))
      if (known.every((value) => value !== undefined))
        return this.constant(evaluateOp(node.op, known[0] ?? 0, known[1] ?? 0, known[2] ?? 0))
    }
    const { shape, ...rest } = node
    return this.#intern(`${JSON.stringify(rest)} ${keyOf(shape)}`, node)
  }

  shapeOf(id: TensorId): Shape {
    return this.nodes[id]!.shape
  }

  /** The number of a constant, or undefined. */
  valueOf(id: TensorId): number | undefined {
    const node = this.nodes[id]!
    return node.kind === 'constant' ? node.value : undefined
  }

  /** The nodes that the given ones need, themselves included, in order of evaluation. */
  reachable(roots: Iterable<TensorId>): TensorId[] {
    const seen = new Uint8Array(this.nodes.length)
    for (const root of roots) seen[root] = 1
    for (let id = this.nodes.length - 1; id >= 0; id--) {
      const node = this.nodes[id]!
      if (seen[id] && 'args' in node) for (const arg of node.args) seen[arg] = 1
    }
    return this.nodes.flatMap((_, id) => (seen[id] ? [id] : []))
  }

  #intern(key: string, node: TensorNode): TensorId {
    const found = this.#ids.get(key)
    if (found !== undefined) return found
    this.nodes.push(node)
    this.#ids.set(key, this.nodes.length - 1)
    return this.nodes.length - 1
  }
}

const keyOf = (shape: Shape) => (shape.kind === 'list' ? `list ${shape.length}` : shape.kind)

import type { Shape } from '#formula/shape.ts'
import type { Layout } from '#race/net/layout.ts'
import type { TensorGraph, TensorId, TensorNode } from '#race/net/tensor-graph.ts'
import { elementwise, type Kernel, reduction } from '#race/net/tensor-kernels.ts'

/** What a step's formulas may ask for while it runs. */
export type TensorOracles = {
  /** writes the gradient handed out at a point */
  grad(point: Float64Array, out: Float64Array): void
  loss(point: Float64Array): number
  /** writes one draw for each parameter */
  randn(site: number, out: Float64Array): void
}

/** Runs a graph of tensor operations: an array for each node, a prepared loop for each operation. */
export class TensorMachine {
  readonly #graph: TensorGraph
  readonly #layout: Layout
  readonly #oracles: TensorOracles
  readonly #arrays = new Map<TensorId, Float64Array>()

  constructor(graph: TensorGraph, layout: Layout, oracles: TensorOracles) {
    this.#graph = graph
    this.#layout = layout
    this.#oracles = oracles
  }

  /** The array that holds a node's value; those of inputs are for the caller to write. */
  values(id: TensorId): Float64Array {
    const found = this.#arrays.get(id)
    if (found) return found
    const node = this.#graph.nodes[id]!
    const array = new Float64Array(this.#width(node.shape))
    if (node.kind === 'constant') array.fill(node.value)
    this.#arrays.set(id, array)
    return array
  }

  /** What evaluates these nodes and all they need, in order. */
  program(roots: Iterable<TensorId>): () => void {
    const kernels = this.#graph.reachable(roots).flatMap((id) => {
      const kernel = this.#kernel(this.#graph.nodes[id]!, this.values(id))
      return kernel ? [kernel] : []
    })
    return () => {
      for (const kernel of kernels) kernel()
    }
  }

  #width(shape: Shape): number {
    switch (shape.kind) {
      case 'scalar':
        return 1
      case 'tensor':
        return this.#layout.tensors.length
      case 'param':
        return this.#layout.count
      case 'list':
        return shape.length
    }
  }

  #kernel(node: TensorNode, out: Float64Array): Kernel | null {
    if (node.kind === 'constant' || node.kind === 'input') return null
    const args = 'args' in node ? node.args.map((arg) => this.values(arg)) : []
    const [first = out, second = first] = args
    const { tensors, count } = this.#layout
    switch (node.kind) {
      case 'op':
        return elementwise(node.op, out, args)
      case 'spread':
        return first.length === 1 || node.shape.kind !== 'param'
          ? () => out.fill(first[0]!)
          : () => {
              tensors.forEach(({ at, length }, i) => out.fill(first[i]!, at, at + length))
            }
      case 'reduce':
        return reduction(node.reduction, out, args, node.all ? [{ at: 0, length: count }] : tensors)
      case 'total':
        return reduction('sum', out, args, [{ at: 0, length: first.length }])
      case 'at':
        return () => {
          for (let i = 0; i < out.length; i++) out[i] = picked(first, second[i]!)
        }
      case 'grad':
        return () => this.#oracles.grad(first, out)
      case 'loss':
        return () => {
          out[0] = this.#oracles.loss(first)
        }
      case 'randn':
        return () => this.#oracles.randn(node.site, out)
    }
  }
}

/** A list's number at an index, floored and kept in range; what is no number picks the first. */
function picked(list: Float64Array, index: number): number {
  const place = Math.min(Math.max(Math.floor(index), 0), list.length - 1)
  return list[place || 0]!
}

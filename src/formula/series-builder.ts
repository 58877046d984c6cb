import { Graph, type NodeId } from '#formula/graph.ts'
import type { Op } from '#formula/op.ts'

/** An operation as a graph of simpler ones: each node rounded once to float32. */
export type Series = {
  /** a word of letters and digits, unique among all series: what a target may call its function */
  readonly name: string
  readonly graph: Graph
  /** nodes of the arguments, in order; fewer than the operation's where the others are known */
  readonly inputs: readonly NodeId[]
  readonly result: NodeId
}

/** A number as the sum of two float32, the second far smaller. */
export type Pair = { readonly hi: NodeId; readonly lo: NodeId }

/** Cuts a float32 into two of 12 bits (Veltkamp). */
const SPLITTER = 4097

/**
 * Writes a series, every constant rounded to float32 as it is put down. Shader compilers take some
 * liberties with numbers that are written out, so no series has c ± (c ± x), c·x + c·y or x + 0.
 */
export class SeriesBuilder {
  readonly graph = new Graph()

  number(value: number): NodeId {
    return this.graph.constant(Math.fround(value))
  }

  op(op: Op, ...args: NodeId[]): NodeId {
    const node = this.graph.op(op, ...args)
    // the graph folds numbers in float64
    const value = this.graph.valueOf(node)
    return value === undefined ? node : this.number(value)
  }

  add(a: NodeId, b: NodeId): NodeId {
    return this.op('add', a, b)
  }

  sub(a: NodeId, b: NodeId): NodeId {
    return this.op('sub', a, b)
  }

  mul(a: NodeId, b: NodeId): NodeId {
    return this.op('mul', a, b)
  }

  div(a: NodeId, b: NodeId): NodeId {
    return this.op('div', a, b)
  }

  abs(a: NodeId): NodeId {
    return this.op('abs', a)
  }

  neg(a: NodeId): NodeId {
    return this.op('neg', a)
  }

  select(condition: NodeId, yes: NodeId, no: NodeId): NodeId {
    return this.op('select', condition, yes, no)
  }

  /** Comparison of a node with a number. */
  is(a: NodeId, op: 'lt' | 'le' | 'gt' | 'ge' | 'eq', value: number): NodeId {
    return this.op(op, a, this.number(value))
  }

  /** False for NaN; written so that no shader compiler may take it for always true. */
  isNumber(a: NodeId): NodeId {
    return this.is(this.abs(a), 'le', Infinity)
  }

  /** Product with a number. */
  times(a: NodeId, factor: number): NodeId {
    return this.mul(a, this.number(factor))
  }

  /** Sum with a number. */
  plus(a: NodeId, value: number): NodeId {
    return this.add(a, this.number(value))
  }

  /** A polynomial by Horner's rule, the highest coefficient first. */
  polynomial(x: NodeId, coefficients: readonly number[]): NodeId {
    const [highest = 0, ...rest] = coefficients
    return rest.reduce((sum, c) => this.plus(this.mul(sum, x), c), this.number(highest))
  }

  /** `result` with the sign that `a` has; results are not negative. */
  signed(a: NodeId, result: NodeId): NodeId {
    return this.select(this.is(a, 'lt', 0), this.neg(result), result)
  }

  /** a·b exactly, without a fused multiply-add (Dekker); |a|, |b| < 2¹¹⁵. */
  product(a: NodeId, b: NodeId): Pair {
    const hi = this.mul(a, b)
    const [p, q] = [this.#halves(a), this.#halves(b)]
    const first = this.sub(this.mul(p.hi, q.hi), hi)
    const crossed = this.add(this.add(first, this.mul(p.hi, q.lo)), this.mul(p.lo, q.hi))
    return { hi, lo: this.add(crossed, this.mul(p.lo, q.lo)) }
  }

  /** a + b exactly (Knuth). */
  sum(a: NodeId, b: NodeId): Pair {
    const hi = this.add(a, b)
    const ofB = this.sub(hi, a)
    const lo = this.add(this.sub(a, this.sub(hi, ofB)), this.sub(b, ofB))
    return { hi, lo }
  }

  series(name: string, inputs: readonly NodeId[], result: NodeId): Series {
    return { name, graph: this.graph, inputs, result }
  }

  #halves(a: NodeId): Pair {
    const wide = this.times(a, SPLITTER)
    const hi = this.sub(wide, this.sub(wide, a))
    return { hi, lo: this.sub(a, hi) }
  }
}

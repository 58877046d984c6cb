import type { Graph, NodeId } from '#formula/graph.ts'
import { type Binary, isUnary, type Op, type Unary } from '#formula/op.ts'

/** A derivative: a node, or null where it is zero by structure (never 0·∞). */
type Derivative = NodeId | null

/**
 * The exact derivative of `root` by the input `by`, as more graph. Forward, once per node.
 * A branch not taken never leaks: D(c ? a : b) = c ? Da : Db. Steps, comparisons and rounding
 * have derivative 0; abs has 0 at 0; min and max share a tie half and half, as torch does.
 */
export function differentiate(graph: Graph, root: NodeId, by: NodeId): NodeId {
  const derivatives = new Map<NodeId, Derivative>()
  for (const id of graph.reachable([root])) {
    const node = graph.nodes[id]!
    if (id === by) derivatives.set(id, graph.constant(1))
    else if (node.kind !== 'op') derivatives.set(id, null)
    else
      derivatives.set(
        id,
        derive(graph, id, node.op, node.args, (arg) => derivatives.get(arg) ?? null),
      )
  }
  return derivatives.get(root) ?? graph.constant(0)
}

function derive(
  graph: Graph,
  self: NodeId,
  op: Op,
  args: readonly NodeId[],
  of: (id: NodeId) => Derivative,
): Derivative {
  const [a, b, c] = [args[0]!, args[1]!, args[2]!]
  if (op === 'select') {
    const [yes, no] = [of(b), of(c)]
    if (yes === null && no === null) return null
    return graph.op('select', a, yes ?? graph.constant(0), no ?? graph.constant(0))
  }
  if (isUnary(op)) {
    const da = of(a)
    return da === null ? null : deriveUnary(graph, self, op, a, da)
  }
  return deriveBinary(graph, self, op, [a, b], [of(a), of(b)])
}

function deriveUnary(graph: Graph, self: NodeId, op: Unary, a: NodeId, da: NodeId): Derivative {
  const k = (value: number) => graph.constant(value)
  const times = (factor: NodeId) => graph.op('mul', factor, da)
  const over = (divisor: NodeId) => graph.op('div', da, divisor)
  const square = (id: NodeId) => graph.op('mul', id, id)
  switch (op) {
    case 'neg':
      return graph.op('neg', da)
    case 'abs':
      return times(graph.op('sign', a))
    case 'sqrt':
      return over(graph.op('mul', k(2), self))
    case 'cbrt':
      return over(graph.op('mul', k(3), square(self)))
    case 'exp':
      return times(self)
    case 'log':
      return over(a)
    case 'log2':
      return over(graph.op('mul', a, k(Math.LN2)))
    case 'log10':
      return over(graph.op('mul', a, k(Math.LN10)))
    case 'sin':
      return times(graph.op('cos', a))
    case 'cos':
      return times(graph.op('neg', graph.op('sin', a)))
    case 'tan':
      return times(graph.op('add', k(1), square(self)))
    case 'asin':
      return over(graph.op('sqrt', graph.op('sub', k(1), square(a))))
    case 'acos':
      return over(graph.op('neg', graph.op('sqrt', graph.op('sub', k(1), square(a)))))
    case 'atan':
      return over(graph.op('add', k(1), square(a)))
    case 'sinh':
      return times(graph.op('cosh', a))
    case 'cosh':
      return times(graph.op('sinh', a))
    case 'tanh':
      return times(graph.op('sub', k(1), square(self)))
    case 'sigmoid':
      return times(graph.op('mul', self, graph.op('sub', k(1), self)))
    case 'softplus':
      return times(graph.op('sigmoid', a))
    case 'erf':
      return times(
        graph.op('mul', k(2 / Math.sqrt(Math.PI)), graph.op('exp', graph.op('neg', square(a)))),
      )
    case 'sign':
    case 'floor':
    case 'ceil':
    case 'round':
    case 'not':
    case 'twoTo':
    case 'exponentOf':
      return null
  }
}

function deriveBinary(
  graph: Graph,
  self: NodeId,
  op: Binary,
  [a, b]: readonly [NodeId, NodeId],
  [da, db]: readonly [Derivative, Derivative],
): Derivative {
  if (da === null && db === null) return null
  const add = (p: Derivative, q: Derivative): Derivative =>
    p === null ? q : q === null ? p : graph.op('add', p, q)
  const mul = (factor: NodeId, d: Derivative): Derivative =>
    d === null ? null : graph.op('mul', factor, d)
  const zero = graph.constant(0)
  switch (op) {
    case 'add':
      return add(da, db)
    case 'sub':
      return db === null ? da : da === null ? graph.op('neg', db) : graph.op('sub', da, db)
    case 'mul':
      return add(mul(b, da), mul(a, db))
    case 'div': {
      // (a/b)' = (a' − (a/b) b') / b
      const top = db === null ? da! : graph.op('mul', self, db)
      if (db === null) return graph.op('div', top, b)
      return graph.op('div', da === null ? graph.op('neg', top) : graph.op('sub', da, top), b)
    }
    case 'pow':
      return add(powerByBase(graph, a, b, da), powerByExponent(graph, self, a, b, db))
    case 'atan2': {
      const radius = graph.op('add', graph.op('mul', a, a), graph.op('mul', b, b))
      const top = add(mul(b, da), db === null ? null : graph.op('neg', graph.op('mul', a, db)))
      return graph.op('div', top!, radius)
    }
    case 'mod':
      // a − b·floor(a/b), with floor' = 0
      return db === null
        ? da
        : graph.op('sub', da ?? zero, graph.op('mul', graph.op('floor', graph.op('div', a, b)), db))
    case 'min':
    case 'max': {
      const [first, second] = [da ?? zero, db ?? zero]
      const tie = graph.op('mul', graph.constant(0.5), graph.op('add', first, second))
      const wins = op === 'min' ? 'lt' : 'gt'
      return graph.op(
        'select',
        graph.op(wins, a, b),
        first,
        graph.op('select', graph.op(wins, b, a), second, tie),
      )
    }
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
    case 'eq':
    case 'ne':
    case 'and':
    case 'or':
      return null
  }
}

/** b·a^(b−1)·a', and 0 where the exponent is 0 (torch does the same). */
function powerByBase(graph: Graph, a: NodeId, b: NodeId, da: Derivative): Derivative {
  if (da === null) return null
  const slope = graph.op('mul', b, graph.op('pow', a, graph.op('sub', b, graph.constant(1))))
  const safe =
    graph.valueOf(b) === undefined ? graph.op('select', b, slope, graph.constant(0)) : slope
  return graph.op('mul', safe, da)
}

/** a^b·log(a)·b', and 0 at a = 0 with b ≥ 0 (torch does the same). */
function powerByExponent(
  graph: Graph,
  self: NodeId,
  a: NodeId,
  b: NodeId,
  db: Derivative,
): Derivative {
  if (db === null) return null
  const slope = graph.op('mul', self, graph.op('log', a))
  const zero = graph.constant(0)
  const atZero = graph.op('and', graph.op('eq', a, zero), graph.op('ge', b, zero))
  return graph.op('mul', graph.op('select', atZero, zero, slope), db)
}

import { describe, expect, test } from 'vitest'
import { Graph, GraphTooBig } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import { BINARY, type Binary, evaluateOp, type Unary, UNARY } from '#formula/op.ts'

const ODD = [NaN, 0, -0, 1, -1, 2, 0.5, -3, Infinity, -Infinity, 5e-324, 1e308]
const unary = Object.keys(UNARY) as Unary[]
const binary = Object.keys(BINARY) as Binary[]

/** The value of a node where a = p and b = q. */
const valueAt = (graph: Graph, node: number, p: number, q: number) =>
  evaluate(
    graph,
    [node],
    new Map([
      ['a', p],
      ['b', q],
    ]),
  )[0]!

describe('what a graph simplifies it may simplify for every number', () => {
  test.each(binary)('%s with one side known', (op) => {
    for (const p of ODD) {
      for (const q of ODD) {
        const graph = new Graph()
        const [a, b] = [graph.input('a'), graph.input('b')]
        const wanted = evaluateOp(op, p, q, 0)
        expect(valueAt(graph, graph.op(op, a, graph.constant(q)), p, q)).toBe(wanted)
        expect(valueAt(graph, graph.op(op, graph.constant(p), b), p, q)).toBe(wanted)
        expect(valueAt(graph, graph.op(op, a, b), p, q)).toBe(wanted)
        expect(graph.valueOf(graph.op(op, graph.constant(p), graph.constant(q)))).toBe(wanted)
      }
    }
  })

  test.each(unary)('%s of %s', (op) => {
    for (const outer of unary) {
      const graph = new Graph()
      const node = graph.op(outer, graph.op(op, graph.input('a')))
      for (const p of ODD)
        expect(valueAt(graph, node, p, 0)).toBe(evaluateOp(outer, evaluateOp(op, p, 0, 0), 0, 0))
    }
  })

  test('a choice that is known, or makes no difference', () => {
    const graph = new Graph()
    const [a, b] = [graph.input('a'), graph.input('b')]
    const choose = (c: number) => graph.op('select', graph.constant(c), a, b)
    expect([1, -0.5, Infinity, 0, -0, NaN].map(choose)).toEqual([a, a, a, b, b, b])
    expect(graph.op('select', graph.op('lt', a, b), b, b)).toBe(b)
  })
})

describe('a node stands once', () => {
  test('whatever the order, where it does not matter', () => {
    const graph = new Graph()
    const [a, b] = [graph.input('a'), graph.input('b')]
    for (const op of ['add', 'mul', 'min', 'max', 'eq', 'ne', 'and', 'or'] as const) {
      expect(graph.op(op, a, b)).toBe(graph.op(op, b, a))
    }
    for (const op of ['sub', 'div', 'pow', 'mod', 'atan2', 'lt', 'ge'] as const) {
      expect(graph.op(op, a, b)).not.toBe(graph.op(op, b, a))
    }
  })

  test('but 0 and −0 are two, and an input is not a number', () => {
    const graph = new Graph()
    expect(graph.constant(0)).not.toBe(graph.constant(-0))
    expect(graph.constant(NaN)).toBe(graph.constant(NaN))
    expect(graph.input('1')).not.toBe(graph.constant(1))
  })
})

test('the nodes that some need come in order of evaluation', () => {
  const graph = new Graph()
  const [a, b] = [graph.input('a'), graph.input('b')]
  const sum = graph.op('add', a, b)
  const other = graph.op('sin', b)
  const root = graph.op('mul', sum, a)
  expect(graph.reachable([root])).toEqual([a, b, sum, root])
  expect(graph.reachable([other, sum])).toEqual([a, b, sum, other])
})

test('replacing an input rebuilds what stands on it, and simplifies anew', () => {
  const graph = new Graph()
  const [a, b] = [graph.input('a'), graph.input('b')]
  const root = graph.op('add', graph.op('mul', a, b), graph.op('sin', b))
  const replaced = graph.substitute(root, new Map([[a, graph.constant(1)]]))
  expect(replaced).toBe(graph.op('add', b, graph.op('sin', b)))
  expect(graph.substitute(root, new Map([[a, a]]))).toBe(root)
})

describe('a graph ends', () => {
  const grow = (make: (graph: Graph, i: number) => void) => () => {
    const graph = new Graph()
    for (let i = 0; i < 1e7; i++) make(graph, i)
  }

  test('at 60,000 nodes', () => {
    const graph = new Graph()
    expect(() => {
      for (let i = 0; i < 1e7; i++) graph.input(`x${i}`)
    }).toThrow(GraphTooBig)
    expect(graph.nodes).toHaveLength(60_000)
  })

  test('at 600,000 operations asked for, though they make no node', () => {
    expect(grow((graph, i) => graph.op('add', graph.constant(1), graph.constant(i % 7)))).toThrow(
      GraphTooBig,
    )
  })
})

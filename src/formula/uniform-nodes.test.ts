import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Graph, type NodeId } from '#formula/graph.ts'
import { EVERYTHING, formulas, lower } from '#formula/random-formula.fixture.ts'
import { depthFirst, splitUniform } from '#formula/uniform-nodes.ts'

const setOf = (...ids: NodeId[]) => new Set(ids)

describe('what is the same for all lanes', () => {
  test('is computed elsewhere as far as it goes, the rest in order', () => {
    const graph = new Graph()
    const [p, q, x] = ['p', 'q', 'x'].map((name) => graph.input(name)) as [NodeId, NodeId, NodeId]
    const scale = graph.op('sqrt', graph.op('mul', p, q))
    const root = graph.op('add', graph.op('mul', scale, x), q)
    const { constants, own } = splitUniform(graph, [root], setOf(p, q), setOf(x))
    expect(new Set(constants)).toEqual(setOf(scale, q))
    expect(own).toEqual([graph.op('mul', scale, x), root])
  })

  test('a leaf is not looked into, a uniform root is a constant', () => {
    const graph = new Graph()
    const [p, k] = [graph.input('p'), graph.input('k')]
    const column = graph.op('pow', p, k)
    const root = graph.op('sub', graph.constant(1), column)
    expect(splitUniform(graph, [root], setOf(p), setOf(column))).toEqual({
      constants: [],
      own: [root],
    })
    expect(splitUniform(graph, [graph.op('exp', p)], setOf(p), setOf()).constants).toEqual([
      graph.op('exp', p),
    ])
  })

  test('an input without a place is an error', () => {
    const graph = new Graph()
    expect(() => splitUniform(graph, [graph.input('x')], setOf(), setOf())).toThrow(/no place/)
  })
})

test('depth first holds the same nodes, each after what it needs', () => {
  fc.assert(
    fc.property(formulas(EVERYTHING), formulas(EVERYTHING), (one, other) => {
      const graph = new Graph()
      const names = EVERYTHING.names
      const roots = [lower(graph, one, names), lower(graph, other, names)]
      const ids = graph.reachable(roots).filter((id) => graph.nodes[id]!.kind === 'op')
      const ordered = depthFirst(graph, roots, ids)
      expect(ordered.toSorted((a, b) => a - b)).toEqual(ids)
      const done = new Set<NodeId>()
      for (const id of ordered) {
        const node = graph.nodes[id]!
        if (node.kind === 'op')
          for (const arg of node.args)
            if (graph.nodes[arg]!.kind === 'op') expect(done.has(arg)).toBe(true)
        done.add(id)
      }
    }),
  )
})

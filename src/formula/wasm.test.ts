import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differentiate } from '#formula/differentiate.ts'
import { Graph, type NodeId } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import type { Executor } from '#formula/loop-instance.ts'
import { BINARY, type Op, UNARY } from '#formula/op.ts'
import {
  EVERYTHING,
  formulas,
  lower,
  ODD,
  PLAIN,
  someNumber,
} from '#formula/random-formula.fixture.ts'
import { runRows } from '#formula/run-rows.fixture.ts'

/** NaN equals NaN, and 0 is not −0. */
function expectSame(ours: readonly number[][], theirs: readonly number[][]): void {
  expect(ours).toEqual(theirs)
}

describe('interpreter and WebAssembly give the same bits', () => {
  test('for each operation on all pairs of odd and plain numbers', () => {
    const graph = new Graph()
    const [a, b, c] = ['a', 'b', 'c'].map((name) => graph.input(name))
    const ops = (table: object) => Object.keys(table) as Op[]
    const roots = [
      ...ops(UNARY).map((op) => graph.op(op, a!)),
      ...ops(BINARY).map((op) => graph.op(op, a!, b!)),
      graph.op('select', a!, b!, c!),
      // a condition that is itself a test, and one of tests of tests
      graph.op('select', graph.op('and', a!, graph.op('not', b!)), b!, c!),
      graph.op('select', graph.op('or', graph.op('lt', a!, b!), graph.op('not', c!)), b!, c!),
    ]
    const all = [...ODD, ...PLAIN]
    const rows = all.flatMap((p) => all.map((q) => [p, q, 4]))
    const inputs = { names: ['a', 'b', 'c'], rows }
    const plain = rows.map(([p, q, r]) =>
      evaluate(
        graph,
        roots,
        new Map([
          ['a', p!],
          ['b', q!],
          ['c', r!],
        ]),
      ),
    )
    expectSame(runRows('wasm', graph, roots, inputs), plain)
    expectSame(runRows('interpreter', graph, roots, inputs), plain)
  })

  test('for thousands of random formulas on random numbers', () => {
    const names = EVERYTHING.names
    const batch = fc.array(formulas(EVERYTHING), { minLength: 10, maxLength: 40 })
    const rows = fc.array(fc.tuple(someNumber, someNumber, someNumber), {
      minLength: 8,
      maxLength: 8,
    })
    let count = 0
    fc.assert(
      fc.property(batch, rows, (exprs, points) => {
        const graph = new Graph()
        const roots = exprs.map((expr) => lower(graph, expr, names))
        count += roots.length
        const plain = points.map((row) =>
          evaluate(graph, roots, new Map(names.map((name, i) => [name, row[i]!]))),
        )
        expectSame(runRows('wasm', graph, roots, { names, rows: points }), plain)
      }),
      { seed: 7, numRuns: 120, endOnFailure: true },
    )
    expect(count).toBeGreaterThan(2000)
  })

  test('for derivatives of random formulas', () => {
    const names = EVERYTHING.names
    const batch = fc.array(formulas(EVERYTHING, 4), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(batch, fc.tuple(someNumber, someNumber, someNumber), (exprs, row) => {
        const graph = new Graph()
        const roots = exprs.flatMap((expr) => {
          const f = lower(graph, expr, names)
          return names.slice(0, 2).flatMap((name) => {
            const slope = differentiate(graph, f, graph.input(name))
            return [slope, differentiate(graph, slope, graph.input(name))]
          })
        })
        const plain = evaluate(graph, roots, new Map(names.map((name, i) => [name, row[i]!])))
        expectSame(runRows('wasm', graph, roots, { names, rows: [row] }), [plain])
      }),
      { seed: 8, numRuns: 100, endOnFailure: true },
    )
  })
})

describe('interpreter and WebAssembly give the same bits in float32', () => {
  const pairs =
    (names: readonly string[], graph: Graph, roots: readonly NodeId[]) =>
    (rows: readonly (readonly number[])[]) =>
      (['wasm32', 'interpreter32'] as const).map((executor: Executor) =>
        runRows(executor, graph, roots, { names, rows }),
      )

  test('for each operation on all pairs of odd and plain numbers', () => {
    const graph = new Graph()
    const [a, b, c] = ['a', 'b', 'c'].map((name) => graph.input(name))
    const ops = (table: object) => Object.keys(table) as Op[]
    const roots = [
      // of numbers that no series gives them, these two need not agree
      ...ops(UNARY)
        .filter((op) => op !== 'twoTo' && op !== 'exponentOf')
        .map((op) => graph.op(op, a!)),
      ...ops(BINARY).map((op) => graph.op(op, a!, b!)),
      graph.op('select', a!, b!, c!),
      graph.op('select', graph.op('and', a!, graph.op('not', b!)), b!, c!),
      graph.op('pow', a!, graph.constant(2)),
      graph.op('pow', a!, graph.constant(2.5)),
    ]
    const all = [...ODD, ...PLAIN, 1e-39, 3.5e38, 1e-46, 16777217]
    const rows = all.flatMap((p) => all.map((q) => [p, q, 4]))
    const [ours, theirs] = pairs(['a', 'b', 'c'], graph, roots)(rows)
    expectSame(ours!, theirs!)
    // every result is a float32, whatever the inputs were
    expect(ours!.map((row) => row.map(Math.fround))).toEqual(ours)
  })

  test('for thousands of random formulas and their slopes on random numbers', () => {
    const names = EVERYTHING.names
    const batch = fc.array(formulas(EVERYTHING, 4), { minLength: 5, maxLength: 10 })
    const rows = fc.array(fc.tuple(someNumber, someNumber, someNumber), {
      minLength: 4,
      maxLength: 4,
    })
    fc.assert(
      fc.property(batch, rows, (exprs, points) => {
        const graph = new Graph()
        const roots = exprs.flatMap((expr) => {
          const f = lower(graph, expr, names)
          return [f, differentiate(graph, f, graph.input('x'))]
        })
        const [ours, theirs] = pairs(names, graph, roots)(points)
        expectSame(ours!, theirs!)
      }),
      { seed: 10, numRuns: 150, endOnFailure: true },
    )
  })
})

describe('size is no obstacle', () => {
  const wide = (make: (graph: Graph, x: NodeId, y: NodeId) => NodeId) => {
    const graph = new Graph()
    const root = make(graph, graph.input('x'), graph.input('y'))
    const rows = [
      [0.5, 0.25],
      [1.5, -2],
    ]
    const names = ['x', 'y']
    const plain = rows.map((row) =>
      evaluate(graph, [root], new Map(names.map((name, i) => [name, row[i]!]))),
    )
    expectSame(runRows('wasm', graph, [root], { names, rows }), plain)
  }

  test.each(['add', 'min', 'atan2', 'mod', 'and', 'lt'] as const)(
    'a chain of 4,000 %s, each used once',
    (op) => {
      wide((graph, x, y) => {
        let node = x
        for (let i = 0; i < 2000; i++)
          node = graph.op(op, graph.op('sin', node), graph.op('mul', y, graph.constant(i)))
        return node
      })
    },
  )

  test('a chain of 40,000, as long as a lane may be', () => {
    wide((graph, x, y) => {
      let node = x
      for (let i = 0; i < 20_000; i++) node = graph.op('cos', graph.op('add', node, y))
      return node
    })
  })

  test('a chain of 3,000 conditions', () => {
    wide((graph, x, y) => {
      let node = x
      for (let i = 0; i < 3000; i++)
        node = graph.op('select', graph.op('lt', node, graph.constant(i)), graph.op('neg', node), y)
      return node
    })
  })

  test('a tree of 4,000 nodes', () => {
    wide((graph, x, y) => {
      let level = Array.from({ length: 2000 }, (_, i) =>
        graph.op('add', i % 2 === 0 ? x : y, graph.constant(i)),
      )
      while (level.length > 1) {
        level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) =>
          level[2 * i + 1] === undefined
            ? level[2 * i]!
            : graph.op('mul', level[2 * i]!, level[2 * i + 1]!),
        )
      }
      return level[0]!
    })
  })
})

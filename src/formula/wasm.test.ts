import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differentiate } from '#formula/differentiate.ts'
import { Graph, type NodeId } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import { type Loop, planLoop } from '#formula/loop.ts'
import { type Executor, instantiateLoop, type LoopInstance } from '#formula/loop-instance.ts'
import { BINARY, type Op, UNARY } from '#formula/op.ts'
import { EVERYTHING, formulas, lower } from '#formula/random-formula.fixture.ts'
import { runRows } from '#formula/run-rows.fixture.ts'

/** NaN equals NaN, and 0 is not −0. */
function expectSame(ours: readonly number[][], theirs: readonly number[][]): void {
  expect(ours).toEqual(theirs)
}

const ODD = [NaN, 0, -0, Infinity, -Infinity, 5e-324, -5e-324, 2.2e-308, 1.7e308, -1.7e308, 2 ** 53]
const PLAIN = [1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 2, 3, -7, 0.1, 1e-9, 100.25, -1e10, Math.PI]

const number = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...PLAIN) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  { weight: 2, arbitrary: fc.double({ min: -20, max: 20, noNaN: true }) },
  { weight: 1, arbitrary: fc.double() },
)

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
    const plain = rows.map(([p, q, r]) => evaluate(graph, roots, new Map([['a', p!], ['b', q!], ['c', r!]])))
    expectSame(runRows('wasm', graph, roots, inputs), plain)
    expectSame(runRows('interpreter', graph, roots, inputs), plain)
  })

  test('for thousands of random formulas on random numbers', () => {
    const names = EVERYTHING.names
    const batch = fc.array(formulas(EVERYTHING), { minLength: 10, maxLength: 40 })
    const rows = fc.array(fc.tuple(number, number, number), { minLength: 8, maxLength: 8 })
    let count = 0
    fc.assert(
      fc.property(batch, rows, (exprs, points) => {
        const graph = new Graph()
        const roots = exprs.map((expr) => lower(graph, expr, names))
        count += roots.length
        const plain = points.map((row) => evaluate(graph, roots, new Map(names.map((name, i) => [name, row[i]!]))))
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
      fc.property(batch, fc.tuple(number, number, number), (exprs, row) => {
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

/** A loop of random formulas: two parameters, the clock, two feeds, three carried states. */
function randomLoop(exprs: Parameters<typeof lower>[1][]): Loop {
  const graph = new Graph()
  const node = (name: string) => graph.input(name)
  const nodes = exprs.map((expr) => lower(graph, expr, LOOP_NAMES))
  const carried = ['s', 'u', 'v'].map((name, i) => ({ input: node(name), next: nodes[i]! }))
  const records = [
    { node: node('s'), stride: 2 }, { node: nodes[3]!, stride: 2 },
    { node: nodes[4]!, stride: 1 }, { node: node('k'), stride: 1 }, { node: graph.constant(3), stride: 1 },
    { node: node('p'), stride: 1 }, { node: node('f'), stride: 1 },
  ]
  return { graph, params: [node('p'), node('q')], clock: node('k'), feeds: [node('f'), node('g')], carried, records }
}
const LOOP_NAMES = ['p', 'q', 'k', 'f', 'g', 's', 'u', 'v']

/** Everything a loop leaves in memory after `rows` steps taken in two parts, growing in between. */
function runLoop(loop: Loop, executor: Executor, numbers: readonly number[], rows: number): number[] {
  const instance = instantiateLoop(planLoop(loop), executor)
  const fill = (size: number) => {
    instance.reserve(size)
    const { plan } = instance
    instance.memory().set(numbers.slice(0, 2), plan.paramsAt)
    for (let k = 0; k < size; k++) {
      instance.memory()[instance.feedAt(0) + k] = numbers[k % numbers.length]!
      instance.memory()[instance.feedAt(1) + k] = k / 3 - 1
    }
    instance.table(0, size)
  }
  fill(3)
  instance.memory().set(numbers.slice(2, 5), instance.plan.carriedAt)
  instance.run(0, 3)
  const before = read(instance, loop, 0, 3)
  // only the carried values outlive growing
  fill(rows)
  instance.run(3, rows)
  const carried = instance.memory().slice(instance.plan.carriedAt, instance.plan.columnsAt)
  return [...before, ...read(instance, loop, 3, rows), ...carried]
}

/** What each record holds for steps first ≤ k < end. */
function read(instance: LoopInstance, { records }: Loop, first: number, end: number): number[] {
  return records.flatMap(({ stride }, i) =>
    Array.from({ length: end - first }, (_, k) => instance.memory()[instance.recordAt(i) + (first + k) * stride]!),
  )
}

describe('a loop gives the same bits', () => {
  test('with parameters, a table, feeds and carried values that read one another', () => {
    const exprs = fc.array(formulas({ ...EVERYTHING, names: LOOP_NAMES }, 4), { minLength: 5, maxLength: 5 })
    const numbers = fc.array(number, { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(exprs, numbers, (trees, values) => {
        const loop = randomLoop(trees)
        expect(runLoop(loop, 'wasm', values, 9)).toEqual(runLoop(loop, 'interpreter', values, 9))
      }),
      { seed: 9, numRuns: 250, endOnFailure: true },
    )
  })

  test('when carried values swap', () => {
    const graph = new Graph()
    const [a, b, k] = ['a', 'b', 'k'].map((name) => graph.input(name))
    const carried = [{ input: a!, next: b! }, { input: b!, next: a! }]
    const loop = { graph, params: [], clock: k!, feeds: [], carried, records: [{ node: a!, stride: 1 }] }
    for (const executor of ['wasm', 'interpreter'] as const) {
      const instance = instantiateLoop(planLoop(loop), executor)
      instance.reserve(4)
      instance.memory().set([1, 2], instance.plan.carriedAt)
      instance.run(0, 4)
      expect(read(instance, loop, 0, 4)).toEqual([1, 2, 1, 2])
    }
  })

  test('when memory grows by many pages', () => {
    const graph = new Graph()
    const [s, k] = [graph.input('s'), graph.input('k')]
    const carried = [{ input: s, next: graph.op('add', s, graph.op('sqrt', k)) }]
    const loop = { graph, params: [], clock: k, feeds: [], carried, records: [{ node: s, stride: 1 }] }
    const sums = (executor: Executor) => {
      const instance = instantiateLoop(planLoop(loop), executor)
      for (const rows of [10, 50_000]) {
        instance.reserve(rows)
        instance.table(0, rows)
      }
      instance.memory()[instance.plan.carriedAt] = 0
      instance.run(0, 50_000)
      return instance.memory().slice(instance.recordAt(0), instance.recordAt(0) + 50_000)
    }
    expect(sums('wasm')).toEqual(sums('interpreter'))
  })
})

describe('size is no obstacle', () => {
  const wide = (make: (graph: Graph, x: NodeId, y: NodeId) => NodeId) => {
    const graph = new Graph()
    const root = make(graph, graph.input('x'), graph.input('y'))
    const rows = [[0.5, 0.25], [1.5, -2]]
    const names = ['x', 'y']
    const plain = rows.map((row) => evaluate(graph, [root], new Map(names.map((name, i) => [name, row[i]!]))))
    expectSame(runRows('wasm', graph, [root], { names, rows }), plain)
  }

  test.each(['add', 'min', 'atan2', 'mod', 'and', 'lt'] as const)('a chain of 4,000 %s, each used once', (op) => {
    wide((graph, x, y) => {
      let node = x
      for (let i = 0; i < 2000; i++) node = graph.op(op, graph.op('sin', node), graph.op('mul', y, graph.constant(i)))
      return node
    })
  })

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
      for (let i = 0; i < 3000; i++) node = graph.op('select', graph.op('lt', node, graph.constant(i)), graph.op('neg', node), y)
      return node
    })
  })

  test('a tree of 4,000 nodes', () => {
    wide((graph, x, y) => {
      let level = Array.from({ length: 2000 }, (_, i) => graph.op('add', i % 2 === 0 ? x : y, graph.constant(i)))
      while (level.length > 1) {
        level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) =>
          level[2 * i + 1] === undefined ? level[2 * i]! : graph.op('mul', level[2 * i]!, level[2 * i + 1]!),
        )
      }
      return level[0]!
    })
  })

  test('700 parameters, 900 feeds or 1,500 values of the clock', () => {
    const graph = new Graph()
    const inputs = (name: string, count: number) => Array.from({ length: count }, (_, i) => graph.input(`${name}${i}`))
    const sum = (nodes: readonly NodeId[]) => nodes.reduce((a, b) => graph.op('add', a, b))
    const [params, feeds, k, s] = [inputs('p', 700), inputs('f', 900), graph.input('k'), graph.input('s')]
    const clocks = Array.from({ length: 1500 }, (_, i) => graph.op('cos', graph.op('mul', k, graph.constant(i + 2))))
    const mixed = sum(clocks.map((node) => graph.op('mul', node, s)))
    const next = sum([mixed, sum(params), sum(feeds)])
    const loop = { graph, params, clock: k, feeds, carried: [{ input: s, next }], records: [{ node: next, stride: 1 }] }
    const run = (executor: Executor) => {
      const instance = instantiateLoop(planLoop(loop), executor)
      instance.reserve(3)
      instance.memory().set(params.map((_, i) => i / 7), instance.plan.paramsAt)
      feeds.forEach((_, i) => instance.memory().set([i, i / 3, -i], instance.feedAt(i)))
      instance.memory()[instance.plan.carriedAt] = 0.001
      instance.table(0, 3)
      instance.run(0, 3)
      return read(instance, loop, 0, 3)
    }
    expect(run('wasm')).toEqual(run('interpreter'))
    expect(planLoop(loop).table).toEqual([k])
  })
})

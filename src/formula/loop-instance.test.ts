import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Graph, type NodeId } from '#formula/graph.ts'
import { type Loop, planLoop } from '#formula/loop.ts'
import { type Executor, instantiateLoop, type LoopInstance } from '#formula/loop-instance.ts'
import { EVERYTHING, formulas, lower, someNumber } from '#formula/random-formula.fixture.ts'

/** A loop of random formulas: two parameters, the clock, two feeds, three carried states. */
function randomLoop(exprs: Parameters<typeof lower>[1][]): Loop {
  const graph = new Graph()
  const node = (name: string) => graph.input(name)
  const nodes = exprs.map((expr) => lower(graph, expr, LOOP_NAMES))
  const carried = ['s', 'u', 'v'].map((name, i) => ({ input: node(name), next: nodes[i]! }))
  const records = [
    { node: node('s'), stride: 2 },
    { node: nodes[3]!, stride: 2 },
    { node: nodes[4]!, stride: 1 },
    { node: node('k'), stride: 1 },
    { node: graph.constant(3), stride: 1 },
    { node: node('p'), stride: 1 },
    { node: node('f'), stride: 1 },
  ]
  return {
    graph,
    params: [node('p'), node('q')],
    clock: node('k'),
    feeds: [node('f'), node('g')],
    carried,
    records,
  }
}
const EXECUTORS = ['wasm', 'interpreter', 'wasm32', 'interpreter32'] as const
const LOOP_NAMES = ['p', 'q', 'k', 'f', 'g', 's', 'u', 'v']

/** Everything a loop leaves in memory after `rows` steps taken in two parts, growing in between. */
function runLoop(
  loop: Loop,
  executor: Executor,
  numbers: readonly number[],
  rows: number,
): number[] {
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
    Array.from(
      { length: end - first },
      (_, k) => instance.memory()[instance.recordAt(i) + (first + k) * stride]!,
    ),
  )
}

describe('a loop gives the same bits', () => {
  test.each([
    ['wasm', 'interpreter'],
    ['wasm32', 'interpreter32'],
  ] as const)(
    'with parameters, a table, feeds and carried values that read one another, on %s',
    (compiled, plain) => {
      const exprs = fc.array(formulas({ ...EVERYTHING, names: LOOP_NAMES }, 4), {
        minLength: 5,
        maxLength: 5,
      })
      const numbers = fc.array(someNumber, { minLength: 5, maxLength: 5 })
      fc.assert(
        fc.property(exprs, numbers, (trees, values) => {
          const loop = randomLoop(trees)
          expect(runLoop(loop, compiled, values, 9)).toEqual(runLoop(loop, plain, values, 9))
        }),
        { seed: 9, numRuns: 250, endOnFailure: true },
      )
    },
  )

  test('when carried values swap', () => {
    const graph = new Graph()
    const [a, b, k] = ['a', 'b', 'k'].map((name) => graph.input(name))
    const carried = [
      { input: a!, next: b! },
      { input: b!, next: a! },
    ]
    const loop = {
      graph,
      params: [],
      clock: k!,
      feeds: [],
      carried,
      records: [{ node: a!, stride: 1 }],
    }
    for (const executor of EXECUTORS) {
      const instance = instantiateLoop(planLoop(loop), executor)
      instance.reserve(4)
      instance.memory().set([1, 2], instance.plan.carriedAt)
      instance.run(0, 4)
      expect(read(instance, loop, 0, 4)).toEqual([1, 2, 1, 2])
    }
  })

  test('and lies in memory as closely as its rows need', () => {
    const graph = new Graph()
    const [s, k] = [graph.input('s'), graph.input('k')]
    const records = [
      { node: s, stride: 2 },
      { node: k, stride: 2 },
      { node: k, stride: 1 },
    ]
    const loop = {
      graph,
      params: [],
      clock: k,
      feeds: [],
      carried: [{ input: s, next: s }],
      records,
    }
    for (const executor of EXECUTORS) {
      const instance = instantiateLoop(planLoop(loop), executor)
      const length = (rows: number) => {
        instance.reserve(rows)
        return instance.recordsEnd() - instance.recordAt(0)
      }
      expect([10, 10_000, 10].map(length)).toEqual([30, 30_000, 30])
      instance.memory()[instance.plan.carriedAt] = 7
      instance.table(0, 10)
      instance.run(0, 10)
      expect(read(instance, loop, 8, 10)).toEqual([7, 7, 8, 9, 8, 9])
    }
  })

  test('when memory grows by many pages', () => {
    const graph = new Graph()
    const [s, k] = [graph.input('s'), graph.input('k')]
    const carried = [{ input: s, next: graph.op('add', s, graph.op('sqrt', k)) }]
    const loop = {
      graph,
      params: [],
      clock: k,
      feeds: [],
      carried,
      records: [{ node: s, stride: 1 }],
    }
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
    expect(sums('wasm32')).toEqual(sums('interpreter32'))
  })

  test('700 parameters, 900 feeds or 1,500 values of the clock', () => {
    const graph = new Graph()
    const inputs = (name: string, count: number) =>
      Array.from({ length: count }, (_, i) => graph.input(`${name}${i}`))
    const sum = (nodes: readonly NodeId[]) => nodes.reduce((a, b) => graph.op('add', a, b))
    const [params, feeds, k, s] = [
      inputs('p', 700),
      inputs('f', 900),
      graph.input('k'),
      graph.input('s'),
    ]
    const clocks = Array.from({ length: 1500 }, (_, i) =>
      graph.op('cos', graph.op('mul', k, graph.constant(i + 2))),
    )
    const mixed = sum(clocks.map((node) => graph.op('mul', node, s)))
    const next = sum([mixed, sum(params), sum(feeds)])
    const loop = {
      graph,
      params,
      clock: k,
      feeds,
      carried: [{ input: s, next }],
      records: [{ node: next, stride: 1 }],
    }
    const run = (executor: Executor) => {
      const instance = instantiateLoop(planLoop(loop), executor)
      instance.reserve(3)
      instance.memory().set(
        params.map((_, i) => i / 7),
        instance.plan.paramsAt,
      )
      feeds.forEach((_, i) => instance.memory().set([i, i / 3, -i], instance.feedAt(i)))
      instance.memory()[instance.plan.carriedAt] = 0.001
      instance.table(0, 3)
      instance.run(0, 3)
      return read(instance, loop, 0, 3)
    }
    expect(run('wasm')).toEqual(run('interpreter'))
    expect(run('wasm32')).toEqual(run('interpreter32'))
    expect(planLoop(loop).table).toEqual([k])
  })
})

import { describe, expect, test } from 'vitest'
import { type EntryParam, entryProgram } from '#formula/entry-program.ts'
import { Graph } from '#formula/graph.ts'
import { evaluate } from '#formula/interpret.ts'
import {
  initialStates,
  paramInputs,
  planeMeaning,
  point,
  runOnPlane,
  scalar,
} from '#formula/plane.ts'

const LIST: EntryParam = { name: 'l', value: [10, 20, 30, 40] }
const G = [3, -4]
const THETA = [5, 12]

/** θ after a rule's text on the plane, or on the line, where g = (3, −4), θ = (5, 12), t = 2. */
function theta(text: string, dims: 1 | 2 = 2): number[] {
  const entry = entryProgram('rule', text, [LIST]).ok!
  const graph = new Graph()
  const inputs = new Map<string, number>([
    ['t', 2],
    ['lr', 0.5],
  ])
  const spread = (name: string, numbers: readonly number[]) =>
    point(
      numbers.slice(0, dims).map((number, i) => {
        inputs.set(`${name}${i}`, number)
        return graph.input(`${name}${i}`)
      }),
    )
  const parameters = paramInputs(graph, entry, [LIST], 'p.')
  for (const { name, value } of parameters.inputs) inputs.set(name, value)
  const env = new Map([
    ...parameters.env,
    ['g', spread('g', G)],
    ['theta', spread('theta', THETA)],
    ['t', scalar(graph.input('t'))],
    ['lr', scalar(graph.input('lr'))],
  ] as const)
  const meaning = planeMeaning(graph, dims, {
    grad: (at) => at.map((node) => graph.op('mul', node, graph.constant(2))),
    loss: (at) => at.reduce((a, b) => graph.op('add', a, b)),
    randn: (site) => [100, 200].slice(0, dims).map((number) => graph.constant(number + site)),
  })
  initialStates(entry, env, meaning, dims).forEach((value, i) =>
    env.set(entry.states[i]!.name, value),
  )
  return evaluate(graph, runOnPlane(entry, env, meaning).env.get('theta')!.nodes, inputs)
}

describe('reductions', () => {
  test.each<[string, number, number]>([
    ['norm(g)', 5, 3],
    ['norm_all(g)', 5, 3],
    ['dot(g, theta)', 15 - 48, 15],
    ['dot_all(g, 2)', -2, 6],
    ['sum(g)', -1, 3],
    ['sum_all(g + 1)', 1, 4],
    ['mean(g)', -0.5, 3],
    ['mean_all(theta)', 8.5, 5],
    ['maxabs(g)', 4, 3],
    ['maxabs_all(-g)', 4, 3],
    ['count_all(g)', 2, 1],
    ['norm(1)', Math.SQRT2, 1],
    ['sum(lr)', 1, 0.5],
    ['mean(g > 0)', 0.5, 1],
  ])('%s is %d on the plane, %d on the line', (text, plane, line) => {
    expect(theta(`theta = ${text}`)).toEqual([plane])
    expect(theta(`theta = ${text}`, 1)).toEqual([line])
  })

  test('spread over the point again', () => {
    expect(theta('theta = g/norm(g)')).toEqual([0.6, -0.8])
    expect(theta('k = g*theta > 0; theta = k')).toEqual([1, 0])
  })
})

describe('lists', () => {
  test.each<[string, number]>([
    ['at(l, 0)', 10],
    ['at(l, 1)', 20],
    ['at(l, t)', 30],
    ['at(l, 1.999)', 20],
    ['at(l, -7)', 10],
    ['at(l, 99)', 40],
    ['at(l, 0/0)', 10],
    ['at(7, 3)', 7],
    ['total(l)', 100],
    ['total(l > 15)', 3],
    ['total(l*l)', 3000],
    ['total(t >= l/10)', 2],
    ['at(l/10 + 1, t)', 4],
    ['total(3)', 3],
  ])('%s is %d', (text, wanted) => {
    expect(theta(`theta = ${text}`)).toEqual([wanted])
  })

  test('are picked from by each coordinate for itself', () => {
    expect(theta('theta = at(l, g)')).toEqual([40, 10])
  })
})

describe('oracles', () => {
  test('are asked at a point, or at a number for each coordinate', () => {
    expect(theta('theta = grad(theta) + loss(g)')).toEqual([9, 23])
    expect(theta('theta = grad(1) + loss(1)')).toEqual([4, 4])
  })

  test('randn() is another number at each place where it stands, laid out', () => {
    expect(theta('theta = randn() - randn()')).toEqual([-1, -1])
    expect(theta('a = 0; repeat 3 { a = a + randn() }; theta = a')).toEqual([303, 603])
  })
})

test('a state that becomes a point starts as one', () => {
  expect(theta('state m = 7; theta = m; m = m + g')).toEqual([7, 7])
  expect(theta('state m = 7, a = l; theta = m*total(a); m = m + t')).toEqual([700])
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GlslFunctions, GlslWriter } from '#formula/glsl.ts'
import { glslNumber } from '#formula/glsl-ops.ts'
import { Graph, type NodeId } from '#formula/graph.ts'
import { surfaceNodes } from '#formula/surface.ts'

/** The statements for one node whose inputs are called a, b, c. */
function written(make: (graph: Graph, inputs: NodeId[]) => NodeId) {
  const graph = new Graph()
  const inputs = ['p', 'q', 'r'].map((name) => graph.input(name))
  const root = make(graph, inputs)
  const functions = new GlslFunctions()
  const writer = new GlslWriter(graph, functions)
  inputs.forEach((id, i) => writer.bind(id, 'abc'[i]!))
  const body = writer.statements(graph.reachable([root]))
  return { body, functions: functions.text, value: writer.value(root) }
}

describe('a number', () => {
  test('is the literal of the nearest float32', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const rounded = Math.fround(value)
        fc.pre(Number.isFinite(rounded) && !Object.is(rounded, -0))
        const text = glslNumber(value)
        expect(text).toMatch(/^\(?-?\d+(\.\d+)?(e[+-]?\d+)?\)?$/)
        expect(text).toMatch(/[.e]/)
        expect(Math.fround(Number(text.replaceAll(/[()]/g, '')))).toBe(rounded)
      }),
    )
  })

  test.each([
    [NaN, 'uintBitsToFloat(0x7fc00000u)'],
    [Infinity, 'uintBitsToFloat(0x7f800000u)'],
    [-1e300, 'uintBitsToFloat(0xff800000u)'],
    [-0, 'uintBitsToFloat(0x80000000u)'],
    [3, '3.0'],
    [-0.1, '(-0.1)'],
  ])('%d is %s', (value, text) => {
    // one tenth of float32 in nine digits
    expect(glslNumber(value).replace('0.100000001', '0.1')).toBe(text)
  })
})

describe('a node', () => {
  test('is one statement, its result kept from being rewritten', () => {
    const { body, value } = written((graph, [a, b, c]) =>
      graph.op('add', graph.op('sub', a!, b!), c!),
    )
    expect(body.split('\n')).toHaveLength(2)
    expect(body).toContain('= uintBitsToFloat(floatBitsToUint(a - b));')
    expect(body).toContain(`float ${value} = `)
  })

  test('that selects does not branch, and tests a comparison as it stands', () => {
    const { body } = written((graph, [a, b, c]) =>
      graph.op('select', graph.op('lt', a!, b!), b!, c!),
    )
    expect(body).toContain('mix(c, b, (a < b))')
    expect(body).not.toContain('?')
  })

  test('that selects by a number asks whether it is neither 0 nor NaN', () => {
    const { body } = written((graph, [a, b, c]) => graph.op('select', a!, b!, c!))
    expect(body).toContain('mix(c, b, (abs(a) > 0.0))')
  })

  test('of a series calls it; functions stand before their callers, each once', () => {
    const { body, functions } = written((graph, [a, b]) =>
      graph.op('add', graph.op('sigmoid', a!), graph.op('exp', b!)),
    )
    expect(body).not.toMatch(/\bexp\(/)
    const names = [...functions.matchAll(/^float (\w+)\(/gm)].map(([, name]) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const [i, name] of names.entries()) {
      const text = functions.slice(functions.indexOf(`float ${name}(`)).split('\nfloat ')[0]!
      for (const later of names.slice(i + 1)) expect(text).not.toMatch(new RegExp(`\\b${later}\\(`))
    }
  })
})

test('no name of a user reaches the text', () => {
  const params = [{ name: 'gl_FragColor', value: 2 }]
  const { ok } = surfaceNodes('discard = x*gl_FragColor; sin(discard) + y^3.5', params)
  const { graph, at, f } = ok!
  const functions = new GlslFunctions()
  const writer = new GlslWriter(graph, functions)
  at.forEach((id, i) => writer.bind(id, 'xy'[i]!))
  for (const { name } of ok!.inputs) writer.bind(graph.input(name), 'C[0].x')
  const text = writer.statements(graph.reachable([f])) + functions.text
  expect(text).not.toMatch(/gl_|discard/)
})

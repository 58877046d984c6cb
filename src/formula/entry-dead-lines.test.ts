import { describe, expect, test } from 'vitest'
import { type EntryParam, entryProgram } from '#formula/entry-program.ts'
import { printProgram } from '#formula/print.ts'
import type { EntryKind } from '#formula/scope.ts'

const number = (name: string, value = 1): EntryParam => ({ name, value })
const list = (name: string, length: number): EntryParam => ({
  name,
  value: Array.from({ length }, (_, i) => i),
})
const word = (name: string, values: readonly string[], value = 0): EntryParam => ({
  name,
  value,
  values,
})

const program = (kind: EntryKind, text: string, params: readonly EntryParam[] = []) => {
  const { ok, error } = entryProgram(kind, text, params)
  if (error) throw new Error(`${error.code} at ${error.at} ${JSON.stringify(error.args)}`)
  return ok
}

describe('what does not matter is dropped', () => {
  const card = (kind: EntryKind, text: string, params: readonly EntryParam[] = []) =>
    printProgram(program(kind, text, params).program)

  test.each<[EntryKind, string, string]>([
    ['rule', 'a = g*2; theta = theta - g', 'theta = theta - g'],
    ['rule', 'state m = 0; m = m + g; theta = theta - g', 'theta = theta - g'],
    ['rule', 'state m = 0, v = 0; m = m + v; v = m; theta = g', 'theta = g'],
    ['rule', 'state m = 0; theta = theta - m; m = g', 'state m = 0; theta = theta - m; m = g'],
    ['rule', 'state m = 0; m = g; theta = theta - m', 'm = g; theta = theta - m'],
    ['rule', 'theta = g; theta = theta*2; theta = 3', 'theta = 3'],
    ['rule', 'g = g*2; theta = theta - lr*g', 'g = g*2; theta = theta - lr*g'],
    [
      'rule',
      'state a = theta; a = a + g; theta = g; average = a',
      'state a = theta; a = a + g; theta = g; average = a',
    ],
    ['schedule', 'a = loss; lr = lr0', 'lr = lr0'],
    ['surface', 'a = y; x^2', 'x^2'],
    ['surface', 'a = x; b = a + y; c = a*2', 'a = x; c = a*2'],
    ['surface', 'f = x; repeat 0 { f = y }', 'f = x'],
    ['surface', 'h = x; repeat 3 { k = h; h = h*2; j = y }; h', 'h = x; repeat 3 { h = h*2 }; h'],
    ['surface', 'h = 0; k = 1; repeat 3 { h = h + k; k = k*x }', 'k = 1; repeat 3 { k = k*x }'],
  ])('%s: %s', (kind, text, kept) => {
    expect(card(kind, text)).toBe(kept)
  })

  test('with a switch, what only the other branches read goes as well', () => {
    const text = 'state v = 0, a = 0; v = v + g^2; a = a + g; theta = g/(centered ? v - a^2 : v)'
    const folded = (value: number) => program('rule', text, [word('centered', ['0', '1'], value)])
    expect(folded(0).states.map(({ name }) => name)).toEqual(['v'])
    expect(folded(1).states.map(({ name }) => name)).toEqual(['v', 'a'])
  })

  test('a surface without y in its chosen branch has one coordinate', () => {
    const flat = [word('flat', ['0', '1'], 1)]
    expect(program('surface', 'flat ? x : x*y', flat).reads.has('y')).toBe(false)
  })

  test('what is left says what it reads, assigns and which parameters it has', () => {
    const params = [number('a'), number('b'), list('l', 2), word('mode', ['p', 'q'], 1)]
    const {
      reads,
      assigns,
      params: live,
    } = program('rule', 'c = b; theta = theta - a*g*(mode == p ? total(l) : t)', params)
    expect([...live.keys()]).toEqual(['a'])
    expect([...assigns]).toEqual(['theta'])
    expect([...reads].toSorted()).toEqual(['a', 'g', 't', 'theta'])
  })

  test('momentum that a switch leaves as it is is not assigned', () => {
    const cyclic = (value: number) =>
      program('schedule', 'lr = lr0; momentum = cycle ? 0.8 : momentum', [
        word('cycle', ['0', '1'], value),
      ])
    expect([cyclic(0), cyclic(1)].map(({ assigns }) => assigns.has('momentum'))).toEqual([
      false,
      true,
    ])
  })
})

import { expect, test } from 'vitest'
import { brokenLine } from '#export/python-lines.ts'

const long = (name: string) => `${name}_${'a'.repeat(40)}`

test('a line that fits stays, and so does a comment', () => {
  expect(brokenLine('f(a, b)')).toEqual(['f(a, b)'])
  const words = `# ${'word, (a, b) '.repeat(20)}`
  expect(brokenLine(words)).toEqual([words])
})

test('arguments go below: in one line if they fit, else one by one with their own brackets whole', () => {
  expect(brokenLine(`    ${long('f')}(${long('a')}, b=(1, 2))`)).toEqual([
    `    ${long('f')}(`,
    `        ${long('a')}, b=(1, 2)`,
    '    )',
  ])
  expect(brokenLine(`x = f(${long('a')}, (1, 2), ${long('b')}, c=',)')`)).toEqual([
    'x = f(',
    `    ${long('a')},`,
    '    (1, 2),',
    `    ${long('b')},`,
    "    c=',)',",
    ')',
  ])
})

test('what an item holds is broken too; an open bracket is left alone', () => {
  const inner = `${long('f')}(${long('a')}, ${long('b')})`
  expect(brokenLine(`x = [g(${inner}, 1), 2]`)).toEqual([
    'x = [',
    '    g(',
    `        ${long('f')}(`,
    `            ${long('a')},`,
    `            ${long('b')},`,
    '        ),',
    '        1,',
    '    ),',
    '    2,',
    ']',
  ])
  expect(brokenLine(`${inner}, [`)).toEqual([`${inner}, [`])
})

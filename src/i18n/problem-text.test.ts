import { describe, expect, test } from 'vitest'
import { enProblems } from '#i18n/en-problems.ts'
import { formulaErrorText, problemPlace, problemText } from '#i18n/problem-text.ts'
import { zhProblems } from '#i18n/zh-problems.ts'

describe('a problem is told', () => {
  const problem = {
    given: 'fast',
    used: 0.02,
    code: 'not_a_number',
    args: { name: 'lr' },
  } as const

  test('with what happened, what was kept and what to do', () => {
    expect(problemText(problem, 'en')).toBe(
      '“fast” is not a number. 0.02 is used instead. Write a number or a formula such as 1/3.',
    )
    expect(problemText(problem, 'zh')).toBe(
      '“fast”不是数。改用 0.02。请写一个数，或 1/3 这样的公式。',
    )
  })

  test('with lists, and with nothing in its place', () => {
    expect(problemText({ ...problem, used: [-1.5, 2] }, 'en')).toContain('-1.5, 2 is used instead.')
    expect(problemText({ ...problem, used: null }, 'en')).toContain('It was left out.')
  })

  test('with long text shortened', () => {
    expect(problemText({ ...problem, given: 'q'.repeat(9999) }, 'en').length).toBeLessThan(200)
  })

  test('with the place in a formula', () => {
    const unknown = { code: 'unknown_name', args: { name: 'xy', hint: 'x*y', at: 4 } } as const
    expect(problemText({ given: ':1 + xy', used: 'rosenbrock', ...unknown }, 'en')).toBe(
      'At character 5: There is no “xy” here. Did you mean “x*y”? rosenbrock is used instead.',
    )
    expect(problemText({ given: ':1 + xy', used: 'rosenbrock', ...unknown }, 'zh')).toBe(
      '第 5 个字符：这里没有“xy”。你是不是想写“x*y”？改用 rosenbrock。',
    )
  })
})

test('a formula’s error is told by itself', () => {
  const error = { code: 'unexpected', at: 3, args: { found: '', expected: 'value' } } as const
  expect(formulaErrorText(error, 'en')).toBe(
    'At character 4: The formula ends too early: a number, a name or a bracket is missing.',
  )
  expect(formulaErrorText(error, 'zh')).toBe('第 4 个字符：公式不完整：缺少数、名称或括号。')
})

test.each([
  ['run[0].lr', 'Run 1, lr', '第 1 个运行的 lr'],
  ['run[2].cosine.min', 'Run 3, cosine.min', '第 3 个运行的 cosine.min'],
  ['run[0]', 'Run 1', '第 1 个运行'],
  ['def[1].beta', 'Definition 2, beta', '第 2 个定义的 beta'],
  ['f.b', 'Surface, b', '曲面的 b'],
  ['T', 'T', 'T'],
])('the field %s is called %s, %s', (field, en, zh) => {
  expect(problemPlace(field, 'en')).toBe(en)
  expect(problemPlace(field, 'zh')).toBe(zh)
})

test('every problem ends as a sentence in both languages', () => {
  const wording = { args: { dropped: 'run', kind: 'stage' }, given: '“x”', kept: 'Kept.' }
  for (const say of Object.values(enProblems.words)) expect(say(wording)).toMatch(/[.?]$/)
  for (const say of Object.values(zhProblems.words))
    expect(say({ ...wording, kept: '略。' })).toMatch(/[。？]$/)
})

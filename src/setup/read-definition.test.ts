import { describe, expect, test } from 'vitest'
import { decodeLink } from '#setup/decode-link.ts'

const good = (link: string) => {
  const { setup, view, problems } = decodeLink(link)
  expect(problems).toEqual([])
  return { setup, view }
}

/** What is wrong with a link: field, code, what is used. */
const wrongs = (link: string) =>
  decodeLink(link).problems.map(({ field, code, used }) => [field, code, used])

describe('a definition', () => {
  const mine = {
    kind: 'rule',
    id: 'mine',
    params: [{ name: 'beta', default: 0.9 }],
    formula: 'state m=0;m=beta*m+g;theta=theta-lr*m',
  }
  const text = 'def=rule.mine(beta=0.9):state m = 0; m = beta*m + g; theta = theta - lr*m'

  test('may come after the runs that use it', () => {
    const { setup } = good(`#run=mine(0.2,beta=0.5)&${text}`)
    expect(setup.definitions).toEqual([mine])
    expect(setup.runs[0]?.rule).toEqual({ id: 'mine', args: { lr: 0.2, beta: 0.5 } })
  })

  test('can be a schedule or a transform, with or without parameters', () => {
    const link =
      '#run=halve~sgd~drop(2)&def=transform.halve():g=g/2&def=schedule.drop(k=1):lr=lr0/k'
    expect(good(link).setup.runs[0]).toEqual({
      before: [{ id: 'halve', args: {} }],
      rule: { id: 'sgd', args: {} },
      after: [],
      schedules: [{ id: 'drop', args: { k: 2 } }],
    })
  })

  test.each([
    ['def=rule.adam():theta=theta-lr*g', [['def[0]', 'taken_id', null]]],
    ['def=rule.beale():theta=theta-lr*g', [['def[0]', 'taken_id', null]]],
    ['def=rule.look():theta=theta-lr*g', [['def[0]', 'taken_id', null]]],
    ['def=transform.net():g=g', [['def[0]', 'taken_id', null]]],
    [`${text}&${text}`, [['def[1]', 'taken_id', null]]],
    ['def=surface.mine():x^2', [['def[0]', 'bad_definition', null]]],
    ['def=mine', [['def[0]', 'bad_definition', null]]],
    ['def=rule.mine(:theta=g', [['def[0]', 'bad_definition', null]]],
    ['def=rule.my-rule():theta=g', [['def[0]', 'bad_definition', null]]],
    ['def=rule.mine():theta=theta-lr*q', [['def[0]', 'unknown_name', null]]],
    ['def=rule.mine():', [['def[0]', 'empty', null]]],
    ['def=schedule.mine():theta=1', [['def[0]', 'no_output', null]]],
    ['def=rule.mine(beta):theta=theta-lr*g', [['def[0]', 'no_value', null]]],
    ['def=rule.mine(theta=1):theta=theta-lr*g', [['def[0].theta', 'reserved_name', null]]],
    ['def=rule.mine(lr=fast):theta=theta-lr*g', [['def[0].lr', 'not_a_number', 1]]],
    ['def=rule.mine(k=1,k=2):theta=theta-lr*g', [['def[0].k', 'repeated_param', 1]]],
    ['def=schedule.mine(len=1):lr=lr0', [['def[0].len', 'reserved_name', null]]],
  ])('%s', (link, expected) => {
    expect(wrongs(`#${link}`)).toEqual(expected)
  })
})

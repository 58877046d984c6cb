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

const runs = (count: number) => Array.from({ length: count }, () => 'run=sgd').join('&')

const list = (count: number) =>
  `#run=sgd~multistep(${Array.from({ length: count }, () => 1).join(';')})`

describe('limits:', () => {
  test('16 runs', () => {
    expect(good(`#T=9&${runs(16)}`).setup.runs).toHaveLength(16)
    const { setup, problems } = decodeLink(`#${runs(20)}`)
    expect(setup.runs).toHaveLength(16)
    expect(problems).toMatchObject([
      { field: 'run', given: '20', used: 16, code: 'too_many_runs', args: { limit: 16 } },
    ])
  })

  test('100,000 steps', () => {
    expect(good('#T=100000&run=sgd').setup.T).toBe(100_000)
    expect(wrongs('#T=100001&run=sgd')).toEqual([['T', 'steps_limit', 500]])
    expect(wrongs(`#T=1e9&${runs(8)}`)).toEqual([['T', 'steps_limit', 500]])
  })

  test('runs × T ≤ 400,000: the runs stay', () => {
    expect(good(`#T=50000&${runs(8)}`).setup.T).toBe(50_000)
    const { setup, problems } = decodeLink(`#T=50001&${runs(8)}`)
    expect([setup.T, setup.runs.length]).toEqual([50_000, 8])
    expect(problems).toMatchObject([
      { field: 'T', given: '50001', used: 50_000, code: 'steps_times_runs' },
    ])
  })

  test('2²⁰ starts in all clouds: the largest give way', () => {
    const clouds = (...counts: number[]) =>
      `#T=9&${counts.map((n) => `run=sgd~cloud(n=${n})`).join('&')}`
    const most = 262_144
    good(clouds(most, most, most, most))
    const { setup, problems } = decodeLink(clouds(most, 76, most, most, 300_000 - 50_000, most))
    expect(setup.runs.map(({ cloud }) => cloud?.n)).toEqual([
      209_700, 76, 209_700, 209_700, 209_700, 209_700,
    ])
    expect(problems).toMatchObject([
      { field: 'cloud', given: '1298652', used: 209_700, code: 'too_many_starts' },
    ])
  })

  test('16,000 characters: the fields that end before are read', () => {
    const long = `seed=7&f=beale&run=${'x'.repeat(16_000)}:sgd&T=9`
    const { setup, problems } = decodeLink(`#${long}`)
    expect(setup).toMatchObject({ seed: 7, objective: { id: 'beale' }, T: 500 })
    expect(problems).toMatchObject([{ field: 'link', code: 'link_too_long', used: 16_000 }])
    const fits = `seed=7&run=${'x'.repeat(15_985)}:sgd`
    expect(fits).toHaveLength(16_000)
    expect(good(fits).setup.seed).toBe(7)
  })

  test('64 numbers in a list', () => {
    expect(good(list(64)).setup.runs).toHaveLength(1)
    expect(wrongs(list(65))).toEqual([['run[0].multistep.milestones', 'list_too_long', [100, 150]]])
  })

  test('hostile text costs little', () => {
    const began = performance.now()
    for (const piece of ['(', 'x=(', '~', ';', ',', '&a', '%', 'run=', '-', 'run=adam(lr=(('])
      decodeLink(`#run=adam(${piece.repeat(16_000 / piece.length)}`)
    decodeLink(`#${'def=rule.a():theta=theta-lr*g&'.repeat(500)}`)
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

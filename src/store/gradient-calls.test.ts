import { expect, test } from 'vitest'
import { rules } from '#catalog/rules.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { gradientCalls, gradientsUpTo } from '#store/gradient-calls.ts'
import { readyOf } from '#store/ready.ts'

const setupOf = (link: string) => {
  const { setup, problems } = decodeLink(link)
  expect(problems).toEqual([])
  return setup
}
const callsOf = (link: string) => readyOf(setupOf(link)).runs.map(gradientCalls)

test('every rule of the catalogue asks for one gradient a step, in each dialect', () => {
  const runs = rules.flatMap(({ id, dialects }) => dialects.map((each) => `${id}.${each.id}(lr=1)`))
  const odd = runs.filter((run) => {
    const [calls] = callsOf(`#v=1&run=${run}`)
    return calls?.once !== 0 || calls.perStep !== 1
  })
  expect(runs.length).toBeGreaterThan(rules.length)
  expect(odd).toEqual([])
})

test('a gradient taken elsewhere is one more', () => {
  const sam = 'def=transform.sam(rho=0.05):g=grad(theta%2Brho*g/norm_all(g))'
  expect(callsOf(`#v=1&${sam}&run=sam~sgd(lr=0.1)&run=sgd(lr=0.1)`)).toEqual([
    { once: 0, perStep: 2 },
    { once: 0, perStep: 1 },
  ])
})

test('gradients up to a step: none before the first', () => {
  const setup = setupOf('#v=1&run=sgd(lr=0.1)&run=nesterov.authors(lr=0.1)')
  for (const place of [0, 1]) {
    expect(gradientsUpTo(setup, place, 0)).toBe(0)
    expect(gradientsUpTo(setup, place, 7)).toBe(7)
  }
  expect(gradientsUpTo(setup, 2, 7)).toBe(0)
})

import { expect, test } from 'vitest'
import { decodeLink } from '#setup/decode-link.ts'
import { runValues } from '#setup/parameter-values.ts'
import { usualValue } from '#setup/usual-value.ts'

const run = (text: string) => {
  const { setup } = decodeLink(`#v=1&f=beale&T=60&run=${text}`)
  return runValues(setup, setup.runs[0]!)
}

test('the default is that of the dialect, whatever was given', () => {
  const about = { T: 60, lr0: 0.1 }
  expect(usualValue(run('adam(eps=1)').rule, 'eps', about)).toBe(1e-8)
  expect(usualValue(run('adam.keras(eps=1)').rule, 'eps', about)).toBe(1e-7)
  expect(usualValue(run('adam').rule, 'nothing', about)).toBeUndefined()
})

test('a default in steps follows T, the rate and the parameters before it', () => {
  const [step] = run('sgd~step(n=5)').schedules
  expect(usualValue(step!, 'n', { T: 60, lr0: 0.1 })).toBe(20)
  const [cyclic] = run('sgd(lr=0.1)~cyclic(up=7,down=3)').schedules
  expect(usualValue(cyclic!, 'down', { T: 60, lr0: 0.1 })).toBe(7)
  expect(usualValue(cyclic!, 'max', { T: 60, lr0: 0.1 })).toBe(1)
})

import { expect, test } from 'vitest'
import { isPlainStep } from '#plots/graph-step.ts'
import type { StageRun } from '#plots/stage-props.ts'
import { RaceEngine } from '#race/race.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'

/** The runs of a link as the stage gets them. */
const runsOf = (link: string): StageRun[] =>
  new RaceEngine().race(readyRace(decodeLink(link).setup)).map((run, index) => ({
    ...run,
    id: String(index),
    name: '',
    index,
    mute: false,
  }))

test('a step is called −η·f′ where it is that, and nowhere else', () => {
  const [sgd, momentum, adam] = runsOf(
    '#v=1&f=:x^2&x=10,0&T=20&run=sgd(0.2)&run=momentum(lr=0.1)&run=adam(0.1)',
  )
  for (let k = 0; k < 10; k++) expect(isPlainStep(sgd!, k)).toBe(true)
  expect(isPlainStep(momentum!, 5)).toBe(false)
  expect(isPlainStep(adam!, 5)).toBe(false)
})

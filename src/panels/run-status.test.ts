import { expect, test } from 'vitest'
import { words } from '#i18n/words.ts'
import { runStatus } from '#panels/run-status.ts'
import { RaceEngine } from '#race/race.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyOf } from '#store/ready.ts'
import { shownRuns } from '#store/shown-runs.ts'
import { store } from '#store/store.ts'

/** What the first run of a link says when the clock shows a step. */
function said(link: string, step: number): string {
  const { setup } = decodeLink(link)
  const race = readyOf(setup)
  const state = store.getInitialState()
  const trajectories = new RaceEngine('interpreter').race(race)
  const [run] = shownRuns({ ...state, setup, results: { ...state.results, race, trajectories } })
  return runStatus(run!, step, words('en'))
}

test.each([
  ['#v=1&f=:x^2&x=1,0&T=9&run=sgd(0.1)', 3, 'running'],
  ['#v=1&f=:x^2&x=1,0&T=9&run=sgd(0.1)', 9, 'all 9 steps made'],
  ['#v=1&f=:x^2&x=1,0&T=60&run=sgd(1.5)', 60, /^diverged at step \d+$/],
  ['#v=1&f=:log(x)&x=-4,0&T=9&run=sgd(0.1)', 0, 'f has no value at the start'],
  ['#v=1&f=sphere&x=0,0&T=9&run=sgd(0.1)', 0, 'reached at step 0'],
])('%s at step %i', (link, step, text) => {
  expect(said(link, step)).toMatch(text)
})

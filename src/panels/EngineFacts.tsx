import type { Words } from '#i18n/en.ts'
import { behindText, deviceText, swarmText } from '#panels/swarm-text.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { isSingle } from '#store/shown-race.ts'
import type { State } from '#store/state.ts'

/** What computed the runs and the clouds, in its own words, and how long it took. */
export function EngineFacts() {
  const { engine, swarm } = useWords()
  const race = useApp((state) => raceText(state, engine))
  const ms = useApp((state) => (isSingle(state) ? state.results.single : state.results.facts)?.ms)
  const waits = useApp(({ results }) => results.status === 'busy' && results.share > 0)
  const clouds = useApp(swarmText)
  const behind = useApp(behindText)
  const device = useApp((state) => deviceText(state, true))
  if (race === '' || ms === undefined) return null
  const took = waits ? engine.busy : engine.took(ms < 10 ? ms.toFixed(1) : `${Math.round(ms)}`)
  // Narrow pages have no room for what the clouds do but here.
  const devices = device ? [`${swarm.engine.tip}: ${device}`] : []
  const tip = [engine.tip, ...devices, ...(clouds ? [clouds] : [])].join('\n')
  return (
    <p className="facts" title={tip}>
      {race}
      <span className="took"> · {took}</span>
      {/* A space, for those who hear it. */}
      {clouds && ' '}
      {clouds && <span className="clouds">{clouds}</span>}
      {behind && <span className="behind"> · {behind}</span>}
    </p>
  )
}

function raceText(state: State, words: Words['engine']): string {
  if (isSingle(state)) return state.results.single ? deviceText(state) : ''
  const { facts } = state.results
  return facts ? [words[facts.precision], words[facts.executor]].join(' · ') : ''
}

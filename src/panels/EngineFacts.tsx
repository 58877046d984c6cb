import { useApp, useWords } from '#panels/use-app.ts'

/** What computed the runs, in its own words, and how long it took. */
export function EngineFacts() {
  const { engine } = useWords()
  const facts = useApp(({ results }) => results.facts)
  const waits = useApp(({ results }) => results.status === 'busy' && results.share > 0)
  if (!facts) return null
  const ms = facts.ms < 10 ? facts.ms.toFixed(1) : Math.round(facts.ms).toString()
  return (
    <p className="facts" title={engine.tip}>
      {[engine[facts.precision], engine[facts.executor]].join(' · ')}
      <span className="took"> · {waits ? engine.busy : engine.took(ms)}</span>
    </p>
  )
}

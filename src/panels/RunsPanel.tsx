import { Objective } from '#panels/Objective.tsx'
import { RunCard } from '#panels/RunCard.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { runId } from '#store/shown-runs.ts'

/** The left panel: what is minimised, and by whom. */
export function RunsPanel() {
  const { setup } = useWords()
  const count = useApp((state) => state.setup.runs.length)
  return (
    <section className="panel runs" aria-label={setup.label}>
      <Objective />
      <h2 className="spoken">{setup.runs}</h2>
      {count === 0 && <p className="empty">{setup.noRuns}</p>}
      <ul className="cards">
        {Array.from({ length: count }, (_, place) => (
          <RunCard key={runId(place)} place={place} />
        ))}
      </ul>
    </section>
  )
}

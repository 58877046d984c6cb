import { focusCard } from '#panels/card-focus.ts'
import { EntryPicker } from '#panels/EntryPicker.tsx'
import { Icon } from '#panels/Icon.tsx'
import { Objective } from '#panels/Objective.tsx'
import { RunCard } from '#panels/RunCard.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { addRun } from '#store/edit-runs.ts'
import { runId } from '#store/shown-runs.ts'
import { store } from '#store/store.ts'
import { isHidden } from '#store/teacher.ts'
import '#panels/card.css'

/** The left panel: what is minimised, and by whom. */
export function RunsPanel() {
  const { setup, runs: words } = useWords()
  const count = useApp((state) => state.setup.runs.length)
  return (
    <section className="panel runs" aria-label={setup.label}>
      <Objective />
      <h2 className="spoken">{setup.runs}</h2>
      {count === 0 && <p className="empty">{words.empty}</p>}
      <ul className="cards">
        {Array.from({ length: count }, (_, place) => (
          <RunCard key={runId(place)} place={place} />
        ))}
      </ul>
      <AddRun count={count} />
    </section>
  )
}

/** Adds a run at the end of the list; says why not where the list is full. */
function AddRun({ count }: { count: number }) {
  const words = useWords().runs
  const hidden = useApp((state) => isHidden(state, 'add'))
  const locked = useLock('runs')
  if (hidden) return null
  const full = count >= LINK_LIMITS.runs
  return (
    <div className="add-run">
      <EntryPicker
        kind="rule"
        name={words.add}
        className="button"
        disabled={full || locked}
        onPick={add}
      >
        <Icon name="plus" />
        {words.add}
      </EntryPicker>
      {full && <p className="quiet">{words.full(LINK_LIMITS.runs)}</p>}
    </div>
  )
}

function add(rule: string): void {
  const { length } = store.getState().setup.runs
  addRun(rule)
  if (store.getState().setup.runs.length > length) focusCard(length, 'name')
}

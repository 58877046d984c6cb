import { useId } from 'react'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import type { Setup } from '#setup/setup.ts'
import { setEngine } from '#store/edit-objective.ts'

const PRECISIONS: readonly Setup['engine'][] = ['auto', 'f64', 'f32']

/** What the runs are computed in. */
export function PrecisionField() {
  const { swarm: words } = useWords()
  const id = useId()
  const engine = useApp(({ setup }) => setup.engine)
  const locked = useLock('engine')
  return (
    <div className="fields precision-field" title={words.precisionTip}>
      <label className="field-label" htmlFor={id}>
        {words.precision}
      </label>
      <select
        id={id}
        className="select"
        value={engine}
        disabled={locked}
        onChange={({ target }) => setEngine(target.value as Setup['engine'])}
      >
        {PRECISIONS.map((each) => (
          <option key={each} value={each}>
            {words.precisions[each]}
          </option>
        ))}
      </select>
    </div>
  )
}

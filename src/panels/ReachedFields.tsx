import { IconButton } from '#panels/IconButton.tsx'
import { NumberField } from '#panels/NumberField.tsx'
import { rounded } from '#panels/rounded.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { setEps, setTarget } from '#store/edit-objective.ts'
import { knownMinima } from '#store/known-minima.ts'

/** When a run counts as arrived: ε, and what stands for f* where that is unknown. */
export function ReachedFields() {
  const { reached: words } = useWords().objective
  const eps = useApp(({ setup }) => setup.eps)
  const locked = useLock('surface')
  const known = useApp(({ setup }) => knownMinima(setup).fmin)
  return (
    <details className="fold">
      <summary>{words.summary}</summary>
      <p>{words.rule}</p>
      <div className="fields">
        <NumberField
          label={words.eps}
          value={eps}
          log
          by={10}
          limits={{ min: 0 }}
          disabled={locked}
          onCommit={(next) => setEps(next)}
        />
        {known === null && <Target locked={locked} />}
      </div>
      <p>{known === null ? words.unknown : words.known(rounded(known))}</p>
    </details>
  )
}

function Target({ locked }: { locked: boolean }) {
  const { reached: words } = useWords().objective
  const target = useApp(({ setup }) => setup.target)
  const found = useApp(({ results }) => results.minima)
  if (target === null)
    return (
      <button
        type="button"
        className="button outlined"
        disabled={locked}
        onClick={() => setTarget(Math.min(0, ...(found ?? []).map(({ value }) => value)))}
      >
        {words.give}
      </button>
    )
  return (
    <>
      <NumberField
        label={words.target}
        value={target}
        by={0.1}
        disabled={locked}
        onCommit={setTarget}
      />
      <IconButton
        icon="close"
        name={words.drop}
        disabled={locked}
        onClick={() => setTarget(null)}
      />
    </>
  )
}

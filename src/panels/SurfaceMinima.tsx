import { placeText, rounded } from '#panels/rounded.ts'
import { useApp, useCalm, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { setTarget } from '#store/edit-objective.ts'
import { knownMinima } from '#store/known-minima.ts'
import { readyOf } from '#store/ready.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

/** How many places a sentence names. */
const NAMED = 2

/** What is known of the surface's minima, by its catalogue entry or by a search. */
export function SurfaceMinima() {
  const { minima: words } = useWords().objective
  const { minima, fmin } = useCalm(({ setup }) => knownMinima(setup))
  const dims = useCalm(({ setup }) => surfaceFacts(readyOf(setup).surface).dims)
  if (fmin === null) return <FoundMinima dims={dims} />
  if (minima.length === 0) return <p className="minima quiet">{words.bare(rounded(fmin))}</p>
  const places = minima
    .slice(0, NAMED)
    .map(([x, y]) => placeText(x, dims === 1 ? null : y))
    .join(', ')
  const rest = minima.length - NAMED
  return (
    <p className="minima quiet">
      {words.known(rounded(fmin), rest > 0 ? `${places} ${words.more(rest)}` : places)}
    </p>
  )
}

function FoundMinima({ dims }: { dims: 1 | 2 }) {
  const { minima: words } = useWords().objective
  const found = useApp(({ results }) => results.minima)
  const target = useApp(({ setup }) => setup.target)
  const locked = useLock('surface')
  const [least] = found?.toSorted((a, b) => a.value - b.value) ?? []
  const place = least && placeText(least.x, dims === 1 ? null : least.y)
  return (
    <div className="minima found quiet">
      <p>
        {least && place
          ? words.found(found?.length ?? 0, rounded(least.value), place)
          : found
            ? words.none
            : words.looking}
      </p>
      {target !== null && <p>{words.used(rounded(target))}</p>}
      {least && least.value !== target && (
        <button
          type="button"
          className="button outlined"
          disabled={locked}
          onClick={() => setTarget(least.value)}
        >
          {words.use(rounded(least.value))}
        </button>
      )}
    </div>
  )
}

import { dialectName } from '#panels/dialect-name.ts'
import { useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import type { StageValues } from '#setup/parameter-values.ts'
import { type StagePlace, setDialect } from '#store/edit-runs.ts'

type Props = { place: StagePlace; values: StageValues }

/** Whose text of a method runs; where there is one only, nothing to choose. */
export function StageDialect({ place, values: { entry, dialect } }: Props) {
  const words = useWords().runs
  const locked = useLock('stages')
  if (entry.dialects.length < 2) {
    return <span className="quiet dialect">{`${words.source} ${dialectName(dialect, words)}`}</span>
  }
  return (
    <select
      className="select dialect"
      aria-label={words.sourceOf(entry.title)}
      title={dialect.source}
      value={dialect.id}
      disabled={locked}
      onChange={(event) => setDialect(place, event.target.value)}
    >
      {entry.dialects.map((each) => (
        <option key={each.id} value={each.id}>
          {dialectName(each, words)}
        </option>
      ))}
    </select>
  )
}

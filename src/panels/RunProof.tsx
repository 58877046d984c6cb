import { provenFor } from '#catalog/proven.ts'
import { Icon } from '#panels/Icon.tsx'
import { useWords } from '#panels/use-app.ts'
import type { StageValues } from '#setup/parameter-values.ts'

/** How closely the rule follows runs recorded in the library whose text it is. */
export function RunProof({ values: { entry, dialect } }: { values: StageValues }) {
  const words = useWords().runs
  const proven = provenFor(entry.id, dialect.id)
  if (!proven) return null
  const { library, error, traces } = proven
  return (
    <p className="proof quiet" title={words.provenTip}>
      <Icon name="check" />
      {error === 0
        ? words.provenExactly(library, traces)
        : words.proven(library, error.toExponential().replace('-', '−'), traces)}
    </p>
  )
}

import { Tex } from '#panels/Formula.tsx'
import { valueTex } from '#panels/tex-lines.ts'
import type { ReadyParam } from '#race/ready.ts'

const NONE: readonly string[] = []

type Props = { params: readonly ReadyParam[]; initial?: readonly string[] }

/** A formula's parameters with their values, and what its state begins with, in one quiet line. */
export function Values({ params, initial = NONE }: Props) {
  const all = [...valueTex(params), ...initial]
  if (all.length === 0) return null
  return (
    <p className="values">
      {all.map((tex, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a value that changes keeps its place
        <Tex key={i} tex={tex} />
      ))}
    </p>
  )
}

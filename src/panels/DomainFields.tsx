import { useState } from 'react'
import { NumberField } from '#panels/NumberField.tsx'
import { rounded } from '#panels/rounded.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { mentions } from '#setup/formula-text.ts'
import { domainOf } from '#setup/objective-values.ts'
import type { Objective } from '#setup/setup.ts'
import { setDomain } from '#store/edit-objective.ts'

type Box = readonly [number, number, number, number]

/** The rectangle of the reader's own surface; on a graph the second pair frames its heights. */
export function DomainFields({ objective }: { objective: Objective & { kind: 'typed' } }) {
  const { own: words } = useWords().objective
  const locked = useLock('surface')
  const domain = useApp(({ setup }) => JSON.stringify(domainOf(setup)))
  const [wrong, setWrong] = useState<string | null>(null)
  const box: Box = JSON.parse(domain)
  const flat = !mentions(objective.formula, 'y')
  const axes = ['x', flat ? 'f' : 'y'] as const

  function take(place: number, value: number) {
    const next: Box = [
      place === 0 ? value : box[0],
      place === 1 ? value : box[1],
      place === 2 ? value : box[2],
      place === 3 ? value : box[3],
    ]
    const [from, to] = place < 2 ? [next[0], next[1]] : [next[2], next[3]]
    const empty = !(from < to)
    const axis = place < 2 ? axes[0] : axes[1]
    setWrong(empty ? words.emptyDomain(axis, rounded(from), rounded(to)) : null)
    if (!empty) setDomain(next)
  }

  return (
    <fieldset
      className="domain"
      title={flat ? words.frameTip : words.domainTip}
      aria-label={words.domain}
    >
      {box.map((value, place) => {
        const axis = place < 2 ? axes[0] : axes[1]
        const label = place % 2 === 0 ? words.from(axis) : words.to(axis)
        return (
          <NumberField
            key={label}
            label={label}
            value={value}
            disabled={locked}
            onCommit={(next) => take(place, next)}
          />
        )
      })}
      {wrong && (
        <p className="domain-wrong" role="alert">
          {wrong}
        </p>
      )}
    </fieldset>
  )
}

import type { ReactNode } from 'react'
import { EntryPicker } from '#panels/EntryPicker.tsx'
import { Icon } from '#panels/Icon.tsx'
import { IconButton } from '#panels/IconButton.tsx'
import { StageDialect } from '#panels/StageDialect.tsx'
import { StageParams } from '#panels/StageParams.tsx'
import { useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import type { StageValues } from '#setup/parameter-values.ts'
import { moveStage, removeStage, replaceStage, type StagePlace } from '#store/edit-runs.ts'

type Props = {
  place: StagePlace
  kind: 'schedule' | 'transform'
  values: StageValues
  /** stages in its slot */
  count: number
  of: string
  about: { readonly T: number; readonly lr0: number }
  children?: ReactNode
}

/** A schedule or transform of a run: what it is, its place among the others, its parameters. */
export function StageEdit({ place, kind, values, count, of, about, children }: Props) {
  const words = useWords().runs
  const locked = useLock('stages')
  const { title, id } = values.entry
  return (
    <div className="part-edit">
      <div className="part-head">
        <EntryPicker
          kind={kind}
          name={words.replace(title)}
          current={id}
          className="button entry-pick"
          disabled={locked}
          onPick={(next) => replaceStage(place, next)}
        >
          <span lang="en">{title}</span>
          <Icon name="chevron" />
        </EntryPicker>
        <span className="part-tools">
          {count > 1 && (
            <>
              <IconButton
                icon="up"
                name={words.earlier(title)}
                disabled={locked || place.at === 0}
                onClick={() => moveStage(place, place.at - 1)}
              />
              <IconButton
                icon="down"
                name={words.later(title)}
                disabled={locked || place.at === count - 1}
                onClick={() => moveStage(place, place.at + 1)}
              />
            </>
          )}
          <IconButton
            icon="close"
            name={words.removeStage(title)}
            disabled={locked}
            onClick={() => removeStage(place)}
          />
        </span>
      </div>
      {values.entry.dialects.length > 1 && <StageDialect place={place} values={values} />}
      {children}
      <StageParams place={place} values={values} of={`${title}, ${of}`} about={about} />
    </div>
  )
}

import { texNames } from '#formula/tex-names.ts'
import { ParamField } from '#panels/ParamField.tsx'
import { useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import type { StageValues } from '#setup/parameter-values.ts'
import { usualValue } from '#setup/usual-value.ts'
import { resetParam, setParam, type StagePlace } from '#store/edit-runs.ts'

type Props = {
  place: StagePlace
  values: StageValues
  /** whose parameters: the run, or its stage */
  of: string
  /** steps that the stage is about, and its run's learning rate */
  about: { readonly T: number; readonly lr0: number }
}

/** The note on a stage's dialect and every parameter that the dialect reads; the rate has its own place. */
export function StageParams({ place, values, of, about }: Props) {
  const words = useWords().runs
  const locked = useLock('params')
  const { entry, dialect, params } = values
  const names = texNames(new Set(params.map(({ name }) => name)))
  return (
    <>
      {dialect.note && (
        <p className="part-note quiet" lang="en">
          {dialect.note}
        </p>
      )}
      {params.map(({ name, value }) => {
        const param = entry.params.find((each) => each.name === name)
        const usual = usualValue(values, name, about)
        if (!param || usual === undefined || (place.slot === 'rule' && name === 'lr')) return null
        return (
          <ParamField
            key={name}
            param={param}
            tex={names.of(name)}
            name={words.of(name, of)}
            value={value}
            usual={usual}
            steps={about.T}
            disabled={locked}
            onChange={(next, phase) => setParam(place, name, next, phase)}
            onReset={() => resetParam(place, name)}
          />
        )
      })}
    </>
  )
}

import type { Param, Value } from '#catalog/entry.ts'
import { texNames } from '#formula/tex-names.ts'
import { IconButton } from '#panels/IconButton.tsx'
import { ParamField } from '#panels/ParamField.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { mentions } from '#setup/formula-text.ts'
import { objectiveValues, surfaceEntry } from '#setup/objective-values.ts'
import type { Objective } from '#setup/setup.ts'
import { removeOwnParam, resetSurfaceParam, setSurfaceParam } from '#store/edit-objective.ts'
import { isLocked } from '#store/teacher.ts'

/** Every parameter of the surface with a slider and a field. */
export function SurfaceParams({ objective }: { objective: Objective }) {
  const { params: words } = useWords().objective
  const T = useApp(({ setup }) => setup.T)
  const locked = useApp((state) => isLocked(state, 'surface'))
  const rows = objective.kind === 'typed' ? ownRows(objective) : catalogRows(objective)
  const names = texNames(new Set(rows.map(({ param }) => param.name)))
  if (rows.length === 0) return null
  return (
    <ul className="surface-params" aria-label={words.label}>
      {rows.map(({ param, value, usual }) => (
        <li key={param.name}>
          <ParamField
            param={param}
            tex={names.of(param.name)}
            name={words.of(param.name)}
            value={value}
            usual={usual}
            steps={T}
            disabled={locked}
            onChange={(next, phase) => setSurfaceParam(param.name, next, phase)}
            onReset={() => resetSurfaceParam(param.name, usual)}
          />
          {objective.kind === 'typed' && <Remove objective={objective} name={param.name} />}
        </li>
      ))}
    </ul>
  )
}

type Row = { readonly param: Param; readonly value: Value; readonly usual: Value }

function catalogRows(objective: Objective & { kind: 'catalog' }): readonly Row[] {
  const usual = objectiveValues({ ...objective, args: {} }).params
  const { params } = objectiveValues(objective)
  return surfaceEntry(objective.id).params.map((param, i) => ({
    param,
    value: params[i]?.value ?? 0,
    usual: usual[i]?.value ?? 0,
  }))
}

/** A reader's own parameter has no default and no limits: its slider has room around its value. */
const ownRows = ({ params }: Objective & { kind: 'typed' }): readonly Row[] =>
  params.map(({ name, value }) => {
    const usual = typeof value === 'number' && Math.abs(value) < 1 ? 1 : value
    return { param: { name, default: usual }, value, usual }
  })

function Remove({ objective, name }: { objective: Objective & { kind: 'typed' }; name: string }) {
  const { own: words } = useWords().objective
  const locked = useApp((state) => isLocked(state, 'surface'))
  const inUse = mentions(objective.formula, name)
  return (
    <IconButton
      icon="close"
      name={words.remove(name)}
      tip={inUse ? words.inUse(name) : words.remove(name)}
      disabled={locked || inUse}
      onClick={() => removeOwnParam(name)}
    />
  )
}

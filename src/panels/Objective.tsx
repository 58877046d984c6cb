import { memo, useState } from 'react'
import '#panels/objective.css'
import { DomainFields } from '#panels/DomainFields.tsx'
import { EntryPicker } from '#panels/EntryPicker.tsx'
import { Formula } from '#panels/Formula.tsx'
import { FormulaHelp } from '#panels/FormulaHelp.tsx'
import { IconButton } from '#panels/IconButton.tsx'
import { BudgetFields, NoiseField, StartFields } from '#panels/ObjectiveFields.tsx'
import { PrecisionField } from '#panels/PrecisionField.tsx'
import { ReachedFields } from '#panels/ReachedFields.tsx'
import { SurfaceEditor } from '#panels/SurfaceEditor.tsx'
import { SurfaceMinima } from '#panels/SurfaceMinima.tsx'
import { SurfaceParams } from '#panels/SurfaceParams.tsx'
import { surfaceLines } from '#panels/tex-lines.ts'
import { useApp, useCalm, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { objectiveValues, surfaceEntry } from '#setup/objective-values.ts'
import type { Objective as Minimised } from '#setup/setup.ts'
import { chooseSurface, writeOwn } from '#store/edit-objective.ts'
import { surfaceFacts } from '#store/surface-facts.ts'
import { isHidden } from '#store/teacher.ts'

/** The surface: its name, which opens the catalogue, its formula, parameters and minima. */
const Surface = memo(function Surface({ objective }: { objective: Minimised }) {
  const words = useWords()
  const locked = useLock('surface')
  const [called, setCalled] = useState(0)
  const own = () => {
    writeOwn()
    setCalled(called + 1)
  }
  const typed = objective.kind === 'typed'
  const title = typed ? words.setup.typed : surfaceEntry(objective.id).title
  return (
    <>
      <header className="surface-head">
        <h2>
          <EntryPicker
            name={title}
            kind="surface"
            {...(typed ? {} : { current: objective.id })}
            other={{ name: words.objective.own.write, onPick: own }}
            className="pick"
            disabled={locked}
            onPick={(id) => {
              setCalled(0)
              chooseSurface(id)
            }}
          >
            {title}
          </EntryPicker>
        </h2>
        {!typed && (
          <IconButton
            icon="pencil"
            name={words.objective.own.edit}
            disabled={locked}
            onClick={own}
          />
        )}
      </header>
      {typed && <SurfaceEditor objective={objective} called={called} />}
      <SurfaceFormula />
      <SurfaceParams objective={objective} />
      {typed && <DomainFields objective={objective} />}
      {typed && <FormulaHelp />}
      <SurfaceMinima />
    </>
  )
})

/** Calm: while a hand moves a parameter, its slider alone follows every move. */
const SurfaceFormula = memo(function SurfaceFormula() {
  const { setup: words } = useWords()
  const hidden = useApp((state) => isHidden(state, 'formulas'))
  const objective = useCalm(({ setup }) => setup.objective)
  if (hidden) return null
  const surface = objectiveValues(objective)
  return <Formula lines={surfaceLines(surface, surfaceFacts(surface).dims, words.otherwise)} />
})

/** What is minimised, from where, for how long, with what noise, and when a run is there. */
export function Objective() {
  const { setup: words } = useWords()
  const objective = useApp(({ setup }) => setup.objective)
  const noSurface = useApp((state) => isHidden(state, 'surface'))
  const noNoise = useApp((state) => isHidden(state, 'noise'))
  return (
    <section className="objective" aria-label={words.surface}>
      {!noSurface && <Surface objective={objective} />}
      <StartFields />
      <BudgetFields />
      {!noNoise && <NoiseField />}
      <PrecisionField />
      <ReachedFields />
    </section>
  )
}

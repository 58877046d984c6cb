import { memo } from 'react'
import { Formula } from '#panels/Formula.tsx'
import { NumberField } from '#panels/NumberField.tsx'
import { surfaceLines } from '#panels/tex-lines.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { Values } from '#panels/Values.tsx'
import { stepsFor } from '#setup/finish-setup.ts'
import { objectiveValues, surfaceEntry } from '#setup/objective-values.ts'
import type { Setup } from '#setup/setup.ts'
import { change, moveStart } from '#store/actions.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

/** The surface's name, formula and parameters. */
const Surface = memo(function Surface({ objective }: { objective: Setup['objective'] }) {
  const { setup: words } = useWords()
  const stage = objectiveValues(objective)
  const { dims } = surfaceFacts(stage)
  return (
    <>
      <h2>{objective.kind === 'typed' ? words.typed : surfaceEntry(objective.id).title}</h2>
      <Formula lines={surfaceLines(stage, dims, words.otherwise)} />
      <Values params={stage.params} />
    </>
  )
})

/** What is minimised, from where, for how long, and with what noise. */
export function Objective() {
  const { setup: words } = useWords()
  const setup = useApp((state) => state.setup)
  const locked = useApp(({ view }) => view.link.lock)
  const { objective, start, T, seed, noise } = setup
  const { dims } = surfaceFacts(objectiveValues(objective))
  const free = (name: string) => locked.includes(name)
  return (
    <section className="objective" aria-label={words.surface}>
      <Surface objective={objective} />
      <div className="fields start-fields" title={words.startTip}>
        <span className="field-label">{words.start}</span>
        <NumberField
          label="x"
          by={0.1}
          value={start[0]}
          disabled={free('start')}
          onCommit={(x) => moveStart(x, start[1])}
        />
        {dims === 2 && (
          <NumberField
            label="y"
            by={0.1}
            value={start[1]}
            disabled={free('start')}
            onCommit={(y) => moveStart(start[0], y)}
          />
        )}
      </div>
      <div className="fields">
        <NumberField
          label={words.steps}
          tip={words.stepsTip}
          by={10}
          value={T}
          limits={{ min: 1, max: stepsFor(setup.runs.length), integer: true }}
          disabled={free('T')}
          onCommit={(steps) => change({ T: steps })}
        />
        <NumberField
          label={words.seed}
          tip={words.seedTip}
          value={seed}
          limits={{ min: 0, max: 2 ** 32 - 1, integer: true }}
          disabled={free('seed')}
          onCommit={(next) => change({ seed: next })}
        />
        <NumberField
          label={words.noise}
          tip={words.noiseTip}
          by={0.1}
          value={noise}
          limits={{ min: 0 }}
          disabled={free('noise')}
          onCommit={(sigma) => change({ noise: sigma })}
        />
      </div>
    </section>
  )
}

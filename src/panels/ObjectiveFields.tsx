import { IconButton } from '#panels/IconButton.tsx'
import { NumberField } from '#panels/NumberField.tsx'
import { Quantity } from '#panels/Quantity.tsx'
import { useApp, useCalm, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { stepsFor } from '#setup/finish-setup.ts'
import { sliderRange } from '#setup/slider-range.ts'
import { moveStart } from '#store/actions.ts'
import { anotherDraw, randomStart, setNoise, setSeed, setSteps } from '#store/edit-objective.ts'
import { readyOf } from '#store/ready.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

/** Where all runs begin; which seed gave the place, if one did. */
export function StartFields() {
  const { setup: words, objective } = useWords()
  const [x, y] = useCalm(({ setup }) => setup.start)
  const dims = useCalm(({ setup }) => surfaceFacts(readyOf(setup).surface).dims)
  const locked = useLock('start')
  const seed = useCalm(({ setup }) => {
    const [atX, atY] = randomStart(setup.seed, setup)
    return atX === setup.start[0] && atY === setup.start[1] ? setup.seed : null
  })
  return (
    <>
      <div className="fields start-fields" title={words.startTip}>
        <span className="field-label">{words.start}</span>
        <NumberField
          label="x"
          by={0.1}
          value={x}
          disabled={locked}
          onCommit={(next) => moveStart(next, y)}
        />
        {dims === 2 && (
          <NumberField
            label="y"
            by={0.1}
            value={y}
            disabled={locked}
            onCommit={(next) => moveStart(x, next)}
          />
        )}
      </div>
      {seed !== null && <p className="quiet from-seed">{objective.start.fromSeed(seed)}</p>}
    </>
  )
}

/** How many steps, and the seed of everything random. */
export function BudgetFields() {
  const { setup: words, objective } = useWords()
  const T = useApp(({ setup }) => setup.T)
  const seed = useApp(({ setup }) => setup.seed)
  const runs = useApp(({ setup }) => setup.runs.length)
  const quiet = useApp(({ setup }) => setup.noise === 0)
  const lockedT = useLock('T')
  const lockedSeed = useLock('seed')
  return (
    <div className="fields budget-fields">
      <NumberField
        label={words.steps}
        tip={words.stepsTip}
        by={10}
        value={T}
        limits={{ min: 1, max: stepsFor(runs), integer: true }}
        disabled={lockedT}
        onCommit={(steps) => setSteps(steps)}
      />
      <NumberField
        label={words.seed}
        tip={words.seedTip}
        value={seed}
        limits={{ min: 0, max: 2 ** 32 - 1, integer: true }}
        disabled={lockedSeed}
        onCommit={(next) => setSeed(next)}
      />
      <IconButton
        icon="redraw"
        name={objective.draw.another}
        tip={quiet ? objective.draw.quietTip : objective.draw.tip}
        disabled={lockedSeed}
        onClick={anotherDraw}
      />
    </div>
  )
}

const LIMITS = { min: 0 }
const RANGE = sliderRange({ name: 'noise', default: 0, ...LIMITS }, 0, 1)

/** σ of the noise that every run's gradient meets. */
export function NoiseField() {
  const { setup: words, objective } = useWords()
  const noise = useApp(({ setup }) => setup.noise)
  const locked = useLock('noise')
  return (
    <div className="rate" title={words.noiseTip}>
      <span className="field-label" aria-hidden="true">
        {words.noise}
      </span>
      <Quantity
        name={objective.draw.noiseOf}
        label={words.noise}
        value={noise}
        range={RANGE}
        limits={LIMITS}
        usual={0}
        log={false}
        by={0.1}
        disabled={locked}
        onChange={setNoise}
      />
    </div>
  )
}

import { Quantity } from '#panels/Quantity.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import type { Phase } from '#plots/plot.ts'
import { CLOUD_SHAPES, type CloudShape, MOST_STARTS } from '#race/cloud.ts'
import { CLOUD_STARTS, cloudParams, type OwnCloud, usualRadius } from '#setup/cloud.ts'
import type { SliderRange } from '#setup/slider-range.ts'
import { setCloud } from '#store/edit-runs.ts'
import { readyOf } from '#store/ready.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

const STARTS: SliderRange = { scale: 'log', low: 1, high: MOST_STARTS, zero: true, one: false }

/** Times the usual radius: from where points stand apart to beyond the domain. */
const [LEAST, MOST] = [0.01, 10]

type Props = { place: number; name: string }

/** A cloud of the run's own: how many starts, spread how. */
export function RunCloud({ place, name }: Props) {
  const { swarm: words } = useWords()
  const locked = useLock('stages')
  const own = useApp(({ setup }) => setup.runs[place]?.cloud)
  const flat = useApp(({ setup }) => surfaceFacts(readyOf(setup).surface).dims === 1)
  return (
    <div className="part-group run-cloud">
      <div className="part-head">
        <h4>{words.cloud}</h4>
        <label className="check" title={words.ownTip}>
          <input
            type="checkbox"
            checked={own !== undefined}
            disabled={locked || flat}
            onChange={({ target }) => setCloud(place, target.checked ? { n: CLOUD_STARTS } : null)}
          />
          {words.own}
        </label>
      </div>
      {flat && <p className="quiet part-note">{words.flat}</p>}
      {own && <CloudFields place={place} name={name} own={own} disabled={locked || flat} />}
    </div>
  )
}

type FieldsProps = Props & { own: OwnCloud; disabled: boolean }

function CloudFields({ place, name, own, disabled }: FieldsProps) {
  const { swarm: words } = useWords()
  const { n, from = 'disc', r } = own
  const usual = useApp(({ setup }) => usualRadius(setup))
  const set = (patch: Partial<OwnCloud>, phase?: Phase) =>
    setCloud(place, { ...own, ...patch }, phase)
  const spread: SliderRange = {
    scale: 'log',
    low: usual * LEAST,
    high: usual * MOST,
    zero: false,
    one: false,
  }
  const resetRadius = () => {
    const { r: _, ...bare } = own
    setCloud(place, bare)
  }
  return (
    <div className="part-edit">
      <Row
        label={words.starts}
        name={words.of(words.starts, name)}
        tip={words.startsTip}
        value={n}
        range={STARTS}
        limits={cloudParams.n}
        usual={CLOUD_STARTS}
        by={2}
        disabled={disabled}
        onChange={(next, phase) => set({ n: next }, phase)}
      />
      <div className="param">
        <span className="field-label" aria-hidden="true">
          {words.from}
        </span>
        <select
          className="select"
          aria-label={words.of(words.from, name)}
          value={from}
          disabled={disabled}
          onChange={({ target }) => set({ from: target.value as CloudShape })}
        >
          {CLOUD_SHAPES.map((shape) => (
            <option key={shape} value={shape}>
              {words.shapes[shape]}
            </option>
          ))}
        </select>
      </div>
      {from === 'disc' && (
        <Row
          label={words.radius}
          name={words.of(words.radius, name)}
          value={r ?? usual}
          range={spread}
          limits={cloudParams.r}
          usual={usual}
          by={1.25}
          disabled={disabled}
          onChange={(next, phase) => set({ r: next }, phase)}
          onReset={resetRadius}
        />
      )}
    </div>
  )
}

type RowProps = Omit<Parameters<typeof Quantity>[0], 'log'> & { label: string; tip?: string }

/** A quantity on a track of ratios, with its name. */
function Row({ label, tip, ...quantity }: RowProps) {
  return (
    <div className="param" title={tip}>
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <Quantity {...quantity} log />
    </div>
  )
}

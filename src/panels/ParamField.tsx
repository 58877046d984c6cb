import type { Param, Value } from '#catalog/entry.ts'
import type { Phase } from '#plots/plot.ts'
import { Tex } from '#panels/Formula.tsx'
import { ListField } from '#panels/ListField.tsx'
import { Quantity } from '#panels/Quantity.tsx'
import { useWords } from '#panels/use-app.ts'
import { type SliderRange, sliderRange } from '#setup/slider-range.ts'

type Props = {
  param: Param
  /** its name in TeX, spelt as in its formula; without one `label` is shown */
  tex?: string | undefined
  label?: string
  /** its full name for those who hear the page: `beta1 of Adam` */
  name: string
  value: Value
  /** its default, in numbers */
  usual: Value
  /** steps that a default in steps is about */
  steps: number
  disabled?: boolean
  onChange: (value: Value, phase?: Phase) => void
  onReset: () => void
}

/** A parameter of any kind, as its catalogue row says: slider and field, a choice, or a list. */
export function ParamField(props: Props) {
  const { tex, label, param } = props
  return (
    <div className="param">
      <span className="field-label" aria-hidden="true" title={param.name}>
        {tex ? <Tex tex={tex} /> : (label ?? param.name)}
      </span>
      <Control {...props} />
    </div>
  )
}

function Control(props: Props) {
  const { param, name, value, usual, disabled, onChange, onReset } = props
  if (typeof value !== 'number') {
    const list = typeof usual === 'number' ? [usual] : usual
    return (
      <ListField
        name={name}
        param={param}
        value={value}
        usual={list}
        disabled={disabled}
        onCommit={onChange}
        onReset={onReset}
      />
    )
  }
  if (typeof usual !== 'number') return null
  if (param.values) return <Choice {...props} words={param.values} value={value} usual={usual} />
  return <Amount {...props} value={value} usual={usual} />
}

type Numbers = Props & { value: number; usual: number }

function Amount({ param, name, value, usual, steps, disabled, onChange, onReset }: Numbers) {
  const range = sliderRange(param, usual, steps)
  return (
    <Quantity
      name={name}
      value={value}
      range={range}
      limits={param}
      usual={usual}
      log={range.scale === 'log'}
      by={stepOf(param, range)}
      disabled={disabled}
      onChange={onChange}
      onReset={onReset}
    />
  )
}

/** What an arrow key in the field adds, or its factor on a track of ratios. */
function stepOf({ integer }: Param, { scale, low, high }: SliderRange): number {
  if (scale === 'log') return 1.25
  if (scale === 'near-one') return 0.01
  if (integer) return 1
  return Number(`1e${Math.floor(Math.log10((high - low) / 20))}`)
}

function Choice({ name, value, usual, disabled, onChange, onReset, words }: ChoiceProps) {
  const { runs } = useWords()
  if (words.join() === '0,1') {
    return (
      <label className="check">
        <input
          type="checkbox"
          aria-label={name}
          checked={value === 1}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked ? 1 : 0)}
        />
        <span className="quiet">{runs.usual(usual === 1 ? runs.on : runs.off)}</span>
      </label>
    )
  }
  return (
    <select
      className="select"
      aria-label={name}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(Number(event.target.value))}
      onKeyDown={(event) => event.key === 'Backspace' && onReset()}
    >
      {words.map((word, place) => (
        <option key={word} value={place}>
          {place === usual ? `${word} · ${runs.default}` : word}
        </option>
      ))}
    </select>
  )
}

type ChoiceProps = Numbers & { words: readonly string[] }

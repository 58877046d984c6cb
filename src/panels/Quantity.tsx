import { NumberField } from '#panels/NumberField.tsx'
import { Slider } from '#panels/Slider.tsx'
import type { Phase } from '#plots/plot.ts'
import type { Limits } from '#setup/number-text.ts'

type Props = Omit<Parameters<typeof Slider>[0], 'limits' | 'onChange'> & {
  limits: Limits
  /** what the field is called, where not as the slider */
  label?: string
  /** the field's arrow keys multiply by `by` instead of adding it */
  log: boolean
  by: number
  /** without a phase: typed */
  onChange: (value: number, phase?: Phase) => void
}

/** A number by slider and by field. */
export function Quantity({ label, log, by, ...slider }: Props) {
  const { name, value, limits, disabled, onChange } = slider
  return (
    <>
      <Slider {...slider} />
      <NumberField
        quiet
        label={label ?? name}
        log={log}
        by={by}
        value={value}
        limits={limits}
        disabled={disabled}
        onCommit={(next) => onChange(next)}
      />
    </>
  )
}

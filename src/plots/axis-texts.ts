import { formatValue } from '#plots/format.ts'
import { roundest } from '#plots/nice.ts'

/** The numbers at an axis, and what holds for all of them: '× 1e6', '+ 1e9', or ''. */
export type AxisTexts = { readonly texts: ReadonlyMap<number, string>; readonly unit: string }

/** How many times as far from zero as they are apart ticks may be and still be written in full. */
const FAR = 1000

/**
 * Writes ticks in at most `longest` characters where that can be: in full, or from a round number on if they are far
 * from zero, or without their power of ten.
 */
export function axisTexts(values: readonly number[], longest: number): AxisTexts {
  const gap = values.length > 1 ? values[1]! - values[0]! : undefined
  const plain = values.map((value) => [value, formatValue(value, gap)] as const)
  const texts = new Map(plain)
  if (gap === undefined || plain.every(([, { length }]) => length <= longest))
    return { texts, unit: '' }
  const most = Math.max(...values.map(Math.abs))
  if (most > FAR * gap) {
    const base = roundest(values[0]!, values.at(-1)!, values[0]!)
    const from = values.map((value) => [value, formatValue(value - base, gap)] as const)
    const size = formatValue(Math.abs(base), gap)
    return { texts: new Map(from), unit: `${base < 0 ? '−' : '+'} ${size}` }
  }
  const power = Math.floor(Math.log10(most))
  // Through its digits: 10 to the power may be out of range.
  const short = values.map(
    (value) => [value, formatValue(shifted(value, power), shifted(gap, power))] as const,
  )
  return { texts: new Map(short), unit: `× 1e${power}`.replace('-', '−') }
}

const shifted = (value: number, power: number) => {
  const [digits, own = '0'] = value.toExponential(12).split('e')
  return Number(`${digits}e${Number(own) - power}`)
}

/** Every second, third … of the ticks, so that texts of `character` pixels a letter keep apart on `spacing`. */
export function thinTicks(
  values: readonly number[],
  { texts }: AxisTexts,
  spacing: number,
  character: number,
): readonly number[] {
  const longest = Math.max(0, ...values.map((value) => texts.get(value)?.length ?? 0))
  const every = Math.max(1, Math.ceil((longest * character + GAP) / spacing))
  return values.filter((_, i) => i % every === 0)
}

/** Pixels between two numbers of an axis. */
export const GAP = 8

/** A measured number as the panels show it: four digits that count, zeros too, so that none jumps. */
export function measured(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const [digits = '', exponent = ''] = value.toExponential(DIGITS - 1).split('e')
  const size = Number(exponent)
  const plain = size >= -3 && size <= 5
  const text = plain ? value.toFixed(Math.max(0, DIGITS - 1 - size)) : `${digits}e${size}`
  return text.replaceAll('-', '−')
}

const DIGITS = 4

/** A typed number as a field shows it: all of it, as short as it can be. */
export const typed = (value: number): string => String(value).replace('e+', 'e')

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

/**
 * A typed number as a field shows it: every digit, so that it reads back as the same number. One that
 * a narrow field would cut off, and so show as another, is written with a power of ten where that is
 * shorter.
 */
export function typed(value: number): string {
  const size = Math.abs(value)
  const plain = String(value)
  const short = plain.length <= ROOM && size >= 1e-4 && size < 1e6
  const powered = value.toExponential()
  const text = short || !Number.isFinite(value) || powered.length > plain.length ? plain : powered
  return text.replace('e+', 'e')
}

/** Characters that every field has room for. */
const ROOM = 9

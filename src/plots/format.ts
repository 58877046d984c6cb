/**
 * A number as short as it can be while it still differs from its neighbours `apart` away:
 * −0.25, 1,500 without its comma, 3e−5.
 */
export function formatValue(value: number, apart = Math.abs(value) / 100): string {
  if (value === 0) return '0'
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞'
  const size = Math.floor(Math.log10(Math.abs(value)))
  const finest = (apart > 0 ? Math.floor(Math.log10(apart)) : size - 2) - 1
  if (finest > size) return '0'
  const rounded = Number(value.toPrecision(Math.min(15, size - finest + 1)))
  const text = size >= 5 || size < -3 ? shortExponent(rounded) : String(rounded)
  return text.replaceAll('-', '−')
}

const shortExponent = (value: number) => value.toExponential().replace('e+', 'e')

import { type Code, LEVEL } from '#formula/code.ts'

/** Looser than a product, tighter than a sum: `-a b` needs no bracket before another factor. */
export const NEGATED = LEVEL.sum + 0.5

/** A quotient on the line: a term of any sum, but no factor before another. */
export const QUOTIENT = LEVEL.sum + 0.7

/** The number in TeX, exact; very small and very large round ones as powers of ten. */
export function numberTex(value: number): Code {
  if (Number.isNaN(value)) return { text: '\\mathrm{NaN}', level: LEVEL.atom }
  if (value < 0 || Object.is(value, -0)) {
    return { text: `-${numberTex(-value).text}`, level: NEGATED }
  }
  if (value === Infinity) return { text: '\\infty', level: LEVEL.atom }
  const plain = String(value)
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  const round = digits.length <= 3 && value !== 0 && (value < 1e-3 || value >= 1e5)
  if (!plain.includes('e') && !round) return { text: plain, level: LEVEL.atom }
  const power = `10^{${Number(exponent)}}`
  return digits === '1'
    ? { text: power, level: LEVEL.power }
    : { text: `${digits} \\cdot ${power}`, level: LEVEL.product }
}

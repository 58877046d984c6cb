/** A run's label as a link can hold it: without `: ~ ( ) ;`, lone surrogates and outer spaces. */
export function cleanLabel(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[:~();]/g, ' ')
    .trim()
}

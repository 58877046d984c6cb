import { formatValue } from '#plots/format.ts'

/** A measured number as the panels show it: four digits that count. */
export const measured = (value: number | undefined): string =>
  value === undefined ? '–' : formatValue(value, Math.abs(value) / 1000)

/** A typed number as a field shows it: all of it, as short as it can be. */
export const typed = (value: number): string =>
  String(value).replace('e+', 'e').replace(/^(-?)0\./, '$10.')

/** A number for a sentence: at most four digits that count. */
export function rounded(value: number): string {
  return String(Number(value.toPrecision(4)))
    .replace('e+', 'e')
    .replaceAll('-', '−')
}

/** A place for a sentence: `(1, 2)`, on a graph `x = 1`. */
export const placeText = (x: number, y: number | null): string =>
  y === null ? `x = ${rounded(x)}` : `(${rounded(x)}, ${rounded(y)})`

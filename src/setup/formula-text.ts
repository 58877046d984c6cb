import { plainText } from '#formula/plain-text.ts'

const WORD = /[\p{L}\p{N}_.]/u
const SIGN = /[<>=!]/

/** Whether taking out the space between two characters would make one token of two. */
const sticks = (left: string, right: string) =>
  (WORD.test(left) && WORD.test(right)) || (SIGN.test(left) && SIGN.test(right))

/**
 * A formula as it is kept and linked: ASCII signs and Greek names, lines separated by `;`,
 * no empty lines, and only the spaces that part two words.
 */
export function compactFormula(text: string): string {
  return plainText(text)
    .plain.split(/[;\n\r\u2028\u2029]/)
    .map(compactLine)
    .filter((line) => line !== '')
    .join(';')
    .replaceAll('{;', '{')
    .replaceAll(';}', '}')
}

function compactLine(line: string): string {
  return line
    .trim()
    .replace(/(\S)\s+(?=(\S))/g, (_, left: string, right: string) =>
      sticks(left, right) ? `${left} ` : left,
    )
}

/** Whether a formula reads a name: `beta1` in `2beta1*m`, not in `xbeta1`. */
export function mentions(formula: string, name: string): boolean {
  return new RegExp(`(?<![A-Za-z_][A-Za-z0-9_]*)${name}(?![A-Za-z0-9_])`).test(formula)
}

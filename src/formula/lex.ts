import { FormulaFailure } from '#formula/formula-error.ts'
import { plainText } from '#formula/plain-text.ts'

/** A piece of a formula; `at` is its offset in the text as typed. */
export type Token =
  | { readonly kind: 'num'; readonly text: string; readonly at: number; readonly value: number }
  | { readonly kind: 'name' | 'op' | 'sep' | 'end'; readonly text: string; readonly at: number }
  | { readonly kind: 'bad'; readonly text: ''; readonly at: number; readonly why: FormulaFailure }

/** Words of the language, which are no names. */
export const RESERVED: ReadonlySet<string> = new Set(['state', 'repeat', 'and', 'or', 'not'])

const SPACE = /[^\S\n\r\u2028\u2029]+/y
const SEPARATOR = /[\n\r\u2028\u2029;]/y
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const NAME = /[A-Za-z_][\w₀-₉]*/y
const RAISED = /([⁺⁻]?)([⁰¹²³⁴-⁹]+)/y
const OPERATOR = /[<>=!]=|[-+*/^<>=?:(),{}]/y

/** At most this much of a wrong number is repeated to the reader. */
const SHOWN = 24

/**
 * The tokens of a text, in order, ending with `end`, or with `bad` at the first piece that is no
 * token: a parser that meets something wrong before it reports that instead. A number standing
 * directly before a name or a bracket is followed by a `*` of no width.
 */
export function lex(text: string): Token[] {
  const { plain, offset } = plainText(text)
  const tokens: Token[] = []
  let here = 0
  const take = (pattern: RegExp) => {
    pattern.lastIndex = here
    const match = pattern.exec(plain)
    if (match) here += match[0].length
    return match
  }
  const fail = (why: FormulaFailure) => {
    tokens.push({ kind: 'bad', text: '', at: why.error.at, why })
    return tokens
  }
  const number = (digits: string, at: number) => {
    tokens.push({ kind: 'num', text: digits, at, value: Number(digits) })
    NAME.lastIndex = here
    const name = NAME.exec(plain)?.[0]
    if (plain[here] === '(' || (name !== undefined && !RESERVED.has(name))) {
      tokens.push({ kind: 'op', text: '*', at: offset(here) })
    }
  }
  for (;;) {
    take(SPACE)
    if (here >= plain.length) break
    const at = offset(here)
    let match: RegExpExecArray | null
    if ((match = take(SEPARATOR))) {
      tokens.push({ kind: 'sep', text: match[0] === ';' ? ';' : '', at })
    } else if ((match = take(NUMBER))) {
      if (plain[here] === '.' || !Number.isFinite(Number(match[0]))) {
        return fail(badNumber(match[0] + plain.slice(here, here + SHOWN), at))
      }
      number(match[0], at)
    } else if ((match = take(NAME))) {
      tokens.push({ kind: 'name', text: match[0].replace(/[₀-₉]/g, onTheLine), at })
    } else if ((match = take(RAISED))) {
      tokens.push({ kind: 'op', text: '^', at })
      if (match[1] === '⁻') tokens.push({ kind: 'op', text: '-', at })
      const digits = match[2]!.replace(/./g, onTheLine)
      if (!Number.isFinite(Number(digits))) return fail(badNumber(digits, at))
      number(digits, at)
      // x²⁻¹ would become x^2^-1, which is not what it shows
      if (/[⁺⁻]/.test(plain[here] ?? '')) return fail(badCharacter(text, offset(here)))
    } else if ((match = take(OPERATOR))) {
      tokens.push({ kind: 'op', text: match[0], at })
    } else {
      return fail(badCharacter(text, at))
    }
  }
  tokens.push({ kind: 'end', text: '', at: text.length })
  return tokens
}

const onTheLine = (digit: string) => digit.normalize('NFKC')

function badNumber(text: string, at: number): FormulaFailure {
  const digits = /^[\d.eE]*/.exec(text)![0]
  const brief = digits.length > SHOWN ? `${digits.slice(0, SHOWN)}…` : digits
  return new FormulaFailure('bad_number', at, { text: brief })
}

/** A character that cannot be seen is told by its code point. */
function badCharacter(text: string, at: number): FormulaFailure {
  const code = text.codePointAt(at)!
  const char = String.fromCodePoint(code)
  const shown = /[\p{C}\p{Z}\p{M}]/u.test(char)
    ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    : char
  return new FormulaFailure('bad_character', at, { char: shown })
}

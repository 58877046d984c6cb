import { BINARY_LEVEL, type Code, LEVEL } from '#formula/code.ts'
import type { BinaryOp, Expr, Line, Program } from '#formula/expr.ts'
import { addNames } from '#formula/read-names.ts'
import { TRIGONOMETRIC, callTex, within } from '#formula/tex-calls.ts'
import { type TexNames, texNames } from '#formula/tex-names.ts'
import { NEGATED, numberTex, QUOTIENT } from '#formula/tex-number.ts'

/**
 * The expression in TeX. `otherwise` is the word at the last row of a condition. For the longest
 * formulas KaTeX needs `maxExpand: Infinity`, which is safe as no macro comes from the reader.
 */
export function texExpr(expr: Expr, names = namesOf(expr), otherwise = 'otherwise'): string {
  return new Writer(names.of, otherwise).code(expr).text
}

/** The program in TeX, one text per line. */
export function texProgram(program: Program, otherwise = 'otherwise'): string[] {
  const all = new Set<string>()
  addLineNames(program, all)
  const names = texNames(all)
  const writer = new Writer(names.of, otherwise)
  const first = new Writer(
    (name) => (STARTED.has(name) ? names.first(name) : names.of(name)),
    otherwise,
  )
  const write = (line: Line): string => {
    switch (line.kind) {
      case 'assign':
        return `${names.of(line.name)} \\leftarrow ${writer.code(line.value).text}`
      case 'value':
        return writer.code(line.value).text
      case 'state':
        return line.states
          .map(({ name, value }) => `${names.first(name)} = ${first.code(value).text}`)
          .join(',\\quad ')
      case 'repeat': {
        const body = line.body.map((inner) => `& ${write(inner)}`).join(' \\\\ ')
        return `\\left.\\begin{aligned} ${body} \\end{aligned}\\right\\} \\times ${line.count}`
      }
    }
  }
  return program.map(write)
}

/** In the initial value of a state these are θ₀ and f(θ₀). */
const STARTED: ReadonlySet<string> = new Set(['theta', 'loss'])

function namesOf(expr: Expr): TexNames {
  const all = new Set<string>()
  addNames(expr, all)
  return texNames(all)
}

function addLineNames(lines: readonly Line[], all: Set<string>): void {
  for (const line of lines) {
    if (line.kind === 'repeat') addLineNames(line.body, all)
    else if (line.kind === 'state') {
      for (const { name, value } of line.states) {
        all.add(name)
        addNames(value, all)
      }
    } else {
      if (line.kind === 'assign') all.add(line.name)
      addNames(line.value, all)
    }
  }
}

type Of<K extends Expr['kind']> = Extract<Expr, { kind: K }>

const SIGN: Readonly<Record<Exclude<BinaryOp, '*' | '/' | '^'>, string>> = {
  '+': '+',
  '-': '-',
  '<': '<',
  '<=': '\\le',
  '>': '>',
  '>=': '\\ge',
  '==': '=',
  '!=': '\\ne',
  and: '\\land',
  or: '\\lor',
}

/**
 * Whether a piece stands in a fraction, an exponent or a row of a condition. There a quotient is
 * written on the line, `m/(1 − β)`: one storey keeps a card's formula short and its letters large.
 */
type Inline = boolean

class Writer {
  readonly #name: (name: string) => string
  readonly #otherwise: string

  constructor(name: (name: string) => string, otherwise: string) {
    this.#name = name
    this.#otherwise = otherwise
  }

  code(expr: Expr, inline: Inline = false): Code {
    switch (expr.kind) {
      case 'num':
        return numberTex(expr.value)
      case 'name':
        return { text: this.#name(expr.name), level: LEVEL.atom }
      case 'call':
        return this.#call(expr, inline)
      case 'unary':
        return expr.op === '-'
          ? { text: `-${within(this.code(expr.a, inline), LEVEL.product)}`, level: NEGATED }
          : { text: `\\lnot ${within(this.code(expr.a, inline), LEVEL.sum)}`, level: LEVEL.not }
      case 'cond':
        return this.#cases(expr)
      case 'binary':
        return this.#binary(expr, inline)
    }
  }

  #call({ fn, args }: Of<'call'>, inline: Inline, power = ''): Code {
    const texts = args.map((arg) => this.code(arg, inline))
    return callTex(fn, texts, { power, loss: this.#name('loss') })
  }

  /** `a ? b : c ? d : e` is one brace of three rows. */
  #cases(expr: Expr): Code {
    const rows: string[] = []
    let rest = expr
    for (; rest.kind === 'cond'; rest = rest.b) {
      rows.push(`${this.code(rest.a, true).text} & ${this.code(rest.c, true).text}`)
    }
    rows.push(`${this.code(rest, true).text} & \\text{${this.#otherwise}}`)
    return { text: `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`, level: LEVEL.condition }
  }

  #binary({ op, a: left, b: right }: Of<'binary'>, inline: Inline): Code {
    if (op === '^') return this.#power(left, right, inline)
    if (op === '/') {
      const [a, b] = [this.code(left, true), this.code(right, true)]
      return inline ? quotient(a, b) : fraction(a, b)
    }
    const [a, b] = [this.code(left, inline), this.code(right, inline)]
    if (op === '*') return product(a, b)
    const level = BINARY_LEVEL[op]
    const [atLeft, atRight] =
      level === LEVEL.compare ? [level + 0.5, level + 0.5] : [level, op === '-' ? QUOTIENT : level]
    // a + -b needs its bracket, a + (b + c) does not
    const signed = op === '+' && b.text.startsWith('-')
    return {
      text: `${within(a, atLeft)} ${SIGN[op]} ${within(b, signed ? level + 1 : atRight)}`,
      level,
    }
  }

  #power(base: Expr, exponent: Expr, inline: Inline): Code {
    const power = `^{${this.code(exponent, true).text}}`
    const trigonometric = base.kind === 'call' && TRIGONOMETRIC.has(base.fn)
    // sin^-1 is another function
    if (trigonometric && exponent.kind === 'num' && exponent.value > 0) {
      return this.#call(base, inline, power)
    }
    const text = `${within(this.code(base, inline), LEVEL.atom)}${power}`
    return { text, level: LEVEL.power }
  }
}

/** Factors stand side by side, with a dot before digits and a space where TeX makes none. */
function product(left: Code, right: Code): Code {
  const quotients = right.level === QUOTIENT && left.level !== NEGATED
  const a = left.level === QUOTIENT ? within(left, LEVEL.product) : within(left, NEGATED)
  const b = quotients ? right.text : within(right, LEVEL.product)
  const level = quotients ? QUOTIENT : left.level === NEGATED ? NEGATED : LEVEL.product
  return { text: `${a}${between(a, b)}${b}`, level }
}

function between(a: string, b: string): string {
  const digits = /^-?[\d.]+$/.test(a)
  if (/^[\d.]/.test(b) || (digits && /^\\frac\{[\d.]/.test(b))) return ' \\cdot '
  if (SPACED.test(b) || a.endsWith('\\right)')) return ' '
  const close = b.startsWith('(') ? digits || a.endsWith(')') : digits && !b.startsWith('\\mathrm')
  return close ? '' : '\\,'
}

/** What TeX keeps a space from: function names and growing brackets. */
const SPACED = /^\\(?:left|sin|cos|tan|arc|ln|log|exp|min|max|operatorname)/

/** The sign of a fraction's numerator stands before the fraction. */
function fraction(a: Code, b: Code): Code {
  const negated = a.level === NEGATED
  const text = `\\frac{${negated ? a.text.slice(1) : a.text}}{${b.text}}`
  return negated ? { text: `-${text}`, level: NEGATED } : { text, level: LEVEL.product }
}

/** `a / b` on the line; what follows it as a factor must not look like part of its divisor. */
function quotient(left: Code, right: Code): Code {
  return { text: `${within(left, LEVEL.product)} / ${within(right, LEVEL.power)}`, level: QUOTIENT }
}

import { BINARY_LEVEL, type Code, LEVEL } from '#formula/code.ts'
import type { BinaryOp, Expr, Line, Program } from '#formula/expr.ts'
import { addNames } from '#formula/read-names.ts'
import { TRIGONOMETRIC, callTex, within } from '#formula/tex-calls.ts'
import { type TexNames, texNames } from '#formula/tex-names.ts'
import { NEGATED, numberTex } from '#formula/tex-number.ts'

/** The expression in TeX. `otherwise` is the word at the last row of a condition. */
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

class Writer {
  readonly #name: (name: string) => string
  readonly #otherwise: string

  constructor(name: (name: string) => string, otherwise: string) {
    this.#name = name
    this.#otherwise = otherwise
  }

  code(expr: Expr): Code {
    switch (expr.kind) {
      case 'num':
        return numberTex(expr.value)
      case 'name':
        return { text: this.#name(expr.name), level: LEVEL.atom }
      case 'call':
        return this.#call(expr.fn, expr.args, '')
      case 'unary':
        return expr.op === '-'
          ? { text: `-${within(this.code(expr.a), LEVEL.product)}`, level: NEGATED }
          : { text: `\\lnot ${within(this.code(expr.a), LEVEL.sum)}`, level: LEVEL.not }
      case 'cond':
        return this.#cases(expr)
      case 'binary':
        return this.#binary(expr.op, expr.a, expr.b)
    }
  }

  #call(fn: string, args: readonly Expr[], power: string): Code {
    const texts = args.map((arg) => this.code(arg))
    return callTex(fn, texts, { power, loss: this.#name('loss') })
  }

  /** `a ? b : c ? d : e` is one brace of three rows. */
  #cases(expr: Expr): Code {
    const rows: string[] = []
    let rest = expr
    for (; rest.kind === 'cond'; rest = rest.b) {
      rows.push(`${this.code(rest.a).text} & ${this.code(rest.c).text}`)
    }
    rows.push(`${this.code(rest).text} & \\text{${this.#otherwise}}`)
    return { text: `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`, level: LEVEL.condition }
  }

  #binary(op: BinaryOp, left: Expr, right: Expr): Code {
    if (op === '^') return this.#power(left, right)
    const [a, b] = [this.code(left), this.code(right)]
    if (op === '*') return product(a, b)
    if (op === '/') return { text: `\\frac{${a.text}}{${b.text}}`, level: LEVEL.product }
    const level = BINARY_LEVEL[op]
    const [atLeft, atRight] =
      level === LEVEL.compare ? [level + 0.5, level + 0.5] : [level, op === '-' ? level + 1 : level]
    // a + -b needs its bracket, a + (b + c) does not
    const last = b.text.startsWith('-') ? Math.max(atRight, op === '+' ? level + 1 : 0) : atRight
    return { text: `${within(a, atLeft)} ${SIGN[op]} ${within(b, last)}`, level }
  }

  #power(base: Expr, exponent: Expr): Code {
    const power = this.code(exponent).text
    const trigonometric = base.kind === 'call' && TRIGONOMETRIC.has(base.fn)
    // sin^-1 is another function
    if (trigonometric && exponent.kind === 'num' && exponent.value > 0) {
      return this.#call(base.fn, base.args, `^{${power}}`)
    }
    const text = `${within(this.code(base), LEVEL.atom)}^{${power}}`
    return { text, level: LEVEL.power }
  }
}

/** Factors stand side by side, with a dot before digits and a space between words. */
function product(left: Code, right: Code): Code {
  const [a, b] = [within(left, NEGATED), within(right, LEVEL.product)]
  const level = left.level === NEGATED ? NEGATED : LEVEL.product
  const digits = /^[\d.]+$/.test(a)
  const between =
    /^[\d.]/.test(b) || (digits && /^\\frac\{[\d.]/.test(b))
      ? ' \\cdot '
      : /^(?:\(|\\left\()/.test(b) || (digits && !b.startsWith('\\mathrm'))
        ? ''
        : '\\,'
  return { text: `${a}${between}${b}`, level }
}

import type { BinaryOp, Expr, Line, Program, StateDecl } from '#formula/expr.ts'
import { FormulaFailure, type Parsed, attempt } from '#formula/formula-error.ts'
import { FUNCTIONS } from '#formula/functions.ts'
import { RESERVED, type Token, lex } from '#formula/lex.ts'
import { LIMITS } from '#formula/limits.ts'
import { BINARY_LEVEL, LEVEL } from '#formula/code.ts'

/**
 * The lines of a program, or the first thing wrong with its text. Scope, function names and
 * numbers of arguments are not looked at.
 *
 * `expected` in an `unexpected` error is the sign that is missing, or one of `value`, `name`,
 * `end` (of the line); `found` is '' at the end of a line or of the text.
 */
export function parse(text: string): Parsed<Program> {
  return attempt(() => new Parser(text).program())
}

/** One expression, as in a parameter's field, or the first thing wrong with it. */
export function parseExpr(text: string): Parsed<Expr> {
  return attempt(() => new Parser(text).only())
}

class Parser {
  readonly #tokens: readonly Token[]
  #next = 0
  #token: Token
  #depth = 0

  constructor(text: string) {
    if (text.length > LIMITS.characters) {
      throw new FormulaFailure('too_long', LIMITS.characters, { limit: LIMITS.characters })
    }
    this.#tokens = lex(text)
    this.#token = this.#advance()
  }

  program(): Program {
    const lines = this.#lines(false)
    if (lines.length === 0) throw new FormulaFailure('empty', 0)
    return lines
  }

  only(): Expr {
    this.#skipSeparators()
    if (this.#atEnd()) throw new FormulaFailure('empty', 0)
    const expr = this.#expr()
    const after = this.#token
    this.#skipSeparators()
    if (!this.#atEnd()) this.#unexpected('end', after)
    return expr
  }

  /** Moves on, and answers the token passed. A piece that is no token is reported on arrival. */
  #advance(): Token {
    const passed = this.#token
    const token = this.#tokens[this.#next++]!
    if (token.kind === 'bad') throw token.why
    this.#token = token
    return passed ?? token
  }

  #atEnd(): boolean {
    return this.#token.kind === 'end'
  }

  #is(text: string): boolean {
    return this.#token.text === text && this.#token.kind !== 'sep'
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false
    this.#advance()
    return true
  }

  #expect(text: string): void {
    if (!this.#take(text)) this.#unexpected(text)
  }

  /** Two things side by side that could both be factors lack a `*`; anything else is unexpected. */
  #unexpected(expected: string, token: Token = this.#token): never {
    const place = this.#tokens.indexOf(token)
    const before = this.#tokens[place - 1]
    const assigns = this.#tokens[place + 1]?.text === '='
    if (before && endsFactor(before) && startsFactor(token) && !assigns && expected !== '{') {
      const call = before.kind === 'name' && FUNCTIONS.has(before.text) && token.text !== '('
      const hint = call ? `${before.text}(${token.text})` : `${before.text}*${token.text}`
      throw new FormulaFailure('missing_times', token.at, { hint })
    }
    throw new FormulaFailure('unexpected', token.at, { found: token.text, expected })
  }

  #deeper<T>(at: number, make: () => T): T {
    if (++this.#depth > LIMITS.depth) {
      throw new FormulaFailure('too_deep', at, { limit: LIMITS.depth })
    }
    const made = make()
    this.#depth--
    return made
  }

  #skipSeparators(): void {
    while (this.#token.kind === 'sep') this.#advance()
  }

  #lines(inside: boolean): Line[] {
    const lines: Line[] = []
    for (;;) {
      this.#skipSeparators()
      if (this.#atEnd() || (inside && this.#is('}'))) return lines
      const line = this.#line(inside)
      lines.push(line)
      const ended = this.#token.kind === 'sep' || this.#atEnd() || (inside && this.#is('}'))
      if (!ended && line.kind !== 'repeat') this.#unexpected('end')
    }
  }

  #line(inside: boolean): Line {
    const { at, text, kind } = this.#token
    const assigns = kind === 'name' && this.#tokens[this.#next]?.text === '='
    if (assigns) {
      const name = this.#name()
      this.#expect('=')
      return { kind: 'assign', name, value: this.#expr(), at }
    }
    if (kind === 'name' && text === 'state') return this.#state(inside)
    if (kind === 'name' && text === 'repeat') return this.#repeat()
    return { kind: 'value', value: this.#expr(), at }
  }

  #name(): string {
    const { kind, text, at } = this.#token
    if (kind !== 'name') this.#unexpected('name')
    if (RESERVED.has(text)) throw new FormulaFailure('reserved', at, { name: text })
    this.#advance()
    return text
  }

  #state(inside: boolean): Line {
    const { at } = this.#advance()
    const states: StateDecl[] = []
    do {
      const start = this.#token.at
      const name = this.#name()
      if (inside) throw new FormulaFailure('state_place', at, { name })
      this.#expect('=')
      states.push({ name, value: this.#expr(), at: start })
    } while (this.#take(','))
    return { kind: 'state', states, at }
  }

  #repeat(): Line {
    const { at } = this.#advance()
    const count = this.#token
    if (count.kind !== 'num' || !Number.isInteger(count.value) || count.value > LIMITS.repeat) {
      throw new FormulaFailure('repeat_count', count.at, { limit: LIMITS.repeat })
    }
    this.#advance()
    this.#expect('{')
    const body = this.#deeper(at, () => this.#lines(true))
    this.#expect('}')
    return { kind: 'repeat', count: count.value, body, at }
  }

  #expr(): Expr {
    const c = this.#binary(LEVEL.or)
    const { at } = this.#token
    if (!this.#take('?')) return c
    return this.#deeper(at, () => {
      const a = this.#expr()
      this.#expect(':')
      return { kind: 'cond', c, a, b: this.#expr(), at }
    })
  }

  /** Operators of this level and tighter, left to right; a comparison stands alone. */
  #binary(level: number): Expr {
    let left = this.#not(level)
    for (;;) {
      const { at } = this.#token
      const op = this.#operator()
      if (op === undefined || BINARY_LEVEL[op] < level || op === '^') return left
      const mine = BINARY_LEVEL[op]
      this.#advance()
      const right = this.#binary(mine + 1)
      left = { kind: 'binary', op, a: left, b: right, at }
      const after = this.#operator()
      if (mine === LEVEL.compare && after !== undefined && BINARY_LEVEL[after] === LEVEL.compare) {
        throw new FormulaFailure('chained_comparison', this.#token.at)
      }
    }
  }

  #operator(): BinaryOp | undefined {
    const { text } = this.#token
    return isOperator(text) ? text : undefined
  }

  #not(level: number): Expr {
    const { at } = this.#token
    if (level > LEVEL.not || !this.#take('not')) return this.#signed()
    const a = this.#deeper(at, () => this.#binary(LEVEL.not))
    return { kind: 'unary', op: 'not', a, at }
  }

  #signed(): Expr {
    const { at } = this.#token
    if (this.#take('+')) return this.#deeper(at, () => this.#signed())
    if (!this.#take('-')) return this.#power()
    return { kind: 'unary', op: '-', a: this.#deeper(at, () => this.#signed()), at }
  }

  #power(): Expr {
    const a = this.#atom()
    const { at } = this.#token
    if (!this.#take('^')) return a
    return { kind: 'binary', op: '^', a, b: this.#deeper(at, () => this.#signed()), at }
  }

  #atom(): Expr {
    const token = this.#token
    const { at, text } = token
    if (token.kind === 'num') {
      this.#advance()
      return { kind: 'num', value: token.value, at }
    }
    if (token.kind === 'name' && !RESERVED.has(text)) {
      this.#advance()
      return this.#is('(') ? this.#call(text, at) : { kind: 'name', name: text, at }
    }
    if (!this.#take('(')) this.#unexpected('value')
    const inner = this.#deeper(at, () => this.#expr())
    this.#expect(')')
    return inner
  }

  #call(fn: string, at: number): Expr {
    this.#advance()
    const args: Expr[] = []
    if (this.#take(')')) return { kind: 'call', fn, args, at }
    this.#deeper(at, () => {
      do args.push(this.#expr())
      while (this.#take(','))
    })
    this.#expect(')')
    return { kind: 'call', fn, args, at }
  }
}

const isOperator = (text: string): text is BinaryOp => Object.hasOwn(BINARY_LEVEL, text)

const startsFactor = (token: Token): boolean =>
  token.kind === 'num' || (token.kind === 'name' && !RESERVED.has(token.text)) || token.text === '('

const endsFactor = (token: Token): boolean =>
  token.kind === 'num' || (token.kind === 'name' && !RESERVED.has(token.text)) || token.text === ')'

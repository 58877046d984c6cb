import type { BinaryOp, Expr, Line, Program } from '#formula/expr.ts'
import { FormulaFailure } from '#formula/formula-error.ts'
import { FUNCTIONS, type FunctionRow, type Reduction } from '#formula/functions.ts'
import { functionHint, nameHint } from '#formula/hint.ts'
import { LIMITS } from '#formula/limits.ts'
import type { Op } from '#formula/op.ts'
import { CONSTANTS } from '#formula/scope.ts'

/** A meaning for formulas: shapes, nodes of a graph. The walk is the only recursion. */
export type Meaning<V> = {
  constant(value: number): V
  apply(op: Op, args: readonly V[], at: number): V
  reduce(reduction: Reduction, all: boolean, args: readonly V[], at: number): V
  list(op: 'total' | 'at', args: readonly V[], at: number): V
  oracle(op: 'grad' | 'loss', point: V, at: number): V
  /** `site` counts the entry's randn() in the order they stand. */
  randn(site: number, at: number): V
}

/** The scope of a walk. */
export type WalkOptions<V> = {
  /** The names that may be read, with their values; it is changed as lines assign. */
  readonly env: Map<string, V>
  /** Names that may be assigned although they are inputs (theta, g, lr, …). */
  readonly outputs: ReadonlySet<string>
  /** Names that may not be assigned. */
  readonly fixed: ReadonlySet<string>
  /** False where reductions, oracles and randn() are out of place. */
  readonly parameters: boolean | 'reductions'
  readonly kind: string
}

/** Pieces of expression that may be looked at, repeats laid out: ten for each node that may live. */
const MOST_VISITS = 10 * LIMITS.nodes

const BINARY_OPS: Readonly<Record<Exclude<BinaryOp, '^'>, Op>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
  and: 'and',
  or: 'or',
}

/** An operation as it is written in a formula, for messages. */
export function writtenOp(op: Op): string {
  const sign = Object.entries(BINARY_OPS).find(([, name]) => name === op)?.[0]
  return sign ?? ({ neg: '-', pow: '^', select: '?' } as Partial<Record<Op, string>>)[op] ?? op
}

/** Gives every line a meaning, in order. Answers the value of the last line, if any. */
export function walkProgram<V>(
  program: Program,
  meaning: Meaning<V>,
  options: WalkOptions<V>,
): V | undefined {
  const walker = new Walker(meaning, options)
  return walker.lines(program)
}

/** The meaning of one expression. */
export function walkExpr<V>(expr: Expr, meaning: Meaning<V>, options: WalkOptions<V>): V {
  return new Walker(meaning, options).expr(expr)
}

class Walker<V> {
  readonly #meaning: Meaning<V>
  readonly #options: WalkOptions<V>
  readonly #known: Set<string>
  #lines = 0
  #visits = 0
  #sites = 0

  constructor(meaning: Meaning<V>, options: WalkOptions<V>) {
    this.#meaning = meaning
    this.#options = options
    this.#known = new Set([...options.env.keys(), ...CONSTANTS.keys()])
  }

  lines(program: Program): V | undefined {
    let last: V | undefined
    for (const line of program) last = this.#line(line) ?? last
    return last
  }

  #line(line: Line): V | undefined {
    if (++this.#lines > LIMITS.nodes)
      throw new FormulaFailure('too_big', line.at, { limit: LIMITS.nodes })
    switch (line.kind) {
      case 'state':
        return undefined
      case 'value':
        return this.expr(line.value)
      case 'repeat': {
        let last: V | undefined
        for (let i = 0; i < line.count; i++) last = this.lines(line.body) ?? last
        return last
      }
      case 'assign': {
        const { env, outputs, fixed } = this.#options
        if (CONSTANTS.has(line.name) || (fixed.has(line.name) && !outputs.has(line.name))) {
          throw new FormulaFailure('reserved', line.at, { name: line.name })
        }
        const value = this.expr(line.value)
        env.set(line.name, value)
        this.#known.add(line.name)
        return value
      }
    }
  }

  expr(expr: Expr): V {
    if (++this.#visits > MOST_VISITS)
      throw new FormulaFailure('too_big', expr.at, { limit: LIMITS.nodes })
    switch (expr.kind) {
      case 'num':
        return this.#meaning.constant(expr.value)
      case 'name':
        return this.#name(expr.name, expr.at)
      case 'unary':
        return this.#meaning.apply(expr.op === '-' ? 'neg' : 'not', [this.expr(expr.a)], expr.at)
      case 'cond':
        return this.#meaning.apply(
          'select',
          [this.expr(expr.c), this.expr(expr.a), this.expr(expr.b)],
          expr.at,
        )
      case 'call':
        return this.#call(expr.fn, expr.args, expr.at)
      case 'binary':
        return this.#binary(expr.op, expr.a, expr.b, expr.at)
    }
  }

  #name(name: string, at: number): V {
    const value = this.#options.env.get(name)
    if (value !== undefined) return value
    const constant = CONSTANTS.get(name)
    if (constant !== undefined) return this.#meaning.constant(constant)
    const hint = name === 'e' ? 'exp(1)' : nameHint(name, this.#known, FUNCTIONS.keys())
    throw new FormulaFailure('unknown_name', at, { name, hint })
  }

  /** A left-leaning chain (a + b + c + …) is walked in a loop: a long sum is not deep. */
  #binary(op: BinaryOp, left: Expr, right: Expr, at: number): V {
    const chain: { op: BinaryOp; right: Expr; at: number }[] = [{ op, right, at }]
    let first = left
    while (first.kind === 'binary') {
      chain.push({ op: first.op, right: first.b, at: first.at })
      first = first.a
    }
    let value: V | undefined
    for (let i = chain.length - 1; i >= 0; i--) {
      const link = chain[i]!
      value ??= this.expr(first)
      if (link.op === '^') value = this.#power(value, link.right, link.at)
      else value = this.#meaning.apply(BINARY_OPS[link.op], [value, this.expr(link.right)], link.at)
    }
    return value!
  }

  /** Literal whole powers up to 64 by squaring; all others by pow. */
  #power(base: V, exponent: Expr, at: number): V {
    const literal =
      exponent.kind === 'num'
        ? exponent.value
        : exponent.kind === 'unary' && exponent.op === '-' && exponent.a.kind === 'num'
          ? -exponent.a.value
          : NaN
    if (Number.isInteger(literal) && Math.abs(literal) <= LIMITS.squaring) {
      if (literal === 0) return this.#meaning.apply('pow', [base, this.#meaning.constant(0)], at)
      const power = this.#squares(base, Math.abs(literal), at)
      return literal > 0
        ? power
        : this.#meaning.apply('div', [this.#meaning.constant(1), power], at)
    }
    return this.#meaning.apply('pow', [base, this.expr(exponent)], at)
  }

  #squares(base: V, exponent: number, at: number): V {
    if (exponent === 1) return base
    const half = this.#squares(base, Math.floor(exponent / 2), at)
    const square = this.#meaning.apply('mul', [half, half], at)
    return exponent % 2 === 0 ? square : this.#meaning.apply('mul', [square, base], at)
  }

  #call(name: string, argExprs: readonly Expr[], at: number): V {
    const row = FUNCTIONS.get(name)
    if (!row) {
      const hint = this.#known.has(name) ? `${name}*(…)` : functionHint(name, FUNCTIONS.keys())
      throw new FormulaFailure('unknown_function', at, { name, hint })
    }
    if (argExprs.length < row.min || (row.max !== null && argExprs.length > row.max)) {
      const range = { min: row.min, max: row.max ?? 'any number' }
      throw new FormulaFailure('arity', at, { name, ...range, given: argExprs.length })
    }
    const needsParameters = row.kind === 'reduce' || row.kind === 'oracle' || row.kind === 'randn'
    const { parameters } = this.#options
    if (
      needsParameters &&
      (parameters === false || (parameters === 'reductions' && row.kind !== 'reduce'))
    ) {
      throw new FormulaFailure('not_here', at, { name, kind: this.#options.kind })
    }
    return this.#function(
      row,
      argExprs.map((arg) => this.expr(arg)),
      at,
    )
  }

  #function(row: FunctionRow, args: readonly V[], at: number): V {
    switch (row.kind) {
      case 'op':
        // min and max of more than two fold from the left
        return args.length <= 2
          ? this.#meaning.apply(row.op, args, at)
          : args.slice(1).reduce((a, b) => this.#meaning.apply(row.op, [a, b], at), args[0]!)
      case 'clamp': {
        const floor = this.#meaning.apply('max', [args[0]!, args[1]!], at)
        return this.#meaning.apply('min', [floor, args[2]!], at)
      }
      case 'reduce':
        return this.#meaning.reduce(row.reduction, row.all, args, at)
      case 'list':
        return this.#meaning.list(row.op, args, at)
      case 'oracle':
        return this.#meaning.oracle(row.op, args[0]!, at)
      case 'randn':
        return this.#meaning.randn(this.#sites++, at)
    }
  }
}

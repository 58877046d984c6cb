import { BINARY_LEVEL, type Code, LEVEL, wrap } from '#formula/code.ts'
import type { BinaryOp, Expr, Line, Program } from '#formula/expr.ts'

/** The expression as canonical text: ASCII, and no bracket that could be left out. */
export function printExpr(expr: Expr): string {
  return code(expr).text
}

/** The program as canonical text on one line. Parsing it gives the same tree again. */
export function printProgram(program: Program): string {
  return program.map(printLine).join('; ')
}

function printLine(line: Line): string {
  switch (line.kind) {
    case 'assign':
      return `${line.name} = ${printExpr(line.value)}`
    case 'value':
      return printExpr(line.value)
    case 'state':
      return `state ${line.states.map(({ name, value }) => `${name} = ${printExpr(value)}`).join(', ')}`
    case 'repeat':
      return `repeat ${line.count} { ${line.body.map(printLine).join('; ')} }`
  }
}

function code(expr: Expr): Code {
  switch (expr.kind) {
    case 'num':
      return number(expr.value)
    case 'name':
      return { text: expr.name, level: LEVEL.atom }
    case 'call':
      return { text: `${expr.fn}(${expr.args.map(printExpr).join(', ')})`, level: LEVEL.atom }
    case 'unary':
      return expr.op === '-'
        ? { text: `-${wrap(code(expr.a), LEVEL.sign)}`, level: LEVEL.sign }
        : { text: `not ${wrap(code(expr.a), LEVEL.not)}`, level: LEVEL.not }
    case 'cond': {
      const [c, a, b] = [code(expr.c), code(expr.a), code(expr.b)]
      return { text: `${wrap(c, LEVEL.or)} ? ${a.text} : ${b.text}`, level: LEVEL.condition }
    }
    case 'binary':
      return binary(expr.op, code(expr.a), code(expr.b))
  }
}

function binary(op: BinaryOp, a: Code, b: Code): Code {
  const level = BINARY_LEVEL[op]
  if (op === '^') return { text: `${wrap(a, LEVEL.atom)}^${wrap(b, LEVEL.sign)}`, level }
  const space = level === LEVEL.product ? '' : ' '
  const left = wrap(a, level === LEVEL.compare ? level + 1 : level)
  return { text: `${left}${space}${op}${space}${wrap(b, level + 1)}`, level }
}

/**
 * The shortest digits that read back as the same number. The parser makes no negative or
 * non-finite literal; from elsewhere, they print as what has that value: `-3`, `inf`, `0/0`.
 */
function number(value: number): Code {
  if (Number.isNaN(value)) return { text: '0/0', level: LEVEL.product }
  if (value < 0 || Object.is(value, -0))
    return { text: `-${number(-value).text}`, level: LEVEL.sign }
  if (value === Infinity) return { text: 'inf', level: LEVEL.atom }
  const plain = String(value)
  const power = value.toExponential().replace('e+', 'e')
  const shorter = (value < 1e-3 || value >= 1e6) && power.length < plain.length
  return { text: shorter ? power : plain.replace('e+', 'e'), level: LEVEL.atom }
}

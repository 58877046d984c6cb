import { BINARY_LEVEL, LEVEL, wrap } from '#formula/code.ts'
import type { BinaryOp, Expr, Line } from '#formula/expr.ts'
import { FUNCTIONS } from '#formula/functions.ts'
import { type Arrays, ARRAY_FUNCTIONS, NUMBER_FUNCTIONS } from '#export/python-functions.ts'
import { pythonNumber } from '#export/python-value.ts'

/**
 * A piece of Python. `array`: it is an array or tensor, else a plain number; `truth`: it is true or
 * false, which the formula language reckons with as 1 and 0.
 */
export type Python = {
  readonly text: string
  readonly level: number
  readonly array: boolean
  readonly truth: boolean
}

/** What a name of the formula is called in Python. */
export type Names = Map<string, Python>

/** Says of a formula what Python text cannot. */
export class NoPython extends Error {}

export const number = (text: string): Python => ({
  text,
  level: text.startsWith('-') ? LEVEL.sign : LEVEL.atom,
  array: false,
  truth: false,
})
export const array = (text: string): Python => ({
  text,
  level: LEVEL.atom,
  array: true,
  truth: false,
})

const KEYWORDS = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with True False None f g t T x y lr lr0 theta loss math torch jax jnp optax keras range print abs min max round float int sum'.split(
    ' ',
  ),
)

/**
 * A name of the formula's own, moved out of the way of Python's words and ours: `sum` is `sum_`. What
 * looks moved already moves too, so that two names never become one.
 */
export const pythonName = (name: string): string =>
  `${name}${KEYWORDS.has(name.replace(/_+$/, '')) || name.startsWith('_') ? '_' : ''}`

/** One expression. */
export function pythonExpr(expr: Expr, names: Names, arrays: Arrays): Python {
  const walk = (each: Expr) => pythonExpr(each, names, arrays)
  switch (expr.kind) {
    case 'num':
      return number(pythonNumber(expr.value))
    case 'name': {
      const known = names.get(expr.name)
      if (known) return known
      if (expr.name === 'pi') return number('math.pi')
      if (expr.name === 'inf') return number('math.inf')
      throw new NoPython(`the name ${expr.name}`)
    }
    case 'unary':
      return expr.op === '-' ? minus(reckoned(walk(expr.a))) : not(walk(expr.a))
    case 'binary':
      return binary(expr.op, walk(expr.a), walk(expr.b))
    case 'cond':
      return choice(asked(walk(expr.c)), reckoned(walk(expr.a)), reckoned(walk(expr.b)), arrays)
    case 'call':
      return called(expr.fn, expr.args.map(walk).map(reckoned), arrays)
  }
}

/** Lines of assignments, as lines of Python; `names` learns what they assign. */
export function pythonLines(
  lines: readonly Line[],
  names: Names,
  arrays: Arrays,
  assign: (name: string, value: Python) => string,
): string[] {
  return lines.flatMap((line): string[] => {
    switch (line.kind) {
      case 'assign':
        return [assign(line.name, reckoned(pythonExpr(line.value, names, arrays)))]
      case 'repeat': {
        const body = pythonLines(line.body, names, arrays, assign)
        return [`for _ in range(${line.count}):`, ...body.map((each) => `    ${each}`)]
      }
      case 'value':
        return [`return ${pythonExpr(line.value, names, arrays).text}`]
      case 'state':
        return []
    }
  })
}

const made = (text: string, level: number, of: readonly Python[], truth = false): Python => ({
  text,
  level,
  array: of.some((each) => each.array),
  truth,
})

/** A truth that is reckoned with is 1.0 or 0.0. */
const reckoned = (one: Python): Python =>
  one.truth ? made(`(${one.text})*1.0`, LEVEL.product, [one]) : one

/** A number that is asked is true unless it is 0. */
const asked = (one: Python): Python =>
  one.truth ? one : made(`${wrap(one, LEVEL.sum)} != 0`, LEVEL.compare, [one], true)

const minus = (a: Python) => made(`-${wrap(a, LEVEL.sign)}`, LEVEL.sign, [a])

function not(one: Python): Python {
  const a = asked(one)
  return a.array
    ? made(`~(${a.text})`, LEVEL.sign, [a], true)
    : made(`not ${wrap(a, LEVEL.not)}`, LEVEL.not, [a], true)
}

function binary(op: BinaryOp, left: Python, right: Python): Python {
  if (op === 'and' || op === 'or') {
    const [a, b] = [asked(left), asked(right)]
    if (a.array || b.array)
      return made(`(${a.text}) ${op === 'and' ? '&' : '|'} (${b.text})`, LEVEL.or, [a, b], true)
    const level = BINARY_LEVEL[op]
    return made(`${wrap(a, level)} ${op} ${wrap(b, level + 1)}`, level, [a, b], true)
  }
  const [a, b] = [reckoned(left), reckoned(right)]
  const level = BINARY_LEVEL[op]
  if (op === '^') return made(`${wrap(a, LEVEL.atom)}**${wrap(b, LEVEL.sign)}`, LEVEL.power, [a, b])
  const compares = level === LEVEL.compare
  const space = level === LEVEL.product ? '' : ' '
  const text = `${wrap(a, compares ? level + 1 : level)}${space}${op}${space}${wrap(b, level + 1)}`
  return made(text, level, [a, b], compares)
}

function choice(c: Python, a: Python, b: Python, arrays: Arrays): Python {
  if (c.array) {
    return { ...made(`${arrays}.where(${c.text}, ${a.text}, ${b.text})`, LEVEL.atom, [a, b, c]) }
  }
  const [yes, no] = [wrap(a, LEVEL.or), wrap(b, LEVEL.condition)]
  return made(`${yes} if ${wrap(c, LEVEL.or)} else ${no}`, LEVEL.condition, [a, b, c])
}

/** `clamp`, and `min` and `max` of more than two, are made of those of two. */
function called(name: string, args: readonly Python[], arrays: Arrays): Python {
  if (name === 'clamp') {
    const [value, low, high] = args as [Python, Python, Python]
    return called('min', [called('max', [value, low], arrays), high], arrays)
  }
  if ((name === 'min' || name === 'max') && args.length > 2) {
    const [last, rest] = [args.at(-1)!, args.slice(0, -1)]
    return called(name, [called(name, rest, arrays), last], arrays)
  }
  const base = FUNCTIONS.get(name)?.kind === 'reduce' ? name.replace(/_all$/, '') : name
  const onArrays = args.some((arg) => arg.array) || base === 'randn'
  const writer = (onArrays ? ARRAY_FUNCTIONS[arrays] : NUMBER_FUNCTIONS).get(base)
  if (!writer) throw new NoPython(`${name}()`)
  const two = ['min', 'max', 'atan2'].includes(base)
  const texts = args.map((arg, i) => {
    // torch's functions of two tensors take no plain numbers
    if (two && onArrays && arrays === 'torch' && !arg.array) return `torch.tensor(${arg.text})`
    // a list is followed by its place, or by what asks for its length
    return i === 0 && (base === 'at' || base === 'count') ? wrap(arg, LEVEL.atom) : arg.text
  })
  const level = /[*/+]/.test(writer(args.map(() => 'a'))) ? LEVEL.sign - 1 : LEVEL.atom
  return { ...made(writer(texts), level, args), array: onArrays }
}

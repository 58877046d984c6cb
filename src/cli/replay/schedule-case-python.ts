import { type PythonTokens, pythonTokens, refuse } from '#cli/replay/schedule-case-python-tokens.ts'

/** A Python expression, as far as texts of schedules use it. */
export type Py =
  | { readonly kind: 'value'; readonly value: number | string | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'unary'; readonly op: '-' | '+' | 'not'; readonly a: Py }
  | { readonly kind: 'binary'; readonly op: string; readonly a: Py; readonly b: Py }
  | { readonly kind: 'if'; readonly c: Py; readonly a: Py; readonly b: Py }
  | { readonly kind: 'call'; readonly fn: string; readonly args: readonly PyArgument[] }
  | { readonly kind: 'list'; readonly items: readonly Py[] }
  | { readonly kind: 'lambda'; readonly name: string; readonly body: Py }

/** An argument of a call: `name=value`, or a bare value. */
export type PyArgument = { readonly name: string | null; readonly value: Py }

const COMPARISONS = new Set(['<', '<=', '>', '>=', '==', '!='])
const SUMS = new Set(['+', '-'])
const PRODUCTS = new Set(['*', '/', '//', '%'])
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
])

/** The tree of a Python expression; refuses what is not one. */
export function parsePython(text: string): Py {
  const tokens = pythonTokens(text)
  const tree = whole(tokens)
  if (tokens.take().kind !== 'end') refuse(`more than one expression in ${text}`)
  return tree
}

function whole(tokens: PythonTokens): Py {
  if (tokens.skip('lambda')) {
    const name = tokens.take().text
    tokens.expect(':')
    return { kind: 'lambda', name, body: whole(tokens) }
  }
  const a = either(tokens)
  if (!tokens.skip('if')) return a
  const c = either(tokens)
  tokens.expect('else')
  return { kind: 'if', c, a, b: whole(tokens) }
}

function either(tokens: PythonTokens): Py {
  let a = both(tokens)
  while (tokens.skip('or')) a = { kind: 'binary', op: 'or', a, b: both(tokens) }
  return a
}

function both(tokens: PythonTokens): Py {
  let a = negation(tokens)
  while (tokens.skip('and')) a = { kind: 'binary', op: 'and', a, b: negation(tokens) }
  return a
}

function negation(tokens: PythonTokens): Py {
  return tokens.skip('not') ? { kind: 'unary', op: 'not', a: negation(tokens) } : comparison(tokens)
}

/** a < b < c is a < b and b < c. */
function comparison(tokens: PythonTokens): Py {
  let a = sum(tokens)
  let all: Py | null = null
  while (COMPARISONS.has(tokens.peek())) {
    const op = tokens.take().text
    const b = sum(tokens)
    const one: Py = { kind: 'binary', op, a, b }
    all = all === null ? one : { kind: 'binary', op: 'and', a: all, b: one }
    a = b
  }
  return all ?? a
}

function sum(tokens: PythonTokens): Py {
  let a = product(tokens)
  while (SUMS.has(tokens.peek())) {
    a = { kind: 'binary', op: tokens.take().text, a, b: product(tokens) }
  }
  return a
}

function product(tokens: PythonTokens): Py {
  let a = signed(tokens)
  while (PRODUCTS.has(tokens.peek())) {
    a = { kind: 'binary', op: tokens.take().text, a, b: signed(tokens) }
  }
  return a
}

function signed(tokens: PythonTokens): Py {
  if (tokens.skip('-')) return { kind: 'unary', op: '-', a: signed(tokens) }
  if (tokens.skip('+')) return { kind: 'unary', op: '+', a: signed(tokens) }
  const a = atom(tokens)
  return tokens.skip('**') ? { kind: 'binary', op: '**', a, b: signed(tokens) } : a
}

function atom(tokens: PythonTokens): Py {
  const { kind, text } = tokens.take()
  if (kind === 'number') return { kind: 'value', value: Number(text.replaceAll('_', '')) }
  if (kind === 'text') return { kind: 'value', value: text.slice(1, -1) }
  if (kind === 'name') return named(text, tokens)
  if (text === '[') return { kind: 'list', items: listed(tokens, ']') }
  if (text !== '(') return refuse(`${text || 'the end'} not expected`)
  const items = listed(tokens, ')')
  const [only] = items
  return items.length === 1 && only !== undefined ? only : { kind: 'list', items }
}

function named(name: string, tokens: PythonTokens): Py {
  const value = WORDS.get(name)
  if (value !== undefined) return { kind: 'value', value }
  if (!tokens.skip('(')) return { kind: 'name', name }
  const args: PyArgument[] = []
  while (!tokens.skip(')')) {
    args.push({ name: tokens.keyword(), value: whole(tokens) })
    separate(tokens, ')')
  }
  return { kind: 'call', fn: name, args }
}

function listed(tokens: PythonTokens, close: string): readonly Py[] {
  const items: Py[] = []
  while (!tokens.skip(close)) {
    items.push(whole(tokens))
    separate(tokens, close)
  }
  return items
}

/** A comma, or nothing before the closing bracket. */
function separate(tokens: PythonTokens, close: string): void {
  if (!tokens.skip(',') && tokens.peek() !== close) tokens.expect(close)
}

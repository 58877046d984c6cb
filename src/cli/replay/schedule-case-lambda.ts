import { type Py, type PyArgument, parsePython } from '#cli/replay/schedule-case-python.ts'
import { refuse } from '#cli/replay/schedule-case-python-tokens.ts'

/** Functions that are called the same, and by what name the language knows them. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  exp: 'exp',
  sqrt: 'sqrt',
  sin: 'sin',
  cos: 'cos',
  tan: 'tan',
  tanh: 'tanh',
  sinh: 'sinh',
  cosh: 'cosh',
  asin: 'asin',
  acos: 'acos',
  atan: 'atan',
  arcsin: 'asin',
  arccos: 'acos',
  arctan: 'atan',
  log2: 'log2',
  log10: 'log10',
  floor: 'floor',
  ceil: 'ceil',
  abs: 'abs',
  fabs: 'abs',
  absolute: 'abs',
  minimum: 'min',
  maximum: 'max',
  min: 'min',
  max: 'max',
  mod: 'mod',
}

const CONSTANTS: Readonly<Record<string, string>> = {
  pi: 'pi',
  e: 'exp(1)',
  tau: '(2*pi)',
  inf: 'inf',
  nan: '(0/0)',
}

const SIGNS: Readonly<Record<string, string>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '**': '^',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '==': '==',
  '!=': '!=',
}

const BOOLEANS = new Set(['<', '<=', '>', '>=', '==', '!=', 'and', 'or'])

/**
 * Python text of a factor of the step as a formula of `t`: `lambda epoch: 0.95**epoch`, or the
 * body alone with any one name for the step.
 */
export function factorFormula(text: string): string {
  const tree = parsePython(text)
  const body = tree.kind === 'lambda' ? tree.body : tree
  const step = tree.kind === 'lambda' ? tree.name : freeName(body)
  return formula(body, step)
}

/** The only name in the text: it must be the step. */
function freeName(tree: Py): string {
  const names = new Set(namesIn(tree).filter((name) => !(bare(name) in CONSTANTS && name !== 'e')))
  if (names.size > 1 && names.has('t')) names.delete('e')
  if (names.size > 1) refuse(`more than one name: ${[...names].join(', ')}`)
  return [...names][0] ?? 't'
}

function namesIn(tree: Py): readonly string[] {
  return tree.kind === 'name' ? [tree.name] : pieces(tree).flatMap(namesIn)
}

function pieces(tree: Py): readonly Py[] {
  if (tree.kind === 'unary') return [tree.a]
  if (tree.kind === 'binary') return [tree.a, tree.b]
  if (tree.kind === 'if') return [tree.c, tree.a, tree.b]
  if (tree.kind === 'call') return tree.args.map(({ value }) => value)
  if (tree.kind === 'list') return tree.items
  return []
}

/** Every operation in brackets: the tree, not the reader's rules of precedence, decides. */
function formula(tree: Py, step: string): string {
  const { kind } = tree
  if (kind === 'value') return literal(tree.value)
  if (kind === 'name') return nameFormula(tree.name, step)
  if (kind === 'unary') return unary(tree, step)
  if (kind === 'binary') return binary(tree, step)
  if (kind === 'call') return call(bare(tree.fn), tree.args, step)
  if (kind !== 'if') return refuse(`a ${kind} cannot be read`)
  return `(${formula(tree.c, step)} ? ${formula(tree.a, step)} : ${formula(tree.b, step)})`
}

function nameFormula(given: string, step: string): string {
  return given === step ? 't' : (CONSTANTS[bare(given)] ?? refuse(`${given} is not known`))
}

function unary({ op, a }: Extract<Py, { kind: 'unary' }>, step: string): string {
  const operand = formula(a, step)
  return op === '+' ? operand : `(${op === 'not' ? 'not ' : '-'}${operand})`
}

function binary({ op, a, b }: Extract<Py, { kind: 'binary' }>, step: string): string {
  const [left, right] = [formula(a, step), formula(b, step)]
  if (op === '//') return `floor(${left}/${right})`
  if (op === '%') return `mod(${left}, ${right})`
  if (op !== 'and' && op !== 'or') {
    const sign = SIGNS[op] ?? refuse(`${op} cannot be read`)
    return `(${left} ${sign} ${right})`
  }
  if (isBoolean(a) && isBoolean(b)) return `(${left} ${op} ${right})`
  // Python answers one of the two operands.
  return op === 'and' ? `(${left} ? ${right} : ${left})` : `(${left} ? ${left} : ${right})`
}

function isBoolean(tree: Py): boolean {
  if (tree.kind === 'value') return typeof tree.value === 'boolean'
  if (tree.kind === 'unary') return tree.op === 'not'
  return tree.kind === 'binary' && BOOLEANS.has(tree.op)
}

function call(fn: string, args: readonly PyArgument[], step: string): string {
  const given = args.map(({ value }) => formula(value, step))
  const [a = refuse(`${fn} of nothing`), b] = given
  if (args.some(({ name }) => name !== null)) refuse(`${fn} with a named argument`)
  if (fn === 'float' || fn === 'bool') return a
  if (fn === 'int' || fn === 'trunc') return `(sign(${a})*floor(abs(${a})))`
  if (fn === 'pow' || fn === 'power') return `(${a} ^ ${b ?? refuse('pow of one')})`
  if (fn === 'log') return b === undefined ? `log(${a})` : `(log(${a})/log(${b}))`
  return `${FUNCTIONS[fn] ?? refuse(`${fn}() is not known`)}(${given.join(', ')})`
}

function literal(value: number | string | boolean | null): string {
  if (typeof value === 'number') return String(value).replace('e+', 'e')
  if (typeof value === 'boolean') return value ? '1' : '0'
  return refuse(`${JSON.stringify(value)} is not a number`)
}

/** `math.cos` and `np.cos` are cos. */
function bare(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

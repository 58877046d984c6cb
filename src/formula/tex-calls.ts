import { type Code, LEVEL, wrap } from '#formula/code.ts'

/** Tighter than a comparison, looser than a sum: `t mod 3 = 1` needs no bracket, `1 + (t mod 3)` does. */
const MODULO = LEVEL.compare + 0.5

/** Functions whose whole powers are written before the argument. */
export const TRIGONOMETRIC: ReadonlySet<string> = new Set([
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
])

const OPERATOR: ReadonlyMap<string, string> = new Map([
  ...[...TRIGONOMETRIC, 'exp', 'min', 'max'].map((fn): [string, string] => [fn, `\\${fn}`]),
  ['log', '\\ln'],
  ['log2', '\\log_{2}'],
  ['log10', '\\log_{10}'],
  ['asin', '\\arcsin'],
  ['acos', '\\arccos'],
  ['atan', '\\arctan'],
  ['total', '{\\textstyle\\sum}'],
])

/** Functions that are brackets of their own, and what is set after them. */
const FENCES: ReadonlyMap<string, readonly [open: string, close: string, after: string]> = new Map([
  ['abs', ['\\lvert ', '\\rvert', '']],
  ['floor', ['\\lfloor ', '\\rfloor', '']],
  ['ceil', ['\\lceil ', '\\rceil', '']],
  ['norm', ['\\lVert ', '\\rVert', '']],
  ['norm_all', ['\\lVert ', '\\rVert', '_{\\mathrm{all}}']],
  ['maxabs', ['\\lVert ', '\\rVert', '_{\\infty}']],
  ['maxabs_all', ['\\lVert ', '\\rVert', '_{\\infty,\\mathrm{all}}']],
  ['dot', ['\\langle ', '\\rangle', '']],
  ['dot_all', ['\\langle ', '\\rangle', '_{\\mathrm{all}}']],
])

/** Taller than a line: brackets around it must grow. */
const TALL = /\\(?:d?frac|sqrt|begin|left)/

/** Brackets to put around a piece of TeX, growing where it is tall. */
function brackets(text: string): readonly [string, string] {
  return TALL.test(text) ? ['\\left(', '\\right)'] : ['(', ')']
}

/** A call in TeX. `power` is set after the function's name; `loss` is how f is written. */
export function callTex(
  fn: string,
  args: readonly Code[],
  { power, loss }: { power: string; loss: string },
): Code {
  const inside = args.map(({ text }) => text).join(', ')
  const [first, second] = args
  const fence = FENCES.get(fn)
  if (fence) return { text: fenced(fence, inside), level: LEVEL.atom }
  if (fn === 'sqrt') return { text: `\\sqrt{${inside}}`, level: LEVEL.atom }
  if (fn === 'cbrt') return { text: `\\sqrt[3]{${inside}}`, level: LEVEL.atom }
  if (fn === 'randn') return { text: '\\mathcal{N}(0, 1)', level: LEVEL.power }
  if (fn === 'mod' && first && second) {
    const [a, b] = [within(first, LEVEL.product), within(second, LEVEL.power)]
    return { text: `${a} \\bmod ${b}`, level: MODULO }
  }
  if (fn === 'at' && first && second) {
    return { text: `${within(first, LEVEL.atom)}[${second.text}]`, level: LEVEL.power }
  }
  if (fn === 'exp' && !TALL.test(inside)) return { text: `e^{${inside}}`, level: LEVEL.power }
  const own = fn === 'loss' ? loss : fn === 'grad' ? `\\nabla ${loss}` : OPERATOR.get(fn)
  const name = own ?? operatorName(fn)
  const [open, close] = brackets(inside)
  return { text: `${name}${power}${open}${inside}${close}`, level: LEVEL.power }
}

/** The piece where at least `level` is needed, in brackets that fit. */
export const within = (code: Code, level: number): string => wrap(code, level, brackets(code.text))

const operatorName = (fn: string): string => {
  const [, head = fn, all] = /^(.*)(_all)$/.exec(fn) ?? []
  const below = all === undefined ? '' : '_{\\mathrm{all}}'
  return `\\operatorname{${head.replaceAll('_', '\\_')}}${below}`
}

function fenced([open, close, after]: readonly [string, string, string], inside: string): string {
  return TALL.test(inside)
    ? `\\left${open}${inside} \\right${close}${after}`
    : `${open}${inside}${close}${after}`
}

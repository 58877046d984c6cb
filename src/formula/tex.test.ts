import { renderToString } from 'katex'
import { describe, expect, test } from 'vitest'
import { EXAMPLES } from '#formula/examples.fixture.ts'
import { foldSwitches } from '#formula/fold-switches.ts'
import { parse, parseExpr } from '#formula/parse.ts'
import { texExpr, texProgram } from '#formula/tex.ts'
import { texNames } from '#formula/tex-names.ts'

const typeset = (tex: string) =>
  renderToString(tex, {
    throwOnError: true,
    strict: 'error',
    displayMode: true,
    maxExpand: Infinity,
  })

const tex = (text: string) => texExpr(parseExpr(text).ok!)
const lines = (text: string) => texProgram(parse(text).ok!)

describe('KaTeX sets, without a warning,', () => {
  test.each(Object.keys(EXAMPLES))('every line of %s', (id) => {
    for (const line of lines(EXAMPLES[id]!)) expect(typeset(line)).toContain('katex')
  })

  test.each([
    'abs sign sqrt cbrt exp log log2 log10 sin cos tan asin acos atan sinh cosh tanh sigmoid',
    'softplus erf floor ceil round norm sum mean maxabs norm_all sum_all mean_all maxabs_all',
    'count_all total grad loss unknown_one',
  ])('the functions %s', (names) => {
    for (const fn of names.split(' ')) {
      for (const arg of ['x', '-x/y', 'x ? y : z']) {
        expect(typeset(tex(`${fn}(${arg})^2`))).toContain('katex')
        expect(typeset(tex(`2${fn}(${arg})*${fn}(x)`))).toContain('katex')
      }
    }
    for (const fn of ['atan2', 'mod', 'min', 'max', 'dot', 'dot_all', 'at', 'clamp', 'randn']) {
      for (const args of ['', 'x', 'x, y/2', 'x, y, z']) {
        expect(typeset(tex(`${fn}(${args})^2`))).toContain('katex')
      }
    }
  })

  test('every Greek letter, and names of any form', () => {
    const greek = 'αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ'
    for (const name of [
      ...Array.from(greek),
      '_',
      '__',
      '_1',
      'a_',
      'a__b',
      'a_1_2',
      'eps_',
      'x1y2',
      'a1_b2',
    ]) {
      expect(typeset(tex(`${name}^2`))).toContain('katex')
    }
  })

  test('the longest quotients and sums', () => {
    for (const piece of ['x/', 'x*x/', 'x/y*', 'x+', 'x*']) {
      const text = `${piece.repeat(Math.floor(3999 / piece.length))}x`
      expect(typeset(tex(text))).toContain('katex')
    }
    expect(typeset(tex(`${'(1/'.repeat(63)}x${')'.repeat(63)}`))).toContain('katex')
    expect(typeset(tex(`${'(a/c?b:'.repeat(31)}x${')'.repeat(31)}`))).toContain('katex')
  })

  test('a word of another language', () => {
    expect(typeset(texExpr(parseExpr('a ? b : c').ok!, undefined, '否则'))).toContain('否则')
  })
})

describe('formulas read as in papers', () => {
  test.each([
    ['lr0*theta', '\\eta_{0}\\,\\theta'],
    ['beta1^t', '\\beta_{1}^{t}'],
    ['eps + eps_root', '\\varepsilon + \\varepsilon_{\\mathrm{root}}'],
    ['eta_plus', '\\eta_{+}'],
    ['max_norm', '\\mathrm{max\\_norm}'],
    ['r1 + q_2', 'r_{1} + q_{2}'],
    ['a/b', '\\frac{a}{b}'],
    ['a/(b/c)', '\\frac{a}{b / c}'],
    ['(a/b)^2', '\\left(\\frac{a}{b}\\right)^{2}'],
    ['-a/b', '-\\frac{a}{b}'],
    ['x^(1/3)', 'x^{1 / 3}'],
    ['(x + 1)^2', '(x + 1)^{2}'],
    ['(-x)^2', '(-x)^{2}'],
    ['-x^2', '-x^{2}'],
    ['(x^2)^3', '(x^{2})^{3}'],
    ['2x', '2x'],
    ['2*3', '2 \\cdot 3'],
    ['x*2', 'x \\cdot 2'],
    ['2*3/4', '\\frac{2 \\cdot 3}{4}'],
    ['2*(3/4)', '2 \\cdot \\frac{3}{4}'],
    ['x*-y', 'x\\,(-y)'],
    ['-x*y', '-x\\,y'],
    ['-x*y + z', '-x\\,y + z'],
    ['x - -y', 'x - (-y)'],
    ['x + -y', 'x + (-y)'],
    ['--x', '-(-x)'],
    ['a - (b - c)', 'a - (b - c)'],
    ['a + (b + c)', 'a + b + c'],
    ['(a - b)*(c + d)', '(a - b)(c + d)'],
    ['lr*(g + b)', '\\eta\\,(g + b)'],
    ['abs(x)', '\\lvert x\\rvert'],
    ['norm(g)', '\\lVert g\\rVert'],
    ['norm_all(g)', '\\lVert g\\rVert_{\\mathrm{all}}'],
    ['floor(t/n)', '\\left\\lfloor \\frac{t}{n} \\right\\rfloor'],
    ['sqrt(v)', '\\sqrt{v}'],
    ['sin(x)^20', '\\sin^{20}(x)'],
    ['sin(x)^-1', '(\\sin(x))^{-1}'],
    ['exp(-k*t)', 'e^{-k\\,t}'],
    ['exp(x/y)', '\\exp\\left(\\frac{x}{y}\\right)'],
    ['mod(t, 3) == 1', 't \\bmod 3 = 1'],
    ['x*mod(t, 3)', 'x\\,(t \\bmod 3)'],
    ['mod(x + 1, 3*n)', '(x + 1) \\bmod (3n)'],
    ['grad(theta)', '\\nabla f(\\theta)'],
    ['loss', 'f'],
    ['a <= b and not c != d', 'a \\le b \\land \\lnot (c \\ne d)'],
    ['(a < b)*x', '(a < b)\\,x'],
    ['1e-8', '10^{-8}'],
    ['2.5e-7x', '2.5 \\cdot 10^{-7}\\,x'],
    ['1e-8^2', '(10^{-8})^{2}'],
    ['-inf', '-\\infty'],
    ['0.001 + 1234.5', '0.001 + 1234.5'],
    ['a ? b : c', '\\begin{cases} b & a \\\\ c & \\text{otherwise} \\end{cases}'],
    [
      '(a ? b : c ? d : e)*x',
      '\\left(\\begin{cases} b & a \\\\ d & c \\\\ e & \\text{otherwise} \\end{cases}\\right) x',
    ],
  ])('%s', (text, expected) => expect(tex(text)).toBe(expected))

  test.each([
    ['theta = theta - lr*g', ['\\theta \\leftarrow \\theta - \\eta\\,g']],
    ['state m = 0, v = 0', ['m_{0} = 0,\\quad v_{0} = 0']],
    [
      'state prev = theta, best = loss',
      ['\\mathrm{prev}_{0} = \\theta_{0},\\quad \\mathrm{best}_{0} = f_{0}'],
    ],
    ['average = a', ['\\bar{\\theta} \\leftarrow a']],
    [
      'repeat 5 { h = 2h; k = h }',
      [
        '\\left.\\begin{aligned} & h \\leftarrow 2h \\\\ & k \\leftarrow h \\end{aligned}\\right\\} \\times 5',
      ],
    ],
  ])('%s', (text, expected) => expect(lines(text)).toEqual(expected))
})

const written = (...names: string[]) => names.map(texNames(new Set(names)).of)

test('no two names of a formula look the same', () => {
  expect(written('lr', 'lr0')).toEqual(['\\eta', '\\eta_{0}'])
  expect(written('lr', 'lr0', 'eta')).toEqual(['\\mathrm{lr}', '\\mathrm{lr}_{0}', '\\eta'])
  expect(written('momentum', 'mu')).toEqual(['\\mathrm{momentum}', '\\mu'])
  expect(written('loss', 'f')).toEqual(['\\mathrm{loss}', 'f'])
  expect(written('wd', 'lambd')).toEqual(['\\mathrm{wd}', '\\mathrm{lambd}'])
  expect(written('q1', 'q_1')).toEqual(['\\mathrm{q1}', '\\mathrm{q\\_1}'])
  for (const text of Object.values(EXAMPLES)) {
    const names = [...new Set(text.match(/[A-Za-z_]\w*(?!\w*\s*\()/g))]
    expect(new Set(written(...names)).size).toBe(names.length)
  }
})

test('a switch decided leaves the branch that runs', () => {
  const switches = new Map([['centered', { value: 0, words: ['0', '1'] }]])
  const folded = foldSwitches(parse('b = g/(sqrt(centered ? v - a^2 : v) + eps)').ok!, switches)
  expect(texProgram(folded)).toEqual(['b \\leftarrow \\frac{g}{\\sqrt{v} + \\varepsilon}'])
})

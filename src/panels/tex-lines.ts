import { entryProgram } from '#formula/entry-program.ts'
import type { EntryKind } from '#formula/scope.ts'
import { texNames } from '#formula/tex-names.ts'
import { numberTex } from '#formula/tex-number.ts'
import { texProgram } from '#formula/tex.ts'
import type { ReadyParam, ReadyStage } from '#race/ready.ts'

/** What runs, in TeX, one text a line: switches are decided, dead lines gone. */
export function texLines(kind: EntryKind, stage: ReadyStage, otherwise: string): TexLines {
  const { ok } = entryProgram(kind, stage.formula, stage.params)
  if (!ok) return { initial: [], lines: [] }
  const texts = texProgram(ok.program, otherwise)
  const isState = (_: string, i: number) => ok.program[i]?.kind === 'state'
  return {
    initial: joined(texts.filter(isState).flatMap((line) => line.split(',\\quad '))),
    lines: texts.filter((line, i) => !isState(line, i)),
  }
}

/** `m_{0} = 0`, `v_{0} = 0` as `m_{0} = v_{0} = 0`. */
function joined(equations: readonly string[]): readonly string[] {
  const byValue = new Map<string, string>()
  for (const equation of equations) {
    const [, name = '', value = ''] = /^(\S+) = (.*)$/s.exec(equation) ?? []
    const before = byValue.get(value)
    byValue.set(value, before === undefined ? name : `${before} = ${name}`)
  }
  return Array.from(byValue, ([value, names]) => `${names} = ${value}`)
}

type TexLines = {
  /** what its state begins with */
  readonly initial: readonly string[]
  readonly lines: readonly string[]
}

/** The surface, with its name before its last line. */
export function surfaceLines(surface: ReadyStage, dims: 1 | 2, otherwise: string) {
  const { lines } = texLines('surface', surface, otherwise)
  const name = dims === 1 ? 'f(x)' : 'f(x, y)'
  return lines.map((line, i) => (i === lines.length - 1 ? `${name} = ${line}` : line))
}

/** Parameters with their values in TeX: `\beta_{1} = 0.9`, spelt as in their formula. */
export function valueTex(params: readonly ReadyParam[]): readonly string[] {
  const names = texNames(new Set(params.map(({ name }) => name)))
  return params.map(({ name, value, values }) => `${names.of(name)} = ${told(value, values)}`)
}

function told(value: ReadyParam['value'], words: readonly string[] | undefined): string {
  if (typeof value !== 'number')
    return `(${value.map((each) => numberTex(each).text).join(',\\,')})`
  const word = words?.[value]
  return word === undefined ? numberTex(value).text : `\\text{${word.replaceAll('_', '\\_')}}`
}

import { enProblems } from '#i18n/en-problems.ts'
import type { ProblemArgs, ProblemCode } from '#i18n/problem-code.ts'
import type { ProblemLanguage } from '#i18n/problem-words.ts'
import { zhProblems } from '#i18n/zh-problems.ts'

/** The languages that problems are told in. */
export type ProblemTongue = 'en' | 'zh'

const languages: Readonly<Record<ProblemTongue, ProblemLanguage>> = {
  en: enProblems,
  zh: zhProblems,
}

/** A problem of a link, as src/setup finds it. */
export type TellableProblem = {
  readonly given: string
  readonly used: number | string | readonly number[] | null
  readonly code: ProblemCode
  readonly args: ProblemArgs
}

/** What happened, what was kept and what to do. Where it happened is the problem's `field`. */
export function problemText(problem: TellableProblem, tongue: ProblemTongue): string {
  const { words, quote, kept, gap } = languages[tongue]
  const { code, args } = problem
  const own = kept(usedText(problem.used))
  // only a formula's problem has a place in it, and its words do not know of links
  const at = args['at']
  if (typeof at === 'number') return `${formulaErrorText({ code, args, at }, tongue)}${gap}${own}`
  return words[code]({ args, given: quote(shortened(problem.given)), kept: own }).trim()
}

/** What is wrong with a formula, and at which of its characters. */
export function formulaErrorText(
  {
    code,
    at,
    args,
  }: { readonly code: ProblemCode; readonly at: number; readonly args: ProblemArgs },
  tongue: ProblemTongue,
): string {
  const { words, at: place } = languages[tongue]
  return place(at) + words[code]({ args, given: '', kept: '' })
}

const RUN_OR_DEFINITION = /^(run|def)\[(\d+)\](?:\.(.+))?$/

/** A problem's field in words: `run[0].lr` is `Run 1, lr`. */
export function problemPlace(field: string, tongue: ProblemTongue): string {
  const { places, pair } = languages[tongue]
  const [, kind, index, rest] = RUN_OR_DEFINITION.exec(field) ?? []
  if (kind === 'run' || kind === 'def') {
    const place = places[kind](Number(index) + 1)
    return rest === undefined ? place : pair(place, rest)
  }
  return field.startsWith('f.') ? pair(places.f(), field.slice(2)) : field
}

/** Characters of a given text that a message repeats. */
const SHOWN = 60

const shortened = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text)

const usedText = (used: TellableProblem['used']) =>
  used === null ? null : typeof used === 'object' ? used.join(', ') : String(used)

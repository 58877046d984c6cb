import type { FormulaError } from '#formula/formula-error.ts'
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
  const { words, quote, kept } = languages[tongue]
  const { given, code, args } = problem
  const own = kept(usedText(problem.used))
  // only a formula's problems have a place in it, and their words do not know of links
  const formula = typeof args['at'] === 'number'
  const text = formula ? formulaText({ code, args, at: args['at'] }, tongue) + joint[tongue] + own : words[code]({ args, given: quote(shortened(given)), kept: own })
  return text.trim()
}

/** What is wrong with a formula, where, and what to do. */
export function formulaErrorText(error: FormulaError, tongue: ProblemTongue): string {
  return formulaText(error, tongue)
}

const joint: Readonly<Record<ProblemTongue, string>> = { en: ' ', zh: '' }

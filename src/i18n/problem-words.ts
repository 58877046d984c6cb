import type { ProblemArgs, ProblemCode } from '#i18n/problem-code.ts'

/** What a sentence about a problem may speak of. */
type Wording = {
  readonly args: ProblemArgs
  /** As it stood in the link, quoted and shortened. */
  readonly given: string
  /** A sentence: what is used instead. */
  readonly kept: string
}

/** Words for every problem there can be; a new code is a type error in every language until it has some. */
export type ProblemWords = {
  readonly [C in ProblemCode]: (wording: Wording) => string
}

/** What problems are told with in one language. */
export type ProblemLanguage = {
  readonly words: ProblemWords
  /** Text as someone typed it, in quotation marks. */
  readonly quote: (text: string) => string
  /** What is used instead of something bad; null: nothing. */
  readonly kept: (used: string | null) => string
  /** Where in a formula, from its first character. */
  readonly at: (place: number) => string
  /** Between two sentences. */
  readonly gap: string
  /** Things that fields belong to. */
  readonly places: {
    readonly run: (number: number) => string
    readonly def: (number: number) => string
    readonly f: () => string
  }
  /** A thing and what of it. */
  readonly pair: (place: string, part: string) => string
}

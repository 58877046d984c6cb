import type { Value } from '#catalog/entry.ts'
import type { FormulaErrorCode } from '#formula/formula-error.ts'
import type { LinkProblems, ProblemArgs } from '#i18n/problem-code.ts'
import type { Definition, Setup } from '#setup/setup.ts'

/** What is used instead of something bad; a function where only the finished setup tells. */
export type Used = Value | string | null | ((setup: Setup) => Value | string | null)

type LinkDraft = {
  [C in keyof LinkProblems]: { code: C; args: LinkProblems[C] }
}[keyof LinkProblems]

/** A code with what its words need. */
export type Offence = LinkDraft | { code: FormulaErrorCode; args: ProblemArgs }

/** A problem as it is found, before the setup is finished. */
export type Draft = {
  readonly field: string
  readonly given: string
  readonly used: Used
  readonly wrong: Offence
}

/** What every reader of a link needs: where to name bad things, and the link's own entries. */
export type Reader = {
  readonly report: (draft: Draft) => void
  readonly definitions: readonly Definition[]
}

import { problemText } from '#i18n/problem-text.ts'
import type { Lang } from '#i18n/words.ts'
import type { Problem } from '#setup/setup.ts'

/** Field and words of each problem; the same thing said twice is said once. */
export function problemLines(
  problems: readonly Problem[],
  lang: Lang,
): readonly (readonly [field: string, text: string])[] {
  const lines = problems.map((each) => [each.field, problemText(each, lang)] as const)
  return [...new Map(lines.map((line) => [line.join(), line])).values()]
}

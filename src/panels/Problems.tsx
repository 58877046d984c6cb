import { useState } from 'react'
import { problemLines } from '#panels/problem-lines.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import type { Problem } from '#setup/setup.ts'

/** How many problems are said without being asked. */
const FIRST = 4

/** What is wrong with a link, line by line; many are opened by a button. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  const { tools } = useWords()
  const lang = useApp(({ view }) => view.lang)
  const [all, setAll] = useState(false)
  const lines = problemLines(problems, lang)
  // One line more costs no more room than the button that would hide it.
  const long = lines.length > FIRST + 1
  return (
    <>
      <ul
        className="problems"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls by keys
        tabIndex={long && all ? 0 : undefined}
      >
        {(long && !all ? lines.slice(0, FIRST) : lines).map(([field, text]) => (
          <li key={field + text}>
            <code>{field}</code> {text}
          </li>
        ))}
      </ul>
      {long && (
        <button type="button" className="more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? tools.fewer : tools.more(lines.length - FIRST)}
        </button>
      )}
    </>
  )
}

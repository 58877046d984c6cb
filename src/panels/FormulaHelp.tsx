import { FUNCTIONS } from '#formula/functions.ts'
import { useWords } from '#panels/use-app.ts'

/** Functions of numbers; the others are for rules and transforms. */
const functions = [...FUNCTIONS]
  .filter(([, { kind }]) => kind === 'op' || kind === 'clamp')
  .map(([name]) => name)

/** What the formula of a surface may be made of. */
export function FormulaHelp() {
  const { own: words } = useWords().objective
  return (
    <details className="fold">
      <summary>{words.writing}</summary>
      <p>{words.names}</p>
      <p>{words.signs}</p>
      <p>{words.lines}</p>
      <p>
        {words.functions} <code>{functions.join(' ')}</code>
      </p>
    </details>
  )
}

import { attempt, FormulaFailure, type Parsed } from '#formula/formula-error.ts'
import { Graph } from '#formula/graph.ts'
import { parseExpr } from '#formula/parse.ts'
import { planeMeaning, scalar } from '#formula/plane.ts'
import { walkExpr } from '#formula/walk.ts'

/**
 * The number a formula of constants (and of the given names) stands for: `1/3`, `2*pi`, `T/2`.
 * May be NaN or infinite: the caller decides what it accepts.
 */
export function constantValue(
  text: string,
  names: Readonly<Record<string, number>> = {},
): Parsed<number> {
  const parsed = parseExpr(text)
  if (parsed.error) return parsed
  return attempt(() => {
    const graph = new Graph()
    const env = new Map(
      Object.entries(names).map(([name, value]) => [name, scalar(graph.constant(value))]),
    )
    const options = {
      env,
      outputs: new Set<string>(),
      fixed: new Set<string>(),
      parameters: false,
      kind: 'constant',
    }
    const value = walkExpr(parsed.ok, planeMeaning(graph, 1), options)
    const number = graph.valueOf(value.nodes[0]!)
    if (number === undefined)
      throw new FormulaFailure('unexpected', 0, { found: text, expected: 'number' })
    return number
  })
}

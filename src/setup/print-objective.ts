import { findEntry } from '#catalog/find-entry.ts'
import { compactFormula } from '#setup/formula-text.ts'
import { givenArgs, printArgs, printValue } from '#setup/print-stage.ts'
import type { Definition, Objective } from '#setup/setup.ts'

/** A surface as it stands in a link: `rosenbrock(b=10)`, or `(k=3):sin(k*x)`. */
export function printObjective(objective: Objective): string {
  if (objective.kind === 'catalog') {
    const entry = findEntry(objective.id)
    return objective.id + (entry ? printArgs(givenArgs(entry, objective)) : '')
  }
  const { params, formula } = objective
  const args = params.map(({ name, value }) => [name, printValue(value)] as const)
  return `${printArgs(args)}:${compactFormula(formula)}`
}

/** A definition as it stands in a link: `rule.mine(beta=0.9):…`. */
export function printDefinition({ kind, id, params, formula }: Definition): string {
  const args = params.map(({ name, default: value }) => [name, printValue(value)] as const)
  return `${kind}.${id}${printArgs(args) || '()'}:${compactFormula(formula)}`
}

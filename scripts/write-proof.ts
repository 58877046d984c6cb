import { readFileSync, writeFileSync } from 'node:fs'
import type { OptimizerCase } from '#cli/replay/case-types.ts'
import { proofs } from '#cli/replay/proof.ts'

// Writes how closely each rule follows its library's recorded runs, for the page to say so.
const at = (path: string) => new URL(`../${path}`, import.meta.url)
const { cases } = JSON.parse(readFileSync(at('golden/optimizers.json'), 'utf8')) as {
  cases: OptimizerCase[]
}
const rows = proofs(cases).map(
  ({ rule, dialect, library, error, traces }) =>
    `  '${rule}:${dialect}': ['${library}', ${error}, ${traces}],`,
)
const text = `// Written by \`npm run proof\` from golden/optimizers.json: not to be edited by hand.

/** rule:dialect → the library, the largest deviation from its runs, how many runs. */
export const provenTable: Readonly<Record<string, readonly [string, number, number]>> = {
${rows.join('\n')}
}
`
writeFileSync(at('src/catalog/proven-table.ts'), text)

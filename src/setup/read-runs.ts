import { LINK_LIMITS } from '#setup/link-limits.ts'
import { readRun } from '#setup/read-run.ts'
import type { Reader } from '#setup/report.ts'
import type { Run } from '#setup/setup.ts'

/** All `run=` fields: those that are good, or undefined where none is. An empty one alone means none. */
export function readRuns(texts: readonly string[], reader: Reader): readonly Run[] | undefined {
  if (texts.length === 1 && texts[0]?.trim() === '') return []
  const runs: Run[] = []
  const limit = LINK_LIMITS.runs
  for (const [i, text] of texts.entries()) {
    if (runs.length === limit) {
      const given = texts.length
      const wrong = { code: 'too_many_runs' as const, args: { limit, given } }
      reader.report({ field: 'run', given: String(given), used: limit, wrong })
      break
    }
    const run = readRun(text, `run[${i}]`, reader)
    if (run) runs.push(run)
  }
  if (runs.length > 0) return runs
  const wrong = { code: 'no_run_left' as const, args: {} }
  reader.report({ field: 'run', given: String(texts.length), used: null, wrong })
  return undefined
}

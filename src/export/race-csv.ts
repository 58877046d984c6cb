import type { Trajectory } from '#race/trajectory.ts'
import { runName } from '#setup/run-name.ts'
import type { Setup } from '#setup/setup.ts'

const ROWS_AT_ONCE = 1000

/**
 * A race as a table, a row for each step of each run, in parts to be joined: RFC 4180, lines end in
 * CRLF, text with commas or quotes is quoted. A rate stands where a step was made with it; what is
 * no finite number is an empty cell.
 */
export function* csvParts(setup: Setup, trajectories: readonly Trajectory[]): Generator<string> {
  yield line(['run', 'name', 'step', 'x', 'y', 'loss', 'grad_norm', 'lr'])
  for (const [run, { n, theta, loss, gradNorm, lr }] of trajectories.entries()) {
    const name = runName(setup, run)
    for (let first = 0; first <= n; first += ROWS_AT_ONCE) {
      const last = Math.min(n, first + ROWS_AT_ONCE - 1)
      let rows = ''
      for (let k = first; k <= last; k++) {
        const [x, y] = [theta[2 * k]!, theta[2 * k + 1]!]
        rows += line([run, name, k, x, y, loss[k]!, gradNorm[k]!, k < n ? lr[k]! : ''])
      }
      yield rows
    }
  }
}

const line = (row: readonly (string | number)[]) => `${row.map(cell).join(',')}\r\n`

function cell(value: string | number): string {
  const text = typeof value === 'number' && !Number.isFinite(value) ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

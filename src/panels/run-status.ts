import type { Words } from '#i18n/en.ts'
import { isOver, type ShownRun } from '#store/shown-runs.ts'

/** How a run stands when the clock shows `step`: its end is told once the clock is there. */
export function runStatus(run: ShownRun, step: number, { status: words }: Words): string {
  const { status, at, n, loss } = run.trajectory
  // It counts as diverged; why it went nowhere is another matter.
  if (n === 0 && Number.isNaN(loss[0])) return words.nowhere
  const known = status !== 'running' && at !== null && (step >= at || isOver(run, step))
  if (known) return words[status](at)
  return isOver(run, step) ? words.over(n) : words.running
}

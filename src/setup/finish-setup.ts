import { MOST_STARTS } from '#race/cloud.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { hasOwnLength, runValues } from '#setup/parameter-values.ts'
import type { ScheduleStage, Setup } from '#setup/setup.ts'

/** The most steps that so many runs may make. */
export const stepsFor = (runs: number, total: number = LINK_LIMITS.total) =>
  Math.min(LINK_LIMITS.steps, Math.floor(total / Math.max(1, runs)))

/** The most starts that a cloud may have where others have so many: the largest give way first. */
export function startsFor(counts: readonly number[], limit: number = LINK_LIMITS.starts): number {
  let left = limit
  for (const [i, count] of counts.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (counts.length - i))
    if (count > share) return share
    left -= count
  }
  return MOST_STARTS
}

/** The setup with clouds of no more starts than this. */
export function thinned(setup: Setup, most: number): Setup {
  if (!setup.runs.some(({ cloud }) => cloud && cloud.n > most)) return setup
  const runs = setup.runs.map((run) =>
    run.cloud && run.cloud.n > most ? { ...run, cloud: { ...run.cloud, n: most } } : run,
  )
  return { ...setup, runs }
}

/** The setup with a length for each schedule of a sequence that needs one: an equal share of what is left. */
export function withLengths(setup: Setup): Setup {
  if (!setup.runs.some(({ schedules }) => schedules.some(lacksLength))) return setup
  const runs = setup.runs.map((run) => {
    if (!run.schedules.some(lacksLength)) return run
    const parts = runValues(setup, run).schedules
    const schedules = run.schedules.map((stage, place, all) =>
      lacksLength(stage, place, all)
        ? { ...stage, len: Math.max(1, parts[place]?.steps ?? 1) }
        : stage,
    )
    return Object.assign({}, run, { schedules })
  })
  return { ...setup, runs }
}

/** Whether another schedule follows one that does not say how long it lasts. */
const lacksLength = (stage: ScheduleStage, place: number, all: readonly ScheduleStage[]) =>
  place < all.length - 1 && stage.len === undefined && !hasOwnLength(stage)

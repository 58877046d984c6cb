import type { ReadyRun } from '#race/ready.ts'
import { look, store } from '#store/store.ts'

type LimitOf = (run: ReadyRun) => number | null

const MOST = 64
const known = new Map<string, number | null>()
let limitOf: LimitOf | 'asked' | null = null

/**
 * Curvature times rate that a run's step just bears (2 for gradient descent), or null where its step
 * has no such number, and for a moment the first time: what finds it is loaded when first asked for.
 */
export function stabilityOf(run: ReadyRun): number | null {
  if (limitOf === null) {
    limitOf = 'asked'
    void load()
  }
  if (typeof limitOf !== 'function') return null
  const key = JSON.stringify([run.before, run.rule, run.after])
  const kept = known.get(key)
  if (kept !== undefined) return kept
  if (known.size >= MOST) known.clear()
  const limit = limitOf(run)
  known.set(key, limit)
  return limit
}

async function load() {
  const { stabilityLimit } = await import('#race/stability-limit.ts')
  limitOf = stabilityLimit
  // The curves are read anew.
  look({ curves: [...store.getState().view.curves] })
}

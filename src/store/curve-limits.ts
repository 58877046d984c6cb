import type { ReadyRun } from '#race/ready.ts'
import { look, store } from '#store/store.ts'

type LimitOf = (run: ReadyRun) => number | null

const MOST = 64
const known = new Map<string, number | null>()
let limitOf: LimitOf | null = null

/** Milliseconds after a failure before what finds the limits is asked for again. */
const PAUSE = 5000
/** when it may be asked for */
let from = 0

/**
 * Curvature times rate that a run's step just bears (2 for gradient descent), or null where its step
 * has no such number, and for a moment the first time: what finds it is loaded when first asked for.
 */
export function stabilityOf(run: ReadyRun): number | null {
  if (limitOf === null) {
    if (performance.now() >= from) void load()
    return null
  }
  const key = JSON.stringify([run.before, run.rule, run.after])
  const kept = known.get(key)
  if (kept !== undefined) return kept
  if (known.size >= MOST) known.clear()
  const limit = limitOf(run)
  known.set(key, limit)
  return limit
}

async function load() {
  from = Infinity
  try {
    const { stabilityLimit } = await import('#race/stability-limit.ts')
    limitOf = stabilityLimit
  } catch {
    // Without a connection the curve is drawn without its limit.
    from = performance.now() + PAUSE
    return
  }
  // The curves are read anew.
  look({ curves: [...store.getState().view.curves] })
}

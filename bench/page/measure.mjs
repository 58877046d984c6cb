/** What a browser tells of itself, for benches of the page. */

/**
 * Records a trace of what `during` does, and returns its events.
 * @typedef {{ name: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number, args?: any }} TraceEvent
 * @param {import('@playwright/test').CDPSession} session
 * @param {() => Promise<void>} during
 * @returns {Promise<TraceEvent[]>}
 */
export async function traced(session, during) {
  /** @type {TraceEvent[]} */
  const events = []
  session.on(
    'Tracing.dataCollected',
    ({ value }) => void events.push(.../** @type {any} */ (value)),
  )
  const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  const included = [
    'devtools.timeline',
    'blink.user_timing',
    'disabled-by-default-devtools.timeline',
  ]
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: included },
  })
  await during()
  await session.send('Tracing.end')
  await done
  return events
}

/**
 * The tasks of the page's main thread, in order, in milliseconds.
 * @param {readonly TraceEvent[]} events
 */
export function mainTasks(events) {
  const marked = events.find(({ name }) => name === 'bench-begin')
  if (!marked) throw new Error('no mark in the trace')
  return events
    .filter(
      ({ name, pid, tid, dur }) =>
        name === 'RunTask' && pid === marked.pid && tid === marked.tid && (dur ?? 0) > 0,
    )
    .map(({ ts, dur, tdur }) => ({ at: ts / 1000, ms: (dur ?? 0) / 1000, cpu: (tdur ?? 0) / 1000 }))
    .toSorted((a, b) => a.at - b.at)
}

/**
 * Bytes of the JavaScript heap after a collection, and how many nodes live.
 * @param {import('@playwright/test').CDPSession} session
 */
export async function memory(session) {
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  return { heap: usedSize, nodes, listeners: jsEventListeners }
}

import { median } from './harness.mjs'

/**
 * What one cold load took, in milliseconds since the navigation began.
 * @typedef {{ paint: number, motion: number, blocked: number }} Load
 * @typedef {{ motion: number, tasks: { start: number, length: number }[] }} Seen
 */

const LOADS = 11

/** Milliseconds of the page's life in which blocking counts, and what a task may take. */
const [WATCHED, FREE] = [5000, 50]

/** Notes when the clock first moves, and every long task; runs before the page's own scripts. */
function watchLoad() {
  /** @type {Seen} */
  const seen = { motion: NaN, tasks: [] }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      seen.tasks.push({ start: startTime, length: duration })
  }).observe({ type: 'longtask', buffered: true })
  const look = () => {
    /** @type {HTMLInputElement | null} */
    const scrubber = document.querySelector('input.scrubber')
    // The first frame that shows another step than 0: motion one can see.
    if (scrubber && Number(scrubber.value) > 0) seen.motion = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/**
 * @param {import('./harness.mjs').Site} site
 * @param {number} slower
 * @returns {Promise<Load>}
 */
async function loadOnce({ browser, address }, slower) {
  // A context of its own: nothing is cached.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  if (slower > 1) {
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  }
  await page.addInitScript(watchLoad)
  await page.goto(address)
  await page.waitForTimeout(WATCHED)
  const { paint, motion, tasks } = await page.evaluate(() => {
    const { startTime } = performance.getEntriesByName('first-contentful-paint')[0] ?? {}
    const { seen } = /** @type {{ seen: Seen }} */ (/** @type {unknown} */ (window))
    return { paint: startTime ?? NaN, ...seen }
  })
  await context.close()
  const blocked = tasks
    .filter(({ start }) => start < WATCHED)
    .reduce((sum, { length }) => sum + Math.max(0, length - FREE), 0)
  return { paint, motion, blocked }
}

/**
 * Cold loads of the default scene: first contentful paint, first motion, blocking time.
 * @param {import('./harness.mjs').Site} site
 */
export async function loadBench(site) {
  await loadOnce(site, 1)
  const rows = []
  for (const [slower, goals] of /** @type {const} */ ([
    [1, '≤ 250 / 400 / 50'],
    [4, '≤ – / 1000 / 200'],
  ])) {
    /** @type {Load[]} */
    const loads = []
    for (let i = 0; i < LOADS; i++) loads.push(await loadOnce(site, slower))
    const of = (/** @type {keyof Load} */ key) =>
      `${median(loads.map((load) => load[key])).toFixed(0)} ms`
    const machine = slower === 1 ? 'as it is' : `CPU ${slower} × slower`
    rows.push(`| ${[machine, of('paint'), of('motion'), of('blocked'), goals].join(' | ')} |`)
  }
  return [
    `### A cold load of the default scene (median of ${LOADS}, 1440 × 900)`,
    '',
    '| machine | first contentful paint | first motion | blocking time in 5 s | goals, ms |',
    '|---|---|---|---|---|',
    ...rows,
  ]
}

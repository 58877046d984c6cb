import { setTimeout as pause } from 'node:timers/promises'
import { median, quantile } from './harness.mjs'

/** The longest race the page takes. */
const LINK =
  '#v=1&f=rosenbrock&x=-1.5,2&T=100000' +
  // RMSprop at its default rate swings across the valley until the end.
  ['sgd(lr=0.0005)', 'momentum(lr=0.0002)', 'adam(lr=0.001)', 'rmsprop']
    .map((run) => `&run=${run}`)
    .join('')

/** Blocking the page for longer is felt. */
const LONG = 50

/** Moves of a scrub from one end to the other, and milliseconds between two. */
const [MOVES, APART] = [120, 17]

/** @typedef {{ tasks: number[], frames: number[] }} Seen */

/**
 * Four runs of 100,000 steps while they are computed, play, are scrubbed and are computed anew: tasks
 * of the main thread beyond 50 ms, and the time from frame to frame.
 * @param {import('./harness.mjs').Site} site
 */
export async function longBench({ browser, address }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(watch)
  /** @type {string[]} */
  const rows = []
  /** @param {string} what @param {() => Promise<unknown>} during */
  const phase = async (what, during) => {
    await page.evaluate(() => Reflect.get(window, 'bench').forget())
    await during()
    // what is late is counted too
    await pause(300)
    /** @type {Seen} */
    const { tasks, frames } = await page.evaluate(() => Reflect.get(window, 'bench').seen())
    const long = tasks.map((ms) => ms.toFixed(0)).join(', ') || 'none'
    const [p50, p95, most] = [median(frames), quantile(frames, 0.95), Math.max(...frames)]
    rows.push(`| ${what} | ${long} | ${[p50, p95, most].map((ms) => ms.toFixed(1)).join(' / ')} |`)
  }

  await page.goto(`${address}${LINK}`)
  await phase('computed', () =>
    page.getByText('float64 · WebAssembly').waitFor({ state: 'attached' }),
  )
  await phase('played for 4 s', () => pause(4000))

  const scrubber = page.getByRole('slider', { name: 'Step', exact: true })
  const box = await scrubber.boundingBox()
  if (!box) throw new Error('no scrubber')
  const [x, y] = [box.x + 4, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await phase('scrubbed from end to end', async () => {
    for (let i = 0; i <= MOVES; i++) {
      await page.mouse.move(x + ((box.width - 8) * i) / MOVES, y)
      await pause(APART)
    }
  })
  await page.mouse.up()

  const start = await page.getByRole('slider', { name: 'Start of all runs' }).boundingBox()
  if (!start) throw new Error('no start')
  const [sx, sy] = [start.x + start.width / 2, start.y + start.height / 2]
  await page.mouse.move(sx, sy)
  await page.mouse.down()
  await phase('the start dragged at the last step', async () => {
    for (let i = 0; i <= MOVES; i++) {
      await page.mouse.move(sx + 60 * Math.sin(i / 20), sy + 40 - 40 * Math.cos(i / 20))
      await pause(APART)
    }
  })
  await page.mouse.up()
  await context.close()
  return [
    '### Four runs of 100,000 steps',
    '',
    `| while | tasks over ${LONG} ms | frame to frame, ms: median / p95 / most |`,
    '|---|---|---|',
    ...rows,
  ]
}

/** In the page: notes long tasks, and when frames come. */
function watch() {
  /** @type {Seen} */
  const kept = { tasks: [], frames: [] }
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) kept.tasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })
  let before = performance.now()
  const frame = () => {
    const now = performance.now()
    kept.frames.push(now - before)
    before = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  const forget = () => Object.assign(kept, { frames: [], tasks: [] })
  Object.assign(window, { bench: { seen: () => kept, forget } })
}

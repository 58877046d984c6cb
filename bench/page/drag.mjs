import { setTimeout as pause } from 'node:timers/promises'
import { quantile } from './harness.mjs'
import { mainTasks, memory, traced } from './measure.mjs'

const MOVES = 300
/** Milliseconds from move to move, a little more than a frame. */
const APART = 17
/** After how many drags the memory is looked at. */
const DRAGS = [200, 2000]
const RATES = [0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09]
const LINK = `#v=1&f=rosenbrock&x=-1.5,2&T=1000${RATES.map((lr) => `&run=adam(lr=${lr})`).join('')}&k=1000`

/**
 * Dragging the start of 8 runs × 1,000 steps.
 * @param {import('./harness.mjs').Site} site
 */
export async function dragBench({ browser, address }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${address}${LINK}`)
  const start = page.getByRole('slider', { name: 'Start of all runs' })
  await start.waitFor()
  await page.getByText('float64 · WebAssembly').waitFor({ state: 'attached' })
  const session = await context.newCDPSession(page)
  const [x, y] = await middle(start)

  /** @param {number} i @returns {[number, number]} */
  const place = (i) => [x + 90 + 80 * Math.cos(i / 25), y + 60 + 80 * Math.sin(i / 25)]
  /** @param {number} from @param {number} count */
  async function moves(from, count) {
    // A hand does not wait for the page.
    const sent = []
    const began = performance.now()
    for (let i = from; i < from + count; i++) {
      sent.push(page.mouse.move(...place(i)))
      await pause(began + (i + 1 - from) * APART - performance.now())
    }
    await Promise.all(sent)
  }

  await page.mouse.move(x, y)
  await page.mouse.down()
  await moves(0, 60)
  await page.evaluate(watchPaths)
  const events = await traced(session, async () => {
    await page.evaluate(() => void performance.mark('bench-begin'))
    await moves(60, MOVES)
  })
  const seen = await page.evaluate(pathsSeen)
  await page.mouse.up()
  const lines = ['### Dragging the start of 8 runs × 1,000 steps', '', ...perMove(events, seen)]

  lines.push('', '| after | JavaScript heap | nodes | listeners |', '|---|---|---|---|')
  let done = 0
  for (const upTo of DRAGS) {
    for (; done < upTo; done++) {
      await page.mouse.move(...(await middle(start)))
      await page.mouse.down()
      await page.mouse.move(...place(done))
      await page.mouse.up()
    }
    await pause(1000)
    const { heap, nodes, listeners } = await memory(session)
    lines.push(`| ${upTo} drags | ${(heap / 2 ** 20).toFixed(2)} MB | ${nodes} | ${listeners} |`)
  }
  await context.close()
  return lines
}

/** @param {import('@playwright/test').Locator} handle @returns {Promise<[number, number]>} */
async function middle(handle) {
  const box = await handle.boundingBox()
  if (!box) throw new Error('no start')
  return [box.x + box.width / 2, box.y + box.height / 2]
}

/** In the page: notes when the pointer moves, when a frame begins and when the paths are drawn. */
function watchPaths() {
  /** @type {{ at: number, drawn: number, frames: number }[]} */
  const moves = []
  // Frames are counted only while an answer is awaited: asking for one makes one.
  let waits = false
  const count = () => {
    const last = moves.at(-1)
    waits = last?.drawn === 0
    if (!last || !waits) return
    last.frames++
    requestAnimationFrame(count)
  }
  const paths = [...document.querySelectorAll('.stage-plot canvas')].at(-1)
  const whole = CanvasRenderingContext2D.prototype
  const clear = Reflect.get(whole, 'clearRect')
  // Paths are drawn anew only where they are others: what follows a move is its answer.
  whole.clearRect = function (...place) {
    const last = moves.at(-1)
    if (this.canvas === paths && last && last.drawn === 0) {
      last.drawn = performance.now()
    }
    return Reflect.apply(clear, this, place)
  }
  const moved = ({ timeStamp = 0 }) => {
    moves.push({ at: timeStamp, drawn: 0, frames: 0 })
    if (!waits) requestAnimationFrame(count)
    waits = true
  }
  addEventListener('pointermove', moved, true)
  Object.assign(window, { pathsSeen: moves })
}

/** @returns {{ at: number, drawn: number, frames: number }[]} */
function pathsSeen() {
  return Reflect.get(window, 'pathsSeen')
}

/**
 * @param {import('./measure.mjs').TraceEvent[]} events
 * @param {ReturnType<typeof pathsSeen>} seen
 */
function perMove(events, seen) {
  const tasks = mainTasks(events)
  const moves = events
    .filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'pointermove')
    .map(({ ts }) => ts / 1000)
    .toSorted((a, b) => a - b)
  // A task counts for the move that came last before it.
  /** @type {{ ms: number, cpu: number, longest: number }[]} */
  const work = moves.map(() => ({ ms: 0, cpu: 0, longest: 0 }))
  let last = -1
  for (const { at, ms, cpu } of tasks) {
    while ((moves[last + 1] ?? Infinity) <= at + ms) last++
    const sum = work[last]
    if (!sum) continue
    sum.ms += ms
    sum.cpu += cpu
    sum.longest = Math.max(sum.longest, cpu)
  }
  const answered = seen.filter(({ drawn }) => drawn > 0)
  const late = answered.map(({ at, drawn }) => drawn - at)
  const frames = answered.map(({ frames: count }) => count)
  return [
    `${MOVES} moves sent, ${moves.length} heard, ${answered.length} answered by a picture of their own`,
    '',
    '| a move | median | p95 | most |',
    '|---|---|---|---|',
    row(
      'main thread, processor time',
      work.map(({ cpu }) => cpu),
      'ms',
    ),
    row(
      'of it the longest task',
      work.map(({ longest }) => longest),
      'ms',
    ),
    row(
      'main thread, by the clock',
      work.map(({ ms }) => ms),
      'ms',
    ),
    row('pointer event to new paths drawn', late, 'ms'),
    row('frames from event to new paths', frames, ''),
  ]
}

/** @param {string} what @param {number[]} list @param {string} unit */
function row(what, list, unit) {
  const told = [0.5, 0.95, 1].map((share) =>
    `${quantile(list, share).toFixed(unit ? 2 : 0)} ${unit}`.trim(),
  )
  return `| ${what} | ${told.join(' | ')} |`
}

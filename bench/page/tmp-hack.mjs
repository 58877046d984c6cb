import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { howToInstall, installedBrowser } from '../../scripts/find-browser.mjs'
import { mainTasks, memory, percentile, traced } from './measure.mjs'

/**
 * Dragging the start of 8 runs × 1,000 steps in a production build, in a real Chromium. `npm run build`
 * first, then `node bench/page/drag.mjs [folder of the build]`.
 */

const MOVES = 300
/** Milliseconds from move to move, a little more than a frame. */
const APART = 17
const DRAGS = (process.argv[3] ?? '200,2000').split(',').map(Number)
const RATES = [0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09]
const LINK = `#v=1&f=rosenbrock&x=-1.5,2&T=1000${RATES.map((lr) => `&run=adam(lr=${lr})`).join('')}&k=1000`

const folder = process.argv[2] ?? 'dist'
const port = await freePort()
const vite = 'node_modules/vite/bin/vite.js'
const server = spawn(
  process.execPath,
  [vite, 'preview', '--outDir', folder, '--host', '127.0.0.1', '--port', port, '--strictPort'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
try {
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve)
    server.once('exit', reject)
  })
  await measure()
} finally {
  server.kill()
}

/** @returns {Promise<string>} */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      probe.close(() => resolve(String(typeof bound === 'object' ? bound?.port : '')))
    })
  })
}

async function measure() {
  const executablePath = installedBrowser()
  if (!executablePath) throw new Error(howToInstall)
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath, args })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${port}/${LINK}`)
  const start = page.getByRole('slider', { name: 'Start of all runs' })
  await start.waitFor()
  await page.getByText('float64 · WebAssembly').waitFor({ state: 'attached' })
  const session = await context.newCDPSession(page)
  const box = await start.boundingBox()
  if (!box) throw new Error('no start')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]

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

  if (process.env['HACK']) await page.evaluate(process.env['HACK']);
  await page.mouse.move(x, y)
  await page.mouse.down()
  await moves(0, 60)
  await page.evaluate(watchPaths)
  const events = await traced(session, async () => {
    await page.evaluate(() => void performance.mark('bench-begin'))
    await moves(60, MOVES)
    await page.evaluate(() => void performance.mark('bench-end'))
  })
  const seen = await page.evaluate(pathsSeen)
  await page.mouse.up()
  if (process.env['TRACE'])
    (await import('node:fs')).writeFileSync(process.env['TRACE'], JSON.stringify(events))
  perMove(events, seen)

  /** @type {({ drags: number } & Awaited<ReturnType<typeof memory>>)[]} */
  const kept = []
  for (const upTo of DRAGS) {
    for (let i = kept.at(-1)?.drags ?? 0; i < upTo; i++) {
      const now = await start.boundingBox()
      if (!now) throw new Error('no start')
      await page.mouse.move(now.x + now.width / 2, now.y + now.height / 2)
      await page.mouse.down()
      await page.mouse.move(...place(i))
      await page.mouse.up()
    }
    await pause(1000)
    kept.push({ drags: upTo, ...(await memory(session)) })
  }
  console.log('\n| after | JavaScript heap | nodes | listeners |\n|---|---|---|---|')
  for (const { drags, heap, nodes, listeners } of kept)
    console.log(`| ${drags} drags | ${(heap / 2 ** 20).toFixed(2)} MB | ${nodes} | ${listeners} |`)
  await browser.close()
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
  const { clearRect } = CanvasRenderingContext2D.prototype
  // Paths are drawn anew only where they are others: what follows a move is its answer.
  CanvasRenderingContext2D.prototype.clearRect = function (...place) {
    const last = moves.at(-1)
    if (this.canvas === paths && last && last.drawn === 0) {
      last.drawn = performance.now()
    }
    return clearRect.apply(this, place)
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
  console.log(
    `${moves.length} moves, ${answered.length} of ${seen.length} answered by a picture of their own`,
  )
  console.log('\n| a move | median | p95 | most |\n|---|---|---|---|')
  row('main thread, processor time', work.map(({ cpu }) => cpu), 'ms')
  row('of it the longest task', work.map(({ longest }) => longest), 'ms')
  row('main thread, by the clock', work.map(({ ms }) => ms), 'ms')
  row('pointer event to new paths drawn', late, 'ms')
  row(
    'frames from event to new paths',
    answered.map(({ frames }) => frames),
    '',
  )
}

/** @param {string} what @param {number[]} list @param {string} unit */
function row(what, list, unit) {
  const told = [0.5, 0.95, 1].map(
    (share) => `${percentile(list, share).toFixed(unit ? 2 : 0)} ${unit}`,
  )
  console.log(`| ${what} | ${told.map((text) => text.trim()).join(' | ')} |`)
}

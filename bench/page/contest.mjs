import { fileURLToPath } from 'node:url'
import { servePage } from '../../scripts/serve-page.mjs'
import { median } from './harness.mjs'

/**
 * @typedef {import('../gpu/contest.ts').Task} Task
 * @typedef {import('../gpu/contest.ts').Rule} Rule
 * @typedef {'ours' | 'hand' | 'ops'} Side
 * @typedef {(side: Side, question: string, ...args: unknown[]) => Promise<any>} Ask
 */

/**
 * Who steps lanes, and in which worker. Operations take thousands of times as long: a few steps tell
 * their rate as well.
 * @type {Record<'fused' | 'gl' | 'js' | 'operations' | 'optimizer', { side: Side, most: number }>}
 */
const WAYS = {
  fused: { side: 'ours', most: Infinity },
  gl: { side: 'hand', most: Infinity },
  js: { side: 'hand', most: Infinity },
  operations: { side: 'ops', most: 16 },
  optimizer: { side: 'ops', most: 16 },
}
/** @typedef {keyof typeof WAYS} Name */

/**
 * The workers of bench/gpu in a page of their own, for as long as `use` takes.
 * @template T
 * @param {import('@playwright/test').Browser} browser
 * @param {(ask: Ask) => Promise<T>} use
 */
export async function withContest(browser, use) {
  const site = await servePage(fileURLToPath(new URL('../gpu', import.meta.url)))
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(site.address)
    /** @type {Map<Side, import('@playwright/test').Worker>} */
    const workers = new Map()
    for (const side of /** @type {const} */ (['ours', 'hand', 'ops'])) {
      const [worker] = await Promise.all([
        page.waitForEvent('worker'),
        page.evaluate((name) => window.begin(name), side),
      ])
      workers.set(side, worker)
    }
    return await use((side, question, ...args) => {
      const worker = workers.get(side)
      if (!worker) throw new Error(`no worker for ${side}`)
      return worker.evaluate(
        ([name, given]) => /** @type {any} */ (globalThis.contest)[name](...given),
        /** @type {const} */ ([question, args]),
      )
    })
  } finally {
    await context.close()
    await site.close()
  }
}

/** Milliseconds of one measurement, so that a clock of a tenth of one tells enough. */
const LONG_ENOUGH = 5

/**
 * Million lane-steps a second of each way, the median of rounds made in turns.
 * @param {Ask} ask
 * @param {readonly Name[]} names
 * @param {Omit<Task, 'by'>} task
 * @param {number} rounds
 * @returns {Promise<Map<Name, number>>}
 */
export async function rates(ask, names, task, rounds) {
  const made = []
  for (const by of names) {
    const { side, most } = WAYS[by]
    const steps = Math.min(most, task.steps)
    const number = await ask(side, 'prepare', { ...task, by, steps })
    made.push({ by, side, steps, number, times: 1, took: /** @type {number[]} */ ([]) })
  }
  for (const each of made) {
    // the first compiles, and one alone may still be faster than the clock
    const first = await ask(each.side, 'round', each.number, 1)
    const took = await ask(each.side, 'round', each.number, first > 100 ? 1 : 10)
    each.times = Math.ceil(Math.min(100, Math.max(1, LONG_ENOUGH / Math.max(took, 0.01))))
  }
  for (let i = 0; i < rounds; i++)
    for (const { side, number, times, took } of made)
      took.push(await ask(side, 'round', number, times))
  for (const { side, number } of made) await ask(side, 'dispose', number)
  return new Map(
    made.map(({ by, steps, took }) => [by, (task.lanes * steps) / median(took) / 1000]),
  )
}

/**
 * How far each way ends from the one in float64, the median lane: a contestant that computes
 * something else is none.
 * @param {Ask} ask
 * @param {readonly Name[]} names
 * @param {Rule} rule
 */
export async function checkContest(ask, names, rule) {
  const task = { rule, lanes: 1024, steps: 4 }
  const ends = new Map()
  for (const by of /** @type {const} */ (['js', ...names])) {
    const { side } = WAYS[by]
    const number = await ask(side, 'prepare', { ...task, by })
    await ask(side, 'round', number, 1)
    ends.set(by, await ask(side, 'positions', number))
    await ask(side, 'dispose', number)
  }
  /** @type {number[]} */
  const right = ends.get('js')
  for (const [by, end] of ends) {
    const off = median(right.map((value, i) => Math.abs(value - end[i])))
    // One step moves a lane by 0.02; another place of ε, TensorFlow.js' own, by far less.
    if (!(off < 1e-4)) throw new Error(`${by} is ${off} from float64 after ${task.steps} steps`)
  }
}

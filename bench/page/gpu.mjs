import { writeFileSync } from 'node:fs'
import { checkContest, rates, withContest } from './contest.mjs'
import { growthPlot } from './growth-plot.mjs'
import { median } from './harness.mjs'

/** @typedef {import('./contest.mjs').Ask} Ask */
/** @typedef {import('./contest.mjs').Name} Name */

/** Lanes and steps of the goals. */
const [LANES, STEPS] = [262_144, 64]

/** @type {Record<Name, string>} */
const CALLED = {
  fused: 'Ravine, one fused draw',
  gl: 'hand-written WebGL2, several targets a draw',
  js: 'hand-written JavaScript, float64, one core',
  operations: 'TensorFlow.js operations',
  optimizer: 'TensorFlow.js operations and its own `tf.train.adam`',
}

/**
 * Lanes stepped on the graphics processor against what one would write by hand, and what it costs.
 * @param {import('./harness.mjs').Site} site
 */
export function gpuBench({ browser }) {
  return withContest(browser, async (ask) => {
    const { renderer } = await ask('ours', 'facts')
    return [
      `### Lanes on the graphics processor: Rosenbrock, float32, ${renderer ?? 'driver unnamed'}`,
      '',
      ...(await goals(ask)),
      '',
      ...(await growth(ask)),
      '',
      ...(await costs(ask)),
    ]
  })
}

/** @param {Ask} ask */
async function goals(ask) {
  const rows = []
  for (const [rule, names] of /** @type {const} */ ([
    ['adam', ['fused', 'gl', 'js', 'operations', 'optimizer']],
    ['momentum', ['fused', 'gl', 'js']],
  ])) {
    await checkContest(ask, names, rule)
    const found = await rates(ask, names, { rule, lanes: LANES, steps: STEPS }, 15)
    const ours = found.get('fused') ?? NaN
    for (const [name, rate] of found) {
      const ratio = name === 'fused' ? '' : (ours / rate).toFixed(2)
      const goal = name === 'gl' ? '≥ 0.9' : name === 'operations' ? '≥ 50' : ''
      rows.push(`| ${[rule, CALLED[name], rate.toFixed(1), ratio, goal].join(' | ')} |`)
    }
  }
  return [
    `${LANES.toLocaleString('en')} lanes, ${STEPS} steps a draw (operations: 16 steps in all), median of 15 rounds in turns:`,
    '',
    '| rule | who | million lane steps a second | Ravine to it | goal |',
    '|---|---|---|---|---|',
    ...rows,
  ]
}

/** Where the plot goes, seen from the repository. */
const PLOT = 'docs/gpu-growth.svg'

/** @param {Ask} ask */
async function growth(ask) {
  const rule = /** @type {const} */ ('adam')
  /** @type {readonly Name[]} */
  const names = ['fused', 'gl', 'js', 'operations']
  /** @param {number} lanes @param {number} steps @param {readonly Name[]} who */
  const at = (lanes, steps, who) => rates(ask, who, { rule, lanes, steps }, 3)
  /** @type {import('./growth-plot.mjs').Point[]} */
  const byLanes = []
  for (let power = 4; power <= 20; power += 2)
    byLanes.push({ x: 2 ** power, rates: await at(2 ** power, STEPS, names) })
  /** @type {import('./growth-plot.mjs').Point[]} */
  const bySteps = []
  for (let power = 0; power <= 10; power += 2)
    bySteps.push({ x: 2 ** power, rates: await at(16_384, 2 ** power, ['fused', 'gl', 'js']) })
  const panels = [
    { title: `${STEPS} steps a draw`, axis: 'lanes', points: byLanes },
    { title: '16,384 lanes', axis: 'steps a draw', points: bySteps },
  ]
  writeFileSync(new URL(`../../${PLOT}`, import.meta.url), growthPlot(panels))
  /** @param {readonly import('./growth-plot.mjs').Point[]} points @param {readonly Name[]} who */
  const rows = (points, who) =>
    points.map(
      ({ x, rates: found }) =>
        `| ${[x.toLocaleString('en'), ...who.map((name) => shown(found.get(name)))].join(' | ')} |`,
    )
  return [
    `Growth, million lane steps a second of Adam, drawn in \`${PLOT}\`:`,
    '',
    `| lanes, ${STEPS} steps a draw | Ravine | WebGL2 by hand | JavaScript | operations |`,
    '|---|---|---|---|---|',
    ...rows(byLanes, names),
    '',
    '| steps a draw, 16,384 lanes | Ravine | WebGL2 by hand | JavaScript |',
    '|---|---|---|---|',
    ...rows(bySteps, names.slice(0, 3)),
  ]
}

/** @param {number | undefined} rate */
const shown = (rate = NaN) => rate.toPrecision(3).replace(/e.*/, '')

/** What else is paid: compiling, drawing, memory. @param {Ask} ask */
async function costs(ask) {
  /** @type {number[]} */
  const compiled = []
  for (let n = 1; n <= 16; n++) {
    const formula = `(1.${n} - x)^2 + 100*(y - x^2)^2 + sin(${n}*x)*exp(-y^2)`
    compiled.push(await ask('ours', 'compile', formula))
  }
  const [first = NaN, ...later] = compiled
  const { before, after } = await ask('ours', 'slices', SLICES)
  /** @param {Record<string, number>} counted */
  const kept = (counted) =>
    Object.entries(counted)
      .map(([name, value]) => `${name} ${value.toLocaleString('en')}`)
      .join(', ')
  const { alone, drawn } = await ask('ours', 'drawing', LANES, 11)
  const share = (median(drawn) - median(alone)) / median(drawn)
  return [
    `A formula nobody compiled before, text to the first step's numbers of 256 lanes of Adam: median ${median(later).toFixed(0)} ms, at most ${Math.max(...later).toFixed(0)} ms; the very first ${first.toFixed(0)} ms.`,
    '',
    `A frame of ${LANES.toLocaleString('en')} points, 900 × 600, with 4 steps: ${median(drawn).toFixed(0)} ms, the steps alone ${median(alone).toFixed(0)} ms: drawing is ${(100 * share).toFixed(0)} % of it.`,
    '',
    `TensorFlow.js counts, after 10 slices: ${kept(before)}; after ${SLICES.toLocaleString('en')}: ${kept(after)}.`,
  ]
}

const SLICES = 10_000

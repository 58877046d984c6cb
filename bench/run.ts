import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { instantiateLoop } from '#formula/loop-instance.ts'
import { laneProgram } from '#race/lane-program.ts'
import { RaceEngine } from '#race/race.ts'
import type { ReadyRace } from '#race/ready.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'

/** Ratios of one run on one machine; absolute times are that machine's. `npm run bench`. */

const RUNS = 8
const STEPS = 1000

/** Median milliseconds of each task, measured in turns so that a noisy machine disturbs all alike. */
function timed(
  tasks: Readonly<Record<string, () => unknown>>,
  rounds: number,
): Record<string, number> {
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, task] of Object.entries(tasks)) {
      const before = performance.now()
      task()
      times[name]!.push(performance.now() - before)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]))
}

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!

const link = (runs: number) =>
  `#v=1&f=rosenbrock&x=-1.5,2&T=${STEPS}${Array.from({ length: runs }, (_, i) => `&run=adam(lr=${0.02 + 0.01 * i})`).join('')}`

/**
 * The race as one would write it by hand in JavaScript: one loop a run, gradient of Rosenbrock
 * typed out, bias corrections carried as products, everything recorded that a trajectory records.
 */
function byHand(race: ReadyRace): Float64Array[][] {
  return race.runs.map(({ rule, start }) => {
    const lr = rule.params[0]!.value as number
    const [theta, loss, gradNorm, rate] = [
      new Float64Array(2 * STEPS + 2),
      new Float64Array(STEPS + 1),
      new Float64Array(STEPS + 1),
      new Float64Array(STEPS),
    ]
    let [x, y] = start
    let [mx, my, vx, vy, p1, p2] = [0, 0, 0, 0, 1, 1]
    for (let k = 0; k <= STEPS; k++) {
      const a = 1 - x
      const b = y - x * x
      const gx = -2 * a - 400 * x * b
      const gy = 200 * b
      theta[2 * k] = x
      theta[2 * k + 1] = y
      loss[k] = a * a + 100 * b * b
      gradNorm[k] = Math.sqrt(gx * gx + gy * gy)
      if (k === STEPS) break
      rate[k] = lr
      mx = 0.9 * mx + 0.1 * gx
      my = 0.9 * my + 0.1 * gy
      vx = 0.999 * vx + 0.001 * gx * gx
      vy = 0.999 * vy + 0.001 * gy * gy
      p1 *= 0.9
      p2 *= 0.999
      const root = Math.sqrt(1 - p2)
      x -= (lr * (mx / (1 - p1))) / (Math.sqrt(vx) / root + 1e-8)
      y -= (lr * (my / (1 - p1))) / (Math.sqrt(vy) / root + 1e-8)
    }
    return [theta, loss, gradNorm, rate]
  })
}

function raceBench(): string[] {
  const race = readyRace(decodeLink(link(RUNS)).setup)
  const engine = new RaceEngine()
  let turn = 0
  const moved = (): ReadyRace => {
    turn += 1e-6
    return { ...race, runs: race.runs.map((run) => ({ ...run, start: [-1.5 + turn, 2] })) }
  }
  const changed = (): ReadyRace => {
    const next = moved()
    return {
      ...next,
      runs: next.runs.map((run) => ({
        ...run,
        rule: {
          ...run.rule,
          params: run.rule.params.map((p) =>
            p.name === 'lr' ? { ...p, value: (p.value as number) + turn } : p,
          ),
        },
      })),
    }
  }
  const times = timed(
    {
      hand: () => byHand(moved()),
      start: () => engine.race(moved()),
      rate: () => engine.race(changed()),
    },
    300,
  )
  const row = (name: string, time: number) =>
    `| ${name} | ${time.toFixed(3)} ms | ${(time / times['hand']!).toFixed(2)} |`
  return [
    `### A race of ${RUNS} × ${STEPS} steps of Adam on Rosenbrock, everything recorded, verdicts included`,
    '',
    '| what | median | ratio to hand-written |',
    '|---|---|---|',
    row('hand-written JavaScript, bias corrections as products', times['hand']!),
    row('Ravine, the start moved (a drag)', times['start']!),
    row('Ravine, every learning rate changed', times['rate']!),
  ]
}

/** A formula nobody compiled before: text to running WebAssembly, derivatives included. */
function compileBench(): string[] {
  let n = 0
  const race = readyRace(decodeLink(link(1)).setup)
  const compile = () => {
    n++
    const formula = `(1.${n} - x)^2 + 100*(y - x^2)^2 + sin(${n}*x)*exp(-y^2)`
    const program = laneProgram(
      { ...race.surface, formula, params: [] },
      race.runs[0]!,
      { kind: 'table', momentum: false },
      false,
    )
    const instance = instantiateLoop(program.plan, 'wasm')
    instance.reserve(2)
    instance.run(0, 1)
  }
  const { compile: time } = timed({ compile }, 200)
  return [
    '### A new formula',
    '',
    `Text to running WebAssembly (surface, gradient, Adam, one step): median ${time!.toFixed(2)} ms`,
  ]
}

/** Whole processes of `ravine trace`, and how many CSV lines a second one long trace prints. */
function traceBench(): string[] {
  const trace = (fragment: string) =>
    spawnSync('npm', ['run', '--silent', 'ravine', '--', 'trace', fragment, '--format', 'csv'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
  const before = performance.now()
  const lines =
    trace(
      '#v=1&f=rosenbrock&T=100000&run=adam(0.001)&run=sgd(0.0001)&run=lion(0.0001)',
    ).stdout.split('\r\n').length - 1
  const long = performance.now() - before
  const short = timed({ short: () => trace(link(1)) }, 5)['short']!
  return [
    '### The terminal',
    '',
    `\`ravine trace\` of one run × ${STEPS} steps: ${short.toFixed(0)} ms, starting included; of 3 × 100,000 steps as CSV: ${Math.round((lines / long) * 1000).toLocaleString('en')} lines a second.`,
  ]
}

const sections = [raceBench(), compileBench(), traceBench()]
process.stdout.write(
  `## ${new Date().toISOString().slice(0, 10)}, Node ${process.version}\n\n${sections.map((s) => s.join('\n')).join('\n\n')}\n`,
)
